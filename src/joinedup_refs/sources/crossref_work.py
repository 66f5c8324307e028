"""A work of Crossref's REST API as a candidate: a CSL item and what else its record tells.

Source: Crossref's REST API, format of a work (api_format.md), and 27,860 real records, whose dirt
this has to bear: years of the next century, no title, markup and entities in titles, academic
titles in names, numbers where text should be. Nothing of it may raise.
"""

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Literal, TypeAlias

from joinedup_refs.model.evidence import Candidate, FreeCopy, Update
from joinedup_refs.model.origin import Record
from joinedup_refs.model.value import Json
from joinedup_refs.notation.identifiers import doi as dois
from joinedup_refs.notation.identifiers import isbn, issn
from joinedup_refs.sources.crossref_dates import iso, work_dates
from joinedup_refs.sources.crossref_names import names
from joinedup_refs.sources.crossref_text import first, plain
from joinedup_refs.sources.open_values import (
    abstract,
    best,
    crossref_licences,
    free_copy,
    licence,
)
from joinedup_refs.sources.record_values import filled, objects
from joinedup_refs.tables import rows

_Kind: TypeAlias = Literal["retraction", "concern", "correction", "replacement", "other"]

_TYPES = {(row["type"], row["subtype"]): row for row in rows("crossref_types")}
_ROLES = {"author": "author", "editor": "editor", "translator": "translator", "chair": "chair"}
_NO_VOLUME = ("ahead of print", "aheadofprint", "ahead-of-print", "online first", "in press")
_SERIES = ("lecture notes ", "methods in ")
_MAYBE_SERIES = ("advances in ", "studies in ", "studies of ", "topics in ")
_IN_BOOK = frozenset({"chapter", "entry", "paper-conference"})
_SAME = frozenset({"is-same-as", "is-identical-to"})
_NOT_VERSIONS = frozenset({"cites", "references", "is-cited-by", "is-referenced-by"})
_KINDS: dict[str, _Kind] = {
    "retraction": "retraction",
    "partial_retraction": "retraction",
    "withdrawal": "retraction",
    "removal": "retraction",
    "expression_of_concern": "concern",
    "correction": "correction",
    "corrigendum": "correction",
    "erratum": "correction",
    "err": "correction",
    "clarification": "correction",
    "new_version": "replacement",
    "new_edition": "replacement",
}


def candidate(
    message: Mapping[str, Json], source: str = "crossref", retrieved: str = ""
) -> Candidate:
    """Give a Crossref work as a candidate.

    `message` is a work as `/works/{doi}` and the items of `/works` have it; whatever is missing or
    malformed in it is left out. `retrieved` is the day it was fetched, ISO 8601. A notice's own
    record names the work it is about under `related` (`is-retraction-of`…); `updates` are the
    notices about the work itself.
    """
    doi = bare_doi(message.get("DOI"))
    dates = work_dates(message, retrieved)
    licensed = licence(*crossref_licences(message, retrieved))
    # All values are made here, of the right types: to prove each again takes a fifth of the time.
    return Candidate.model_construct(
        origin=Record(source=source, id=doi or plain(message.get("URL")), retrieved=retrieved),
        item=_item(message, doi, dates.issued)
        | filled(
            {
                "abstract": abstract(message.get("abstract")),
                "license": licensed,
            }
        ),
        years=dates.years,
        online_year=dates.online_year,
        print_year=dates.print_year,
        subtitle=_subtitle(message),
        aliases=_aliases(message, doi),
        free_copy=_free_copy(message) if licensed else None,
        related=_related(message, doi),
        updates=_updates(message, doi),
    )


def bare_doi(value: Json) -> str:
    """Give a DOI in lower case and without resolver; an odd one stays as it is otherwise."""
    text = plain(value)
    return dois.parse(text) or text.casefold()


