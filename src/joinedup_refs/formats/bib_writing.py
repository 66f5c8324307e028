"""References as entries of .bib files, by the shared table; what has no field goes to `annote`."""

import re
from collections.abc import Sequence
from functools import lru_cache

from joinedup_refs.formats import bib_zotero, edtf, keys, leftovers, one_by_one, tex
from joinedup_refs.formats.bib_table import Dialect, Row, entry_type, group_of, rows_for, subtype
from joinedup_refs.formats.bibtex_values import Field, braced, date_fields, iso, names, pages, told
from joinedup_refs.formats.format import Each, Record, Target
from joinedup_refs.formats.keying import REFERRING
from joinedup_refs.model.date import AnyDate, Date
from joinedup_refs.model.name import Verbatim
from joinedup_refs.model.reference import Reference
from joinedup_refs.model.value import Json
from joinedup_refs.notation import and_others, roman
from joinedup_refs.notation.csl import date_from_csl, date_to_csl, to_csl
from joinedup_refs.notation.pages import parse as parse_pages
from joinedup_refs.tables import rows

_ARXIV = re.compile(r"arxiv:\s*(\d{4}\.\d{4,5}(?:v\d{1,2})?|[a-z.-]{2,20}/\d{7})", re.IGNORECASE)
_YEAR = re.compile(r"\{[12]\d{3}\}")
_LETTER = re.compile(r"[a-z]")
_EID = re.compile(r"[A-Za-z]{1,4}\d{1,12}")
_ORDINALS = {"1": "st", "2": "nd", "3": "rd"}
_NUMBERED = frozenset({"report", "patent", "standard", "law"})
"""Groups whose works have numbers of their own."""
_BOOKS = frozenset({"book", "booklet", "phdthesis", "mastersthesis", "thesis"})
_OWN_FIELD = re.compile(r"[a-z][a-z0-9_-]{1,40}")
_KNOWN = frozenset(row["variable"] for row in rows("csl_variables")) | {"type"}
_RESERVED = frozenset(
    name
    for row in rows("bib_fields")
    for name in (row["bibtex"], row["biblatex"], row["zotero"], *(row["also"] or "").split(","))
) | frozenset(
    [
        "date",
        "year",
        "month",
        "day",
        "entrysubtype",
        "crossref",
        "xdata",
        "eid",
        "howpublished",
        "subtitle",
        "booksubtitle",
        "journalsubtitle",
    ]
)
_UNMAPPED = frozenset(
    [
        "file",
        "library",
        "titleaddon",
        "booktitleaddon",
        "journaltitleaddon",
        "maintitle",
        "mainsubtitle",
        "eprint",
        "eprinttype",
        "eprintclass",
        "holder",
        "isan",
        "ismn",
        "isrn",
        "iswc",
        "issuetitle",
        "issuesubtitle",
        "origlanguage",
        "nameaddon",
        "addendum",
        "shorthand",
    ]
)
"""Fields of biblatex that no CSL variable has; biber warns of others."""
IN_BIBTEX = {"eprintclass": "primaryclass"}
"""What BibTeX calls a field of biblatex that no CSL variable has."""
_IN_BIBLATEX = {own: theirs for theirs, own in IN_BIBTEX.items()}
RAW = frozenset({"file", "pdf", "eprint", "verba", "verbb", "verbc", "bdsk-url-1", "bdsk-file-1"})
"""Fields without a CSL variable that LaTeX is not to read."""


def write(records: Sequence[Record], dialect: Dialect, target: Target) -> str:
    """Write records as entries in their order, each under its citation key."""
    return one_by_one.write(each(dialect), records, target)


def each(dialect: Dialect) -> Each:
    """Give how entries are written one by one; for biber they are those of biblatex."""

    def parts(record: Record, target: Target) -> tuple[str, ...]:
        writer = _Writer(record.reference, "biblatex" if target == "biber" else dialect, target)
        lines = [f"  {field.name} = {field.tex}," for field in writer.fields()]
        return f"@{writer.type}{{", "\n".join([",", *lines, "}", ""])

    return Each(parts, keys.citation_keys, "\n".join)


def fields(
    reference: Reference, dialect: Dialect = "bibtex", target: Target = "bibtex"
) -> tuple[str, list[Field]]:
    """Give the entry type and the fields of a reference, in their usual order."""
    writer = _Writer(reference, dialect, target)
    return writer.type, writer.fields()


