"""What a citation key may be made of: the people, the title, the dates and the fields of a work."""

import re
from collections.abc import Mapping, Sequence
from functools import cache, cached_property

from joinedup_refs.formats.bib_dialect import fields_read_by
from joinedup_refs.formats.bib_table import entry_type
from joinedup_refs.formats.format import Record
from joinedup_refs.formats.keys import JOINING, MARKUP, PASSED_OVER
from joinedup_refs.model.date import AnyDate, Date
from joinedup_refs.model.name import Name, Organization, Person, Verbatim
from joinedup_refs.model.value import Json
from joinedup_refs.notation.csl import date_from_csl, name_from_csl, to_csl
from joinedup_refs.tables import rows

_PEOPLE = ("author", "editor", "translator")
CREATORS = ("*", *_PEOPLE)
"""Whom a pattern may ask for; `*` are the first of them that a work has."""
_PARTS = re.compile(r"[/:—–\s]+")
_NOT_IN_WORD = re.compile(r"[^\w]+")
_INITIAL = re.compile(r"\b\w")
_OF_ZOTERO = {
    "publicationtitle": "container-title",
    "booktitle": "container-title",
    "proceedingstitle": "container-title",
    "journalabbreviation": "container-title-short",
    "conferencename": "event-title",
    "university": "publisher",
    "place": "publisher-place",
    "seriestitle": "collection-title",
    "seriesnumber": "collection-number",
    "numpages": "number-of-pages",
    "callnumber": "call-number",
    "abstractnote": "abstract",
    "rights": "license",
    "extra": "note",
}
"""Zotero's names of fields, in lower case, and the CSL variables that carry them."""


class Work:
    """One record, as patterns for citation keys ask it."""

    def __init__(self, record: Record, *, with_particles: bool) -> None:
        self._record = record
        self._with_particles = with_particles
        self.reference = record.reference

    @property
    def key(self) -> str:
        """The key that it came with."""
        return self._record.key

    @cached_property
    def item(self) -> Mapping[str, Json]:
        """The CSL item."""
        return to_csl(self.reference)

    @cached_property
    def type(self) -> str:
        """The entry type that BibTeX has for it, in lower case."""
        return entry_type(str(self.item["type"]), "bibtex", "bibtex")

    def people(self, creator: str) -> tuple[Sequence[Name], bool]:
        """Give the authors, or those who stand in their place, and whether others are meant.

        `creator` is `author`, `editor` or `translator`, or `*` for the first of these that it has.
        """
        wanted = _PEOPLE if creator == "*" else (creator,)
        for one in wanted:
            names: tuple[Name, ...] = getattr(self.reference, one)
            if names:
                return names, one in self.reference.and_others
        return (), False

    def family(self, name: Name) -> str:
        """Give the name that a person is filed under, or the whole name of a body."""
        match name:
            case Person():
                if name.family[:1].isdigit():  # the 6 of Perri 6 does not do by itself
                    return f"{name.given} {name.family}"
                before = f"{name.dropping_particle} {name.particle} "
                return (before if self._with_particles else "") + name.family
            case Organization():
                return name.name
            case Verbatim():
                return name.text

    def full_family(self, name: Name) -> str:
        """Give the name that a person is filed under with its particles."""
        before = f"{name.dropping_particle} {name.particle} " if isinstance(name, Person) else ""
        return before + self.family(name)

    @staticmethod
    def initials(name: Name) -> str:
        """Give the initials of given names."""
        return "".join(_INITIAL.findall(name.given)) if isinstance(name, Person) else ""

    @cached_property
    def title(self) -> str:
        """The title without markup."""
        return MARKUP.sub("", self.reference.title).replace("’", "'")

    def title_words(self, *, all_of_them: bool = False) -> list[str]:
        """Give the words of the title without punctuation, the little ones left out."""
        return words(self.title, all_of_them=all_of_them)

    def date(self, variable: str = "issued") -> Date | None:
        """Give a date, by its CSL variable, that was understood."""
        found: AnyDate | None = self.reference.issued
        if variable != "issued":
            value = self.item.get(variable)
            found = date_from_csl(value) if value else None
        return found if isinstance(found, Date) else None

    def field(self, name: str) -> str:
        """Give the value of a field by the name that .bib files, CSL or Zotero have for it."""
        for variable in variables_called(name):
            value = self.item.get(variable)
            if isinstance(value, (str, int, float)) and not isinstance(value, bool):
                return MARKUP.sub("", str(value))
            if isinstance(value, list):
                people = (name_from_csl(one) for one in value)
                return " ".join(self.family(one) for one in people if one is not None)
        return ""


def words(text: str, *, all_of_them: bool = False) -> list[str]:
    """Give the words of a text without punctuation; articles, prepositions and letters left out."""
    found = (_NOT_IN_WORD.sub("", JOINING.sub("", part)) for part in _PARTS.split(text))
    if all_of_them:
        return [word for word in found if word]
    return [w for w in found if w and w.lower() not in PASSED_OVER and (len(w) > 1 or w.isdigit())]


def is_field(name: str) -> bool:
    """Whether .bib files, CSL or Zotero have a field of that name."""
    return bool(_variables().get(name.lower())) or name.lower() in fields_read_by()


def variables_called(name: str) -> tuple[str, ...]:
    """Give the CSL variables that a field of that name can come to."""
    lower = name.lower()
    return (*_variables().get(lower, ()), lower)


@cache
def _variables() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for row in rows("csl_variables"):
        found.setdefault(row["variable"].lower(), []).append(row["variable"])
    for row in rows("bib_fields"):
        for name in {row["bibtex"].strip("-"), row["biblatex"].strip("-")} - {""}:
            found.setdefault(name, []).append(row["variable"])
    for name, variable in _OF_ZOTERO.items():
        found.setdefault(name, []).append(variable)
    return {name: tuple(dict.fromkeys(variables)) for name, variables in found.items()}