def _item(message: Mapping[str, Json], doi: str, issued: list[int]) -> dict[str, Json]:
    kind = _type(message)
    item: dict[str, Json] = {"type": kind["csl"], "genre": kind["genre"], "DOI": doi}
    for role, variable in _ROLES.items():
        item[variable] = names(message.get(role))
    item["title"] = _title(message)
    item["issued"] = {"date-parts": [list[Json](issued)]} if issued else None
    item |= _container(message, kind["csl"])
    item |= _numbers(message)
    item |= _publication(message, kind["csl"])
    return {variable: value for variable, value in item.items() if value}


def _type(message: Mapping[str, Json]) -> dict[str, str]:
    name, subtype = plain(message.get("type")), plain(message.get("subtype"))
    return _TYPES.get((name, subtype)) or _TYPES.get((name, "*")) or _TYPES["other", "*"]


def _title(message: Mapping[str, Json]) -> str:
    """Join title and subtitle with a colon, or with a blank after a mark that ends the title."""
    title, subtitle = _main_title(message), _subtitle(message)
    if not subtitle:
        return title or first(message.get("subtitle"))
    return f"{title} {subtitle}" if title[-1] in ":?!—–" else f"{title}: {subtitle}"


def _main_title(message: Mapping[str, Json]) -> str:
    return first(message.get("title")) or first(message.get("original-title"))


def _subtitle(message: Mapping[str, Json]) -> str:
    """Give a subtitle that the title does not hold; nothing where there is no title."""
    subtitle = first(message.get("subtitle"))
    title = _main_title(message) if subtitle else ""
    return "" if not title or _words(subtitle) in _words(title) else subtitle


def _words(text: str) -> str:
    return " ".join("".join(c if c.isalnum() else " " for c in text.casefold()).split())


def _container(message: Mapping[str, Json], csl_type: str) -> dict[str, Json]:
    """Give the container; of a book's part, series and book come in either order."""
    value = message.get("container-title")
    titles = [text for text in map(plain, value if isinstance(value, list) else [value]) if text]
    found: dict[str, Json] = {"container-title-short": first(message.get("short-container-title"))}
    if csl_type in _IN_BOOK and len(titles) > 1 and titles[0] != titles[1]:
        book, series = titles[:2]
        if _like_series(book) > _like_series(series):
            book, series = series, book
        return found | {"container-title": book, "collection-title": series}
    if found["container-title-short"] in titles[:1]:
        found = {}
    return found | {"container-title": titles[0] if titles else ""}


def _like_series(title: str) -> int:
    """Weigh how much a title is like that of a series: 0, 1 or 2."""
    title = title.casefold()
    if title.startswith(_SERIES) or title.endswith("series"):
        return 2
    return int(title.startswith(_MAYBE_SERIES))


def _numbers(message: Mapping[str, Json]) -> dict[str, Json]:
    issue = message.get("journal-issue")
    volume, edition = plain(message.get("volume")), plain(message.get("edition-number"))
    return {
        "volume": "" if volume.casefold().endswith(_NO_VOLUME) else volume,
        "issue": plain(message.get("issue"))
        or plain(issue.get("issue") if isinstance(issue, dict) else None),
        "page": _page(plain(message.get("page"))) or plain(message.get("article-number")),
        "edition": "" if edition == "1" else edition,  # no style prints a first edition
    }


def _page(text: str) -> str:
    """Give pages with a plain hyphen; `48-2069-48-2069` is one page said twice."""
    text = text.replace("–", "-").replace("—", "-").replace("--", "-")
    half = len(text) // 2
    twice = "-" in text[:half] and text[:half] == text[half + 1 :] and text[half] == "-"
    return text[:half] if twice else text