@lru_cache(maxsize=1024)
def _fitting(group: str, column: str, variables: tuple[str, ...]) -> tuple[tuple[Row, str], ...]:
    """Give the rows of a group that are for one of these variables, each with its field."""
    own = frozenset(variables)
    found = ((row, row.written[column]) for row in rows_for(group) if row.variable in own)
    return tuple((row, name) for row, name in found if name)


class _Writer:
    """Takes the variables of one reference, each once; what is left goes to `annote`."""

    def __init__(self, reference: Reference, dialect: Dialect, target: Target) -> None:
        self._left: dict[str, Json] = dict(to_csl(reference))
        self._dialect: Dialect = dialect
        self._target = target
        self._column = f"{dialect}-zotero" if target == "zotero" else dialect
        self._out: dict[str, Field] = {}
        self._beside: dict[str, Json] = {}
        self._csl_type = str(self._left.pop("type"))
        self._left.pop("citation-key", None)
        if target == "zotero":
            self._left.pop("year-suffix", None)
        self.type = self._narrowed(entry_type(self._csl_type, dialect, target))
        paper = self.type in {"report", "techreport"}
        self._group = "report" if paper else group_of(self._csl_type)

    @property
    def _for_biber(self) -> bool:
        return self._column == "biblatex"

    def _narrowed(self, entry: str) -> str:
        genre = str(self._left.get("genre", ""))
        if (
            self._csl_type == "legislation"
            and genre
            and {"number", "publisher"} <= self._left.keys()
        ):
            # a paper laid before parliament has fields that no act has
            entry = "report" if self._for_biber else "techreport"
        if entry == "phdthesis" and "master" in genre.lower():
            return "mastersthesis"
        if entry == "incollection" and self._for_biber and "editor" not in self._left:
            return "inbook"  # biber wants an editor of a collection
        if entry == "book" and self._for_biber and "editor" in self._left:
            return entry if "author" in self._left else "collection"
        return "techreport" if entry == "report" and not genre else entry

    def fields(self) -> list[Field]:
        """Give every field, once."""
        if self._group not in _NUMBERED:
            self._eprint()
        annote = self._take("annote")
        item = bib_zotero.item_of(self.type) if self._target == "zotero" else None
        for row, name in _fitting(self._group, self._column, tuple(self._left)):
            value = self._left.get(row.variable)
            if not value or name in self._out:
                continue
            if item is None or bib_zotero.takes(item, row, name):
                self._write(row, name)
            elif bib_zotero.takes_lately(item, row, name):
                self._beside[row.variable] = value  # older versions keep nothing but the note
                self._write(row, name)
        self._subtype()
        self._rest(annote)
        return list(self._out.values())

    def _write(self, row: Row, name: str) -> None:
        variable = row.variable
        match row.kind:
            case "names":
                people = leftovers.people_of(self._left[variable])
                if people:
                    del self._left[variable]
                    self._add(name, names(people, and_others=self._has_others(variable)))
            case "title":
                book = self.type in _BOOKS
                language = str(self._left.get("language", ""))
                title = self._take(variable)
                made = tex.title(title, self._target, language=language, book=book)
                self._beside |= bib_zotero.beside(variable, title, made)
                self._add(name, made)
            case "container":
                title = self._take(variable)
                made = tex.title(title, self._target, protect=False)
                self._beside |= bib_zotero.beside(variable, title, made)
                self._add(name, made)
            case "lines":
                self._add(name, tex.lines(self._take(variable)))
            case "date":
                date = date_from_csl(self._left.pop(variable))
                self._add(name, self._day(date) if date else "")
            case "issued":
                self._issued()
            case "pages":
                self._pages(name)
            case "address" | "url":
                self._address(name, variable)
            case _:
                value = self._adapted(variable, row.kind)
                made = tex.line(value, self._target)
                self._beside |= bib_zotero.beside(variable, value, made)
                self._add(name, made)

    def _has_others(self, variable: str) -> bool:
        """Whether further people are meant; `others` then says so, and no line in `annote`."""
        if self._target == "zotero":  # which would take "others" for an author
            return False
        marked = and_others.of(self._left)
        self._left = and_others.marked(self._left, [v for v in marked if v != variable])
        return variable in marked

    def _take(self, variable: str) -> str:
        value = self._left.get(variable)
        if not isinstance(value, (str, int, float)) or isinstance(value, bool):
            return ""
        return str(self._left.pop(variable)).strip()

    def _add(self, name: str, value: str) -> None:
        if value:
            self._out[name] = braced(name, value)

    def _adapted(self, variable: str, kind: str) -> str:
        """Put a value into the form that the program reads; the printed one waits beside it."""
        value = self._take(variable)
        if kind == "edition" and self._column == "bibtex" and value.isdigit():
            last = "" if value[-2:] in {"11", "12", "13"} else _ORDINALS.get(value[-1], "")
            return f"{value}{last or 'th'}"
        if kind == "volume" and self._for_biber and (number := roman.parse(value)):
            self._beside[variable] = value
            return str(number)
        if kind == "isbn" and self._for_biber and len(numbers := value.split()) > 1:
            self._beside[variable] = value
            return max(numbers, key=lambda n: sum(c.isdigit() for c in n))
        return value

    def _eprint(self) -> None:
        arxiv = _ARXIV.fullmatch(str(self._left.get("number", "")))
        if arxiv:
            del self._left["number"]
            self._add("eprint", tex.address(arxiv[1]))
            old = self._dialect == "bibtex" and self._target != "zotero"
            self._add("archiveprefix" if old else "eprinttype", "arXiv")

    def _pages(self, name: str) -> None:
        text = self._take("page")
        if self._for_biber and _EID.fullmatch(text):
            name = "eid"
        self._add(name, pages(parse_pages(text) or Verbatim(text=text)) if text else "")

    def _issued(self) -> None:
        issued = date_from_csl(self._left.pop("issued"))
        if issued is None:
            return
        date = edtf.format(issued) if isinstance(issued, Date) else ""
        if self._dialect == "biblatex" and date and not ("~" in date and self._target == "zotero"):
            self._add("date", date)
            return
        if self._for_biber:
            self._undated(issued)
            return
        made = date_fields(issued, self._target)
        if self._column == "bibtex" and _YEAR.fullmatch(made[0].tex if made else ""):
            made[0] = braced("year", made[0].tex[1:-1] + self._letter())
        for field in made:
            self._out[field.name] = field
        if isinstance(issued, Date) and not told(issued, made):
            self._beside["issued"] = date_to_csl(issued.model_copy(update={"letter": ""}))

    def _letter(self) -> str:
        """Take the letter of 2006a, which BibTeX's styles print with the year as it stands."""
        letter = str(self._left.get("year-suffix", ""))
        return self._take("year-suffix") if _LETTER.fullmatch(letter) else ""

    def _undated(self, issued: AnyDate) -> None:
        """Give biber, which takes nothing but EDTF, a promise as the state of publication."""
        if isinstance(issued, Date) and issued.forthcoming and not issued.start:
            if status := self._left.get("status"):
                self._beside["status"] = status
            else:
                self._add("pubstate", tex.line(issued.forthcoming))
        plain = issued.model_copy(update={"letter": ""}) if isinstance(issued, Date) else issued
        self._beside["issued"] = date_to_csl(plain)

    def _day(self, date: AnyDate) -> str:
        written = edtf.format(date) if isinstance(date, Date) else ""
        return written or iso(date)

    def _address(self, name: str, variable: str) -> None:
        value = self._take(variable)
        doi = str(self._out["doi"].tex[1:-1]) if "doi" in self._out else ""
        repeated = r"https?://(?:dx\.)?doi\.org/" + re.escape(doi)
        if variable != "URL" or not doi or not re.fullmatch(repeated, value, re.IGNORECASE):
            self._add(name, tex.address(value))

    def _subtype(self) -> None:
        genre = "type" in self._out or self.type not in {"phdthesis", "mastersthesis"}
        self._add("entrysubtype", subtype(self._csl_type, self.type, genre=genre))
        if subtype(self._csl_type, "", genre=True) == "" and self._csl_type != "document":
            self._beside["type"] = self._csl_type

    def _rest(self, annote: str) -> None:
        for variable, value in list(self._left.items()):
            own = _OWN_FIELD.fullmatch(variable) and variable not in _KNOWN | _RESERVED
            named = variable in _UNMAPPED or variable in _IN_BIBLATEX
            own = own and (not self._for_biber or named)
            if self._target == "zotero":
                own = own and (bib_zotero.reads(variable) or variable in REFERRING)
            if own and isinstance(value, str) and variable not in self._out:
                del self._left[variable]
                name = (
                    _IN_BIBLATEX.get(variable, variable) if self._dialect != "bibtex" else variable
                )
                self._add(name, tex.verbatim(value) if variable in RAW else tex.lines(value))
        lines = leftovers.write(self._beside | self._left)
        self._add("annote", tex.lines("\n".join(part for part in (annote, lines) if part)))
