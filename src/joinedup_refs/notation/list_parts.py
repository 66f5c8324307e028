"""Lists that are the parts of one: nothing but headings stand between them."""

from collections.abc import Iterable

from joinedup_refs.model.span import Span

_HEADING = 160
"""Characters between the parts of one list at most."""


def whole_lists(printed: str, regions: Iterable[Span]) -> list[Span]:
    r"""Give the lists of a text in order, those that are parts of one as one.

    >>> text = "Sources\n\nA 1.\n\nLiterature\n\nB 2."
    >>> [(one.start, one.end) for one in whole_lists(text, [Span(start=9, end=13),
    ...                                                     Span(start=27, end=31)])]
    [(9, 31)]
    """
    lists: list[Span] = []
    for region in sorted(regions, key=lambda r: r.start):
        if lists and _is_heading(printed[lists[-1].end : region.start]):
            lists[-1] = Span(start=lists[-1].start, end=region.end)
        else:
            lists.append(region)
    return lists


def _is_heading(between: str) -> bool:
    lines = [line.strip() for line in between.strip().splitlines()]
    return sum(map(len, lines)) <= _HEADING and not any(line.endswith((".", "?")) for line in lines)