def _publication(message: Mapping[str, Json], csl_type: str) -> dict[str, Json]:
    event = message.get("event")
    event = event if isinstance(event, dict) and csl_type == "paper-conference" else {}
    found: dict[str, Json] = {
        "publisher": plain(message.get("publisher")),
        "publisher-place": plain(message.get("publisher-location")),
        "ISBN": _first_valid(message.get("ISBN"), isbn.parse),
        "ISSN": _first_valid(message.get("ISSN"), _issn),
        "URL": _address(plain(message.get("URL"))),
        "language": plain(message.get("language")),
        "event-title": plain(event.get("name")),
        "event-place": plain(event.get("location")),
    }
    if csl_type == "thesis":
        institution = message.get("institution")
        school = institution[0] if isinstance(institution, list) and institution else institution
        name = plain(school.get("name")) if isinstance(school, dict) else ""
        found["publisher"] = name or found["publisher"]
        found["genre"] = first(message.get("degree"))
    return {variable: value for variable, value in found.items() if value}


def _first_valid(value: Json, parse: Callable[[str], str | None]) -> str:
    for member in value if isinstance(value, list) else [value]:
        if found := parse(plain(member).rpartition("/")[2]):
            return found
    return ""


@lru_cache(maxsize=4096)
def _issn(text: str) -> str | None:
    """Read an ISSN, which many works have in common."""
    return issn.parse(text)


def _address(url: str) -> str:
    """Give a resolver's address as it is written today; only the web's schemes pass."""
    for old in ("http://dx.doi.org/", "https://dx.doi.org/", "http://doi.org/"):
        url = url.replace(old, "https://doi.org/") if url.startswith(old) else url
    return url if url.startswith(("https://", "http://")) else ""


def _free_copy(message: Mapping[str, Json]) -> FreeCopy | None:
    """Give where a work stands that bears an open licence; links for machines are left out."""
    links = [
        one
        for one in objects(message.get("link"))
        if plain(one.get("intended-application")) in {"syndication", "text-mining", "unspecified"}
        and plain(one.get("content-type")) in {"application/pdf", "text/html", "unspecified"}
    ]
    return best(free_copy(one.get("URL"), one.get("content-version")) for one in links)


def _linked(message: Mapping[str, Json]) -> list[tuple[str, str]]:
    """Give pairs of relation and DOI."""
    relation = message.get("relation")
    return [
        (name, bare_doi(member.get("id")))
        for name, members in (relation.items() if isinstance(relation, dict) else ())
        for member in (members if isinstance(members, list) else [members])
        if isinstance(member, dict) and plain(member.get("id-type")).casefold() == "doi"
    ]


def _aliases(message: Mapping[str, Json], doi: str) -> tuple[str, ...]:
    found = [other for name, other in _linked(message) if name in _SAME]
    for key in ("aliases", "alias"):
        if value := message.get(key):
            found += map(bare_doi, value if isinstance(value, list) else [value])
    return tuple(dict.fromkeys(other for other in found if other and other != doi))


def _related(message: Mapping[str, Json], doi: str) -> tuple[tuple[str, str], ...]:
    found = [
        (name, other)
        for name, other in _linked(message)
        if name not in _SAME and name not in _NOT_VERSIONS
    ]
    found += [
        (f"is-{plain(notice.get('type')).replace('_', '-') or 'update'}-of", about)
        for notice in _notices(message, "update-to")
        if (about := bare_doi(notice.get("DOI")))
    ]
    return tuple(dict.fromkeys(pair for pair in found if pair[1] and pair[1] != doi))


def _updates(message: Mapping[str, Json], doi: str) -> tuple[Update, ...]:
    """Give the notices about a work: those that name it, and those it bears itself."""
    of_others = _notices(message, "updated-by")
    own = [n for n in _notices(message, "update-to") if doi and bare_doi(n.get("DOI")) == doi]
    found = []
    for notice in (*of_others, *own):
        label = plain(notice.get("type")) or plain(notice.get("label")) or "update"
        key = label.casefold().replace("-", "_").replace(" ", "_")
        found.append(
            Update(
                kind=_KINDS.get(key, "other"),
                label=label,
                doi=bare_doi(notice.get("DOI")),
                date=iso(notice.get("updated")),
            )
        )
    return tuple(dict.fromkeys(found))


def _notices(message: Mapping[str, Json], key: str) -> list[dict[str, Json]]:
    return objects(message.get(key))
