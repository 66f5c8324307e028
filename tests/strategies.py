"""Hypothesis strategies for the model's values, for every test that needs some.

Tests are no package: `tests/conftest.py` or the test puts this folder on the path, or loads this
file by its path; see `tests/model/conftest.py`.
"""

import string

from hypothesis import strategies as st

from joinedup_refs.model.date import Date, DatePart
from joinedup_refs.model.edit import (
    AmendText,
    ChangeType,
    Decision,
    Fix,
    MergeInto,
    MoveEntry,
    SetField,
    SplitAt,
)
from joinedup_refs.model.name import Organization, Person, Verbatim
from joinedup_refs.model.origin import Printed, Record, Rule, Supplied
from joinedup_refs.model.pages import PageRange, Pages
from joinedup_refs.model.reference import TYPES
from joinedup_refs.model.text import Cut, Span, Text
from joinedup_refs.notation import dates as date_notation
from joinedup_refs.notation import pages as page_notation
from joinedup_refs.notation import roman
from joinedup_refs.notation.name_words import is_degree
from joinedup_refs.tables import rows

KINDS = {row["field"]: row["kind"] for row in rows("csl_variables")}
"""For each field of a reference, whether it holds names, a date, pages or text."""
CSL_TYPES = tuple(row["type"] for row in rows("csl_types"))
VARIABLES = tuple(row["variable"] for row in rows("csl_variables"))

words = st.text(st.characters(categories=["L", "N", "P", "Zs"]), min_size=1, max_size=20).filter(
    lambda t: t.strip() == t
)
"""Text as a field may hold it: letters of any script, digits, marks, no blanks at the edges."""

_family = st.text(st.characters(categories=["L"]), min_size=1, max_size=12)

persons = st.builds(
    Person,
    family=_family,
    given=st.one_of(st.just(""), _family),
    particle=st.sampled_from(["", "van", "van der", "de la"]),
    dropping_particle=st.sampled_from(["", "de", "von"]),
    suffix=st.sampled_from(["", "Jr.", "III"]),
)
organizations = st.builds(Organization, name=words)
verbatim_names = st.builds(Verbatim, text=words)
names = st.one_of(persons, organizations, verbatim_names)

plain_names = st.builds(
    Person,
    family=st.text(string.ascii_lowercase, min_size=3, max_size=9).map(str.capitalize),
    given=st.lists(
        st.sampled_from(string.ascii_uppercase).map(lambda c: f"{c}."), min_size=1, max_size=3
    ).map(" ".join),
).filter(lambda p: p.family.casefold() not in _TAKEN and not is_degree(p.family))
"""Persons such as `Bevan, G. H.`, whose family name is no word that means something else."""
_TAKEN = frozenset(
    [row["word"] for row in rows("corporate")]
    + [row["particle"] for row in rows("particles")]
    + [row["mark"] for row in rows("roles")]
    + [
        "and",
        "und",
        "et",
        "y",
        "e",
        "i",
        "og",
        "och",
        "en",
        "u",
        "others",
        "jun",
        "jnr",
        "snr",
        "esq",
        "ibid",
        "idem",
        "ders",
        "dies",
        "ebd",
        "sen",
        "junior",
        "senior",
        "jr",
        "sr",
        "iii",
        "filho",
        "neto",
        "hrsg",
    ]
)

date_parts = st.one_of(
    st.builds(DatePart, year=st.integers(1000, 2100)),
    st.builds(DatePart, year=st.integers(1000, 2100), month=st.integers(1, 12)),
    st.builds(
        DatePart, year=st.integers(1000, 2100), month=st.integers(1, 12), day=st.integers(1, 31)
    ),
)
old_years = st.builds(DatePart, year=st.integers(-3000, -1))
understood_dates = st.builds(
    Date,
    start=st.one_of(date_parts, old_years),
    end=st.one_of(st.none(), date_parts),
    season=st.one_of(st.none(), st.integers(1, 4)),
    circa=st.booleans(),
    forthcoming=st.sampled_from(["", "in press", "im Druck"]),
)
promises = st.sampled_from(["in press", "forthcoming", "im Druck", "à paraître"]).map(
    lambda text: Date(forthcoming=text)
)
verbatim_dates = st.builds(Verbatim, text=words.filter(lambda t: date_notation.parse(t) is None))
dates = st.one_of(understood_dates, promises, verbatim_dates)
issued_dates = st.one_of(
    dates,
    st.builds(Date, start=date_parts, letter=st.sampled_from(string.ascii_lowercase)),
)
"""Dates of issue, which alone carry a letter."""

