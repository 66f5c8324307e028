"""A work in the format that a client asks for, as Crossref's content negotiation gives it."""

import json
from collections.abc import Mapping

from joinedup_refs import formats
from joinedup_refs.formats import Record
from joinedup_refs.model.value import Json
from joinedup_refs.notation.csl import from_csl
from joinedup_refs.sources.index.source import candidate_of

CSL = "application/vnd.citationstyles.csl+json"
TYPES = {
    CSL: "csl-json",
    "application/citeproc+json": "csl-json",
    "application/json": "csl-json",
    "application/x-bibtex": "bibtex",
    "application/x-research-info-systems": "ris",
}
"""Media types, and the formats that they are."""


def chosen(accept: str) -> str | None:
    """Give the media type that a client likes best of those there are; None for none of them.

    >>> chosen("text/html;q=0.2, application/x-bibtex")
    'application/x-bibtex'
    """
    wanted: list[tuple[float, int, str]] = []
    for place, part in enumerate(accept.split(",")[:50]):
        media, *parameters = (piece.strip() for piece in part.split(";"))
        weight = 1.0
        for parameter in parameters:
            name, _, value = parameter.partition("=")
            if name.strip() == "q":
                weight = _weight(value.strip())
        if weight > 0:
            wanted.append((-weight, place, media.casefold()))
    for _, _, media in sorted(wanted):
        if media in TYPES:
            return media
        if media in {"*/*", "application/*", ""}:
            return CSL
    return None if accept.strip() else CSL


def _weight(value: str) -> float:
    try:
        return min(1.0, max(0.0, float(value[:10])))
    except ValueError:
        return 0.0


def written(message: Mapping[str, Json], media: str) -> str:
    """Give a work as text of one of `TYPES`."""
    item = candidate_of(message, "index").item
    identifier = str(item.get("DOI") or "")
    form = formats.find(TYPES[media])
    if form.name == "csl-json":
        return json.dumps({"id": identifier, **item}, ensure_ascii=False)
    assert form.write is not None  # noqa: S101  (these three are written)
    return form.write((Record(identifier, from_csl(item)),), form.target)
