"""The error of a small text that breaks its notation."""

from joinedup_refs.errors import JoinedUpError


class NotationInvalid(JoinedUpError, ValueError):  # noqa: N818  (named as the other errors are)
    """A text is not written as its notation asks; `wanted` says what was expected."""

    def __init__(self, wanted: str, text: str) -> None:
        shown = text if len(text) <= 60 else f"{text[:59]}…"
        super().__init__(f"{shown!r} is not {wanted}")
        self.wanted = wanted
        self.text = text
