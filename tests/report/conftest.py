"""An invented article, taken apart by hand, so that reports are tested without the stages."""

import pytest

from joinedup_refs.model.citation import Citation
from joinedup_refs.model.document import Document, Outcome
from joinedup_refs.model.edit import AmendText, Decision, Fix, SetField, SplitAt
from joinedup_refs.model.entry import Entry
from joinedup_refs.model.finding import Finding
from joinedup_refs.model.origin import Printed, Rule
from joinedup_refs.model.text import Cut, Span, Text
from joinedup_refs.notation.csl import from_csl

ARTICLE = """\
1,204 Views

Care rarely follows maps (Ahlgren and Moss, Citation2011; Perri 6, Citation1997). Others
disagree over long- term plans (Quist, 2004; Tarn and Vole, 2008). Towns go on.

References

  • Ahlgren, P. and Moss, R. (2011), Maps of care. Journal of Town Studies, 4, pp. 11–29.
  • erri 6 (1997), Holistic Towns (Demesne). Quist, W. (2004) Towns that join. Wall Papers, 2, 1.
  • Tarn, O. and Vole, U. (2006), A [/i] title of \x1b[31mhedges\x1b[0m (Hedge Press).

Reprints and Permissions
"""
AHLGREN = {
    "type": "article-journal",
    "author": [{"family": "Ahlgren", "given": "P."}, {"family": "Moss", "given": "R."}],
    "issued": {"date-parts": [[2011]]},
    "title": "Maps of care",
    "container-title": "Journal of Town Studies",
    "volume": "4",
    "page": "11-29",
}
PERRI = {
    "type": "book",
    "author": [{"family": "6", "given": "Perri"}],
    "issued": {"date-parts": [[1997]]},
    "title": "Holistic Towns",
    "publisher": "Demesne",
}
QUIST = {
    "type": "article-journal",
    "author": [{"family": "Quist", "given": "W."}],
    "issued": {"date-parts": [[2004]]},
    "title": "Towns that join",
    "container-title": "Wall Papers",
    "volume": "2",
    "issue": "1",
}
TARN = {
    "type": "book",
    "author": [{"family": "Tarn", "given": "O."}, {"family": "Vole", "given": "U."}],
    "issued": {"date-parts": [[2006]]},
    "title": "A [/i] title of hedges",
    "publisher": "Hedge Press",
}


def at(said: str, text: str = ARTICLE) -> Span:
    """Give the one place where `said` stands."""
    assert text.count(said) == 1, said
    start = text.index(said)
    return Span(start=start, end=start + len(said))


def entry(identifier: str, item: dict, first: str, last: str, text: str = ARTICLE) -> Entry:
    span = Span(start=at(first, text).start, end=at(last, text).end)
    origins = {k: Printed(at=span, confidence=0.9) for k in item if k != "type"}
    return Entry(
        id=identifier, at=(span,), reference=from_csl(item), origins=origins, confidence=0.9
    )


def cite(number: int, said: str, link: str, *references: str, differs: str = "") -> Citation:
    return Citation(
        id=f"c{number}",
        at=at(said),
        form="parenthetical",
        cluster=at(said),
        link=link,
        references=references,
        differs=differs,
    )


REGION = Span(start=at("  • Ahl").start, end=at("(Hedge Press).\n").end)
LEFT_OUT = (
    Cut(printed=at("1,204 Views\n"), reading="", why="page-furniture"),
    Cut(
        printed=Span(start=at("Citation2011").start, end=at("Citation2011").start + 8),
        reading="",
        why="link-residue",
    ),
    Cut(
        printed=Span(start=at("Citation1997").start, end=at("Citation1997").start + 8),
        reading="",
        why="link-residue",
    ),
    Cut(printed=at("Reprints and Permissions\n"), reading="", why="page-furniture"),
)
SPLIT = Fix(
    title="divide the item before “Quist, W.”",
    safety="evident",
    edits=(SplitAt(entry="r2", at=at("Quist, W.").start),),
)
CLIPPED = Fix(
    title="read “Perri 6”",
    safety="evident",
    edits=(
        AmendText(at=at("erri 6 (1997)"), text="Perri 6 (1997)"),
        SetField(
            entry="r2",
            field="author",
            value=[{"family": "6", "given": "Perri"}],
            origin=Rule(
                code="LST103",
                witnesses=("your text cites (Perri 6, 1997)",),
                instead_of=Printed(at=at("erri 6 (1997)")),
            ),
        ),
    ),
)
COMMA = Fix(
    title="put a comma after the year",
    safety="safe",
    edits=(
        AmendText(
            at=Span(start=at("(2004) Towns").start + 6, end=at("(2004) Towns").start + 6), text=","
        ),
    ),
)
HYPHEN = Fix(
    title="join “long-term”",
    safety="safe",
    edits=(AmendText(at=at("long- term"), text="long-term"),),
)
TO_LIST = Fix(
    title="change the text to 2006",
    safety="unsafe",
    edits=(AmendText(at=at("2008"), text="2006"),),
)
TO_TEXT = Fix(
    title="change the list to 2008",
    safety="unsafe",
    edits=(AmendText(at=at("2006"), text="2008"),),
)