_digits = st.integers(1, 99999).map(str)
page_numbers = st.one_of(
    _digits,
    st.builds("{}{}".format, st.sampled_from(["S", "e", "A", "R", "W"]), _digits),
    st.builds("{}{}".format, _digits, st.sampled_from(["a", "b"])),
    st.integers(1, 99).map(roman.format),
    st.builds("{}-{}".format, _digits, _digits),
    st.builds("{}.{}".format, _digits, _digits),
).filter(lambda p: page_notation.parse(p.replace("-", "\u2011")) is not None)
page_ranges = st.builds(PageRange, first=page_numbers, last=st.one_of(st.just(""), page_numbers))
pages = st.builds(Pages, ranges=st.lists(page_ranges, min_size=1, max_size=3).map(tuple))
verbatim_pages = st.builds(Verbatim, text=words.filter(lambda t: page_notation.parse(t) is None))

_json = st.recursive(
    st.one_of(st.booleans(), st.integers(-(2**53), 2**53), words),
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3),
        st.dictionaries(words, inner, min_size=1, max_size=3),
    ),
    max_leaves=4,
)
"""JSON that is not empty, for what no field holds."""


def _field(name):
    match KINDS[name]:
        case "names":
            return st.lists(names, max_size=3).map(tuple)
        case "date":
            return st.one_of(st.none(), issued_dates if name == "issued" else dates)
        case "pages":
            return st.one_of(st.none(), pages, verbatim_pages)
        case _:
            return st.one_of(st.just(""), words)


def _csl_types(cls):
    return st.sampled_from(
        [row["type"] for row in rows("csl_types") if row["reference"] == cls.__name__]
    )


def references_of(cls):
    """References of one type, all fields drawn, with things in `other` that it has no field for."""
    fields = {name: _field(name) for name in cls.model_fields if name in KINDS}
    foreign = [
        v
        for v in ("custom", "scale", "call-number", "dimensions")
        if v.replace("-", "_") not in fields
    ]
    other = st.dictionaries(st.sampled_from(foreign), _json, max_size=2)
    return st.builds(cls, **fields, csl_type=_csl_types(cls), other=other)


references = st.one_of([references_of(cls) for cls in TYPES])


@st.composite
def spans(draw, within=200):
    """Spans of a text of `within` characters, empty ones among them."""
    start = draw(st.integers(0, within))
    return Span(start=start, end=draw(st.integers(start, within)))


@st.composite
def texts(draw, max_size=60):
    """Texts with cuts in order, none touching another, some of them empty."""
    printed = draw(st.text(st.characters(exclude_categories=["Cs"]), max_size=max_size))
    marks = sorted(draw(st.lists(st.integers(0, len(printed)), max_size=8, unique=True)))
    cuts = []
    for start, end in zip(marks[::2], marks[1::2], strict=False):
        at = Span(start=start, end=draw(st.sampled_from([start, end])))
        cuts.append(Cut(printed=at, reading=draw(st.sampled_from(["", " ", "ab"])), why="test"))
    return Text(printed=printed, cuts=tuple(cuts))


@st.composite
def cuts_of(draw, text):
    """A cut somewhere in `text`."""
    return Cut(
        printed=draw(spans(within=len(text.printed))),
        reading=draw(st.sampled_from(["", "x", "yz"])),
        why="more",
    )


printed_origins = st.builds(
    Printed, at=spans(), confidence=st.floats(0, 1, allow_nan=False, width=32)
)
origins = st.one_of(
    printed_origins,
    st.builds(Record, source=words, id=words),
    st.builds(
        Rule,
        code=st.sampled_from(["LST103", "CIT203"]),
        witnesses=st.lists(words, max_size=2).map(tuple),
        instead_of=st.one_of(st.none(), printed_origins),
    ),
    st.builds(Supplied, who=words),
)

_ids = st.sampled_from(["r1", "r2", "r3", "r4"])
split_edits = st.builds(SplitAt, entry=_ids, at=st.integers(0, 60))
merge_edits = st.builds(MergeInto, entry=_ids, other=_ids)
field_edits = st.builds(
    SetField,
    entry=_ids,
    field=st.sampled_from(["title", "issue", "DOI", "author"]),
    value=st.one_of(st.none(), words),
    origin=origins,
)
type_edits = st.builds(ChangeType, entry=_ids, type=st.sampled_from(CSL_TYPES), origin=origins)
text_edits = st.builds(AmendText, at=spans(within=60), text=words)
move_edits = st.builds(
    MoveEntry,
    entry=_ids,
    behind=st.one_of(st.just(""), _ids),
    at=st.lists(spans(within=60), min_size=1, max_size=2).map(tuple),
    to=st.integers(0, 60),
    turn=st.integers(0, 2),
)
edits = st.one_of(split_edits, merge_edits, field_edits, type_edits, text_edits, move_edits)
fixes = st.builds(
    Fix,
    title=words,
    safety=st.sampled_from(["safe", "evident", "unsafe"]),
    edits=st.lists(edits, min_size=1, max_size=3).map(tuple),
)
decisions = st.builds(
    Decision, code=st.sampled_from(["LST101", "LST103", "CIT203"]), fix=fixes, taken=st.booleans()
)
