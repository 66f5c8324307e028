"""Which BibTeX type and fields a reference has, by the program that is to read them."""

import json
import re

from joinedup_refs.formats import tex
from joinedup_refs.formats.bibtex_values import (
    Field,
    braced,
    date_fields,
    iso,
    names,
    pages,
    tells_all,
)
from joinedup_refs.formats.format import Target
from joinedup_refs.model.date import Date
from joinedup_refs.model.name import Name, Verbatim
from joinedup_refs.model.reference import Reference
from joinedup_refs.model.value import Json
from joinedup_refs.notation import roman
from joinedup_refs.notation.csl import date_from_csl, date_to_csl, name_from_csl, to_csl
from joinedup_refs.notation.pages import parse as parse_pages
from joinedup_refs.tables import rows

_TYPES = {row["type"]: row for row in rows("bibtex_types")}
_ARXIV = re.compile(
    r"(?:arxiv:)?\s*(\d{4}\.\d{4,5}(?:v\d{1,2})?|[a-z.-]{2,20}/\d{7})", re.IGNORECASE
)
_ORDINALS = {"1": "st", "2": "nd", "3": "rd"}
_IN_BOOK = frozenset({"incollection", "inproceedings", "inreference"})
_NAMES = ("author", "editor", "translator")
_LINES = (("abstract", "abstract"), ("note", "note"))
_SERIES = (
    ("collection-title", "series"),
    ("volume", "volume"),
    ("number-of-volumes", "volumes"),
)
_LINE = (
    ("chapter-number", "chapter"),
    ("edition", "edition"),
    ("publisher", "publisher"),
    ("publisher-place", "address"),
    ("genre", "type"),
    ("version", "version"),
    ("number-of-pages", "pagetotal"),
    ("ISBN", "isbn"),
    ("ISSN", "issn"),
    ("language", "language"),
    ("keyword", "keywords"),
)


def fields(reference: Reference, target: Target) -> tuple[str, list[Field]]:
    """Give the entry type and the fields of a reference, in their usual order."""
    writer = _Writer(reference, target)
    return writer.type, writer.fields()