def finding(code: str, rule: str, severity: str, primary: Span, **more) -> Finding:
    return Finding(
        code=code,
        rule=rule,
        severity=severity,
        message=more.pop("message", f"Something about {rule.replace('-', ' ')}."),
        primary=primary,
        **more,
    )


MERGED = finding(
    "LST101",
    "merged-entries",
    "error",
    Span(start=at("erri 6 (1997)").start, end=at("Papers, 2, 1.").end),
    entries=("r2",),
    reasons=("your text cites (Quist, 2004)", "it is not listed otherwise"),
    fixes=(SPLIT,),
)
FINDINGS = (
    finding("DOC001", "page-furniture", "warning", at("1,204 Views")),
    finding(
        "CIT203",
        "citation-year-mismatch",
        "error",
        at("Tarn and Vole, 2008"),
        entries=("r3",),
        reasons=("only these two fit each other",),
        fixes=(TO_LIST, TO_TEXT),
        message="The text has 2008 and the list 2006.",
    ),
    finding(
        "DOC003",
        "wrapped-hyphen",
        "warning",
        at("long- term"),
        reasons=("it stands so twice elsewhere",),
        fixes=(HYPHEN,),
    ),
    finding(
        "NUM701",
        "missing-issue",
        "warning",
        at("Ahlgren, P."),
        entries=("r1",),
        reasons=("1 other article has one",),
    ),
    MERGED,
    finding(
        "LST103",
        "truncated-name",
        "error",
        at("erri 6 (1997)"),
        entries=("r2",),
        reasons=("your text cites (Perri 6, 1997)",),
        fixes=(CLIPPED,),
        because_of=MERGED.key,
    ),
    finding(
        "NAM301",
        "name-kept-whole",
        "note",
        at("Holistic Towns"),
        entries=("r2",),
        message="“Perri 6” is one person.",
        because_of=MERGED.key,
    ),
    finding(
        "STY001",
        "year-delimiter",
        "note",
        at("(2004) Towns"),
        entries=("r2b",),
        fixes=(COMMA,),
        because_of=MERGED.key,
    ),
)
ORPHANED = finding("CIT201", "cited-not-listed", "error", at("Quist, 2004"), because_of=MERGED.key)
DECISIONS = tuple(
    Decision(code=code, fix=fix)
    for code, fix in (("LST101", SPLIT), ("LST103", CLIPPED), ("STY001", COMMA), ("DOC003", HYPHEN))
)


def make(decisions=DECISIONS, findings=FINDINGS) -> Outcome:
    text = Text(printed=ARTICLE, cuts=LEFT_OUT)
    whole = entry("r2", PERRI, "erri 6 (1997)", "Papers, 2, 1.")
    first = entry("r1", AHLGREN, "Ahlgren, P.", "11–29.")
    last = entry("r3", TARN, "Tarn, O.", "(Hedge Press).")
    citations = (
        cite(1, "Ahlgren and Moss, Citation2011", "exact", "r1"),
        cite(2, "Perri 6, Citation1997", "exact", "r2"),
        cite(3, "Quist, 2004", "exact", "r2b"),
        cite(4, "Tarn and Vole, 2008", "paired", "r3", differs="year"),
    )
    amended = tuple(
        Cut(printed=e.at, reading=e.text, why="amended")
        for d in decisions
        if d.taken
        for e in d.fix.edits
        if isinstance(e, AmendText)
    )
    document = Document(
        text=text, regions=(REGION,), entries=(first, whole, last), citations=citations[:2]
    )
    result = Document(
        text=text.with_cuts(amended),
        regions=(REGION,),
        entries=(
            first,
            entry("r2", PERRI, "erri 6 (1997)", "(Demesne)."),
            entry("r2b", QUIST, "Quist, W.", "Papers, 2, 1."),
            last,
        ),
        citations=citations,
    )
    if not decisions:
        result = document
    return Outcome(
        text=text,
        document=document,
        evidence=None,
        findings=findings,
        decisions=decisions,
        result=result,
    )


@pytest.fixture
def outcome() -> Outcome:
    return make()


@pytest.fixture
def undecided() -> Outcome:
    return make(decisions=(), findings=(*FINDINGS, ORPHANED))


@pytest.fixture
def nothing() -> Outcome:
    text = Text(printed="Only prose here, and no list of anything.")
    document = Document(text=text)
    return Outcome(
        text=text, document=document, evidence=None, findings=(), decisions=(), result=document
    )
