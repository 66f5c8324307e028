"""Bodies of answers, in the shapes that Crossref's REST API gives them."""

from collections.abc import Mapping, Sequence

from joinedup_refs.model.value import Json

NOT_FOUND = "Resource not found."
"""The whole body of a 404, plain text."""


class RefusedError(Exception):
    """A request that Crossref refuses too; tells what of it."""

    def __init__(self, kind: str, value: str, message: str, status: int = 400) -> None:
        super().__init__(message)
        self.status = status
        self.body: dict[str, Json] = {
            "status": "failed",
            "message-type": "resource-failure" if status == 404 else "validation-failure",
            "message": [{"type": kind, "value": value[:200], "message": message}],
        }


def not_allowed(value: str, message: str = "") -> RefusedError:
    """Refuse a parameter."""
    message = message or f"This route does not support {value[:60]}"
    return RefusedError("parameter-not-allowed", value, message)


def message(kind: str, content: Json) -> dict[str, Json]:
    """Wrap what was asked for."""
    return {"status": "ok", "message-type": kind, "message-version": "1.0.0", "message": content}


def works(
    items: Sequence[Mapping[str, Json]],
    total: int,
    *,
    rows: int,
    offset: int,
    terms: str | None,
    cursor: str = "",
) -> dict[str, Json]:
    """Give a list of works."""
    content: dict[str, Json] = {"facets": {}}
    if cursor:
        content["next-cursor"] = cursor
    content |= {
        "total-results": total,
        "items": [dict(item) for item in items],
        "items-per-page": rows,
        "query": {"start-index": offset, "search-terms": terms},
    }
    return message("work-list", content)


def failure(told: str) -> dict[str, Json]:
    """Tell of a fault of ours, without its inside."""
    content: dict[str, Json] = {"name": "joinedup-refs", "message": told}
    return {
        "status": "error",
        "message-type": "exception",
        "message-version": "1.0.0",
        "message": content,
    }