class _Writer:
    """Takes the variables of one reference, each once; what is left goes to `annote`."""

    def __init__(self, reference: Reference, target: Target) -> None:
        self._left: dict[str, Json] = dict(to_csl(reference))
        self._target = target
        self._out: list[Field] = []
        csl_type = str(self._left.pop("type"))
        self._left.pop("citation-key", None)
        self._left.pop("year-suffix", None)
        row = _TYPES.get(csl_type)
        if row is None:
            self._left["type"] = csl_type
            row = _TYPES["document"]
        self.type = self._narrowed(row[target])

    def fields(self) -> list[Field]:
        for variable in _NAMES:
            self._names(variable)
        self._title()
        self._container()
        for variable, name in _SERIES:
            self._line(variable, name)
        self._numbers()
        for variable, name in _LINE:
            self._line(variable, name)
        self._pages()
        self._dates()
        self._identifiers()
        for variable, name in _LINES:
            self._text(variable, name)
        self._rest()
        return self._out

    def _narrowed(self, entry_type: str) -> str:
        genre = str(self._left.get("genre", ""))
        if entry_type == "phdthesis" and "master" in genre.lower():
            return "mastersthesis"
        if entry_type in {"report", "thesis"} and not genre:
            return {"report": "techreport", "thesis": "phdthesis"}[entry_type]
        return entry_type

    def _take(self, variable: str) -> str:
        value = self._left.get(variable)
        if not isinstance(value, (str, int, float)) or isinstance(value, bool):
            return ""
        return str(self._left.pop(variable)).strip()

    def _add(self, name: str, value: str) -> None:
        if value:
            self._out.append(braced(name, value))

    def _names(self, variable: str) -> None:
        people = _people(self._left.get(variable))
        if people:
            del self._left[variable]
            self._add(variable, names(people))

    def _title(self) -> None:
        language = str(self._left.get("language", ""))
        book = self.type in {"book", "booklet", "phdthesis", "mastersthesis", "thesis"}
        title = self._take("title")
        self._add("title", tex.title(title, self._target, language=language, book=book))
        self._add("shorttitle", tex.title(self._take("title-short"), self._target, book=book))

    def _container(self) -> None:
        container = tex.title(self._take("container-title"), self._target, protect=False)
        if self.type == "article":
            name = "journal"
        elif self.type in _IN_BOOK or self._target == "zotero":
            name = "booktitle"
        else:
            name = "howpublished" if self._target == "bibtex" else "organization"
        self._add(name, container)
        if self._target != "bibtex" or self.type == "article":
            self._line("container-title-short", "shortjournal")

    def _numbers(self) -> None:
        """Fill `number`: the issue, the number of a report or a patent, or that in a series."""
        arxiv = _ARXIV.fullmatch(str(self._left.get("number", "")))
        if arxiv and self.type in {"misc", "online"}:
            del self._left["number"]
            self._add("eprint", tex.address(arxiv[1]))
            self._add("archiveprefix" if self._target == "bibtex" else "eprinttype", "arXiv")
        for variable in ("issue", "number", "collection-number"):
            if self._left.get(variable):
                self._line(variable, "number")
                break

    def _line(self, variable: str, name: str) -> None:
        if variable in {"publisher", "edition", "ISBN", "volume"}:
            name = self._adapted_name(name)
            self._adapt(variable)
        self._add(name, tex.line(self._take(variable)))

    def _adapted_name(self, name: str) -> str:
        if name != "publisher":
            return name
        if self.type in {"phdthesis", "mastersthesis"} and self._target == "bibtex":
            return "school"
        if self.type in {"techreport", "report", "thesis", "phdthesis", "mastersthesis"}:
            return "institution"
        return "organization" if self._organized() else name

    def _organized(self) -> bool:
        return (
            self._target == "biber"
            and self.type in {"online", "misc", "software", "dataset"}
            and not any(field.name == "organization" for field in self._out)
        )

    def _adapt(self, variable: str) -> None:
        """Put a value into the form that the program reads."""
        value = str(self._left.get(variable, "")).strip()
        if variable == "edition" and self._target == "bibtex" and value.isdigit():
            last = "" if value[-2:] in {"11", "12", "13"} else _ORDINALS.get(value[-1], "")
            self._left[variable] = f"{value}{last or 'th'}"
        if variable == "volume" and self._target == "biber" and (number := roman.parse(value)):
            self._left[variable] = str(number)
        if variable == "ISBN" and self._target == "biber" and len(numbers := value.split()) > 1:
            best = max(numbers, key=lambda n: sum(c.isdigit() for c in n))
            self._left[variable] = best
            self._left["ISBN (others)"] = " ".join(n for n in numbers if n != best)

    def _pages(self) -> None:
        text = self._take("page")
        if text:
            self._add("pages", pages(parse_pages(text) or Verbatim(text=text)))

    def _dates(self) -> None:
        issued = date_from_csl(self._left.pop("issued", None))
        if issued is not None:
            told = date_fields(issued, self._target)
            self._out += told
            if isinstance(issued, Date) and not tells_all(issued, told):
                self._left["issued"] = date_to_csl(issued.model_copy(update={"letter": ""}))
        self._date("accessed", "urldate")
        if self._target == "biber":
            self._date("original-date", "origdate")
            self._date("event-date", "eventdate")
            self._line("event-place", "venue")
        if self._target != "bibtex":
            self._line("event-title", "eventtitle")
        if self.type in _IN_BOOK and not any(f.name == "address" for f in self._out):
            self._line("event-place", "address")

    def _date(self, variable: str, name: str) -> None:
        date = date_from_csl(self._left.get(variable))
        if date is not None:
            del self._left[variable]
            self._add(name, iso(date))

    def _identifiers(self) -> None:
        doi = self._take("DOI")
        url = self._take("URL")
        self._add("doi", tex.address(doi))
        if not doi or not re.fullmatch(
            r"https?://(?:dx\.)?doi\.org/" + re.escape(doi), url, re.IGNORECASE
        ):
            self._add("url", tex.address(url))

    def _text(self, variable: str, name: str) -> None:
        self._add(name, tex.lines(self._take(variable)))

    def _rest(self) -> None:
        annote = self._take("annote")
        told = [f"{variable}: {_in_words(value)}" for variable, value in self._left.items()]
        self._add("annote", tex.lines("\n".join(([annote] if annote else []) + told)))


def _people(value: Json) -> tuple[Name, ...]:
    found = [name_from_csl(v) for v in value] if isinstance(value, list) else []
    people = tuple(name for name in found if name is not None)
    return people if len(people) == len(found) else ()


def _in_words(value: Json) -> str:
    """Give a value that has no field as a reader would write it."""
    if isinstance(value, str):
        return value
    if isinstance(value, dict) and (date := date_from_csl(value)) is not None:
        return iso(date)
    if people := _people(value):
        written = (to_words(name) for name in people)
        return "; ".join(written)
    return json.dumps(value, ensure_ascii=False)


def to_words(name: Name) -> str:
    """Give a name as a sorted list has it."""
    match name.kind:
        case "organization":
            return name.name
        case "verbatim":
            return name.text
        case _:
            parts = (name.dropping_particle, name.particle, name.family)
            family = " ".join(p for p in parts if p)
            return ", ".join(p for p in (family, name.suffix, name.given) if p)
