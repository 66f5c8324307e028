"""An article or a chapter has no pages where its neighbours have them.

## What it does

Where at least three journal articles with a volume, and at least three in four of them, give pages
or an article number, names those that give neither; and in the same way chapters with an editor,
four in five of at least five. Silent for what is still to appear, for a journal that the list cites
several times and never with pages, and where part of the entry was not understood. Unless a record
has the pages it is silent, too, for works with a DOI or a web address, which may appear online
only, and for whole issues, which have no title of their own. What has neither volume nor pages is
the matter of `field-coverage`.

## Why it matters

Volume and issue alone do not lead to an article, and editors ask for a list that gives the same
particulars throughout.

## Fix safety

The list does not tell which pages are missing, so without a record the entry is shown only. Where a
record was found that has them, they are filled in, written as the other articles of the list have
theirs: well supported, or a best guess where fewer than three other fields agree. Where the records
contradict each other nothing is filled.

## Sources

The list itself, and Crossref's `page`. Article numbers: JATS 1.3, `<elocation-id>`, which stands in
place of pages.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from joinedup_refs.check.amending import filled, pages_behind
from joinedup_refs.check.example_records import evidence as _evidence
from joinedup_refs.check.example_records import match as _match
from joinedup_refs.check.recorded import accepted, claims, filling
from joinedup_refs.check.rule import Context, Example, Rule
from joinedup_refs.check.style.needs import has
from joinedup_refs.check.understood import is_out, is_understood
from joinedup_refs.check.witnesses import reasons
from joinedup_refs.model.document import Document
from joinedup_refs.model.edit import Fix
from joinedup_refs.model.entry import Entry
from joinedup_refs.model.evidence import Evidence
from joinedup_refs.model.finding import Finding
from joinedup_refs.model.reference import Article, Chapter
from joinedup_refs.model.value import Json
from joinedup_refs.notation import pages as notation


class _Kind(NamedTuple):
    noun: str
    enough: int
    """Entries with pages that make a habit."""
    share: float


_ARTICLES = _Kind("journal articles", 3, 0.75)
_CHAPTERS = _Kind("chapters", 5, 0.8)


def check(document: Document, evidence: Evidence | None, context: Context) -> Iterator[Finding]:
    """Name articles and chapters without pages in a list that gives pages."""
    del context
    articles = [
        entry
        for entry in document.entries
        if isinstance(entry.reference, Article) and entry.reference.volume and is_out(entry)
    ]
    chapters = [
        entry
        for entry in document.entries
        if isinstance(entry.reference, Chapter) and entry.reference.editor and is_out(entry)
    ]
    yield from _lacking(document, evidence, articles, _ARTICLES)
    yield from _lacking(document, evidence, chapters, _CHAPTERS)


def _lacking(
    document: Document, evidence: Evidence | None, entries: Sequence[Entry], kind: _Kind
) -> Iterator[Finding]:
    without = [entry for entry in entries if not has(entry, "page")]
    having = len(entries) - len(without)
    if having < kind.enough or having < kind.share * len(entries):
        return
    paged = {_container(entry) for entry in entries if has(entry, "page")}
    times = Counter(_container(entry) for entry in without)
    for entry in without:
        never = times[_container(entry)] > 1 and _container(entry) not in paged
        if (never and kind is _ARTICLES) or not is_understood(document, entry):
            continue
        fixes, told = _from_record(document, evidence, entry)
        if (_may_be_without(entry) or not entry.reference.title) and not fixes:
            continue
        yield RULE.finding(
            f"No pages; {having} of the {len(entries)} {kind.noun} in this list have them.",
            entry.span,
            entries=(entry.id,),
            reasons=told,
            fixes=fixes,
        )


def _may_be_without(entry: Entry) -> bool:
    """Whether a work may have appeared online only."""
    return bool(entry.reference.doi or entry.reference.url)


def _container(entry: Entry) -> str:
    title = str(getattr(entry.reference, "container_title", ""))
    return " ".join(title.casefold().replace("&", "and").removeprefix("the ").split())


def _from_record(
    document: Document, evidence: Evidence | None, entry: Entry
) -> tuple[tuple[Fix, ...], tuple[str, ...]]:
    matches = accepted(evidence, entry.id) if evidence is not None else ()
    chosen = filling(claims(matches, "page"), "page", _same)
    pages = notation.parse(str(chosen[0].value)) if chosen else None
    if chosen is None or pages is None:
        return (), ()
    claim, safety = chosen
    shown = notation.format(pages, "–")
    amendment = pages_behind(document, entry, pages)
    setting = filled(entry, "page", claim, notation.format(pages))
    edits = (*((amendment,) if amendment else ()), setting)
    fix = Fix(title=f"Fill in pages {shown}", safety=safety, edits=edits)
    return (fix,), reasons(claim, "page", f"pages {shown}")


def _same(one: Json, other: Json) -> bool:
    pages = notation.parse(str(one)), notation.parse(str(other))
    if pages[0] is None or pages[1] is None:
        return str(one) == str(other)
    return notation.first_and_last(pages[0]) == notation.first_and_last(pages[1])


_PAGED = (
    "Adams, B. (2001), Joint plans. Policy Studies, 22(1), pp. 1–9.\n"
    "Brown, C. (2002), Joint teams. Local Government Studies, 23(4), pp. 21–29.\n"
    "Clark, D. (2003), Joint funds. Public Administration, 81(2), pp. 31–49.\n"
)
_NONE = "Davis, E. (2004), Joint goals. Policy Studies, 25(3).\n"

RULE = Rule(
    code="NUM702",
    name="missing-pages",
    severity="warning",
    check=check,
    examples=(
        Example(
            text=_PAGED + _NONE,
            list_only=True,
            finds=(_NONE.strip(),),
            why="Three of four articles have pages.",
        ),
        Example(
            text=_PAGED + _NONE,
            list_only=True,
            evidence=_evidence(_match("r4", {"page": "61-79", "DOI": "10.1/d"})),
            finds=(_NONE.strip(),),
            after=_PAGED + _NONE.replace("(3).", "(3), pp. 61–79."),
            values={"r4": {"page": "61-79"}},
            safety="evident",
            why="A record has them, and the list shows how it writes pages.",
        ),
        Example(
            text=_PAGED + "Davis, E. (2004), Joint goals. Open Policy, 25, e1234.\n",
            list_only=True,
            why="An article number stands in place of pages.",
        ),
        Example(
            text=_PAGED + _NONE.replace("25(3).", "25(3). https://doi.org/10.1080/0144287042000"),
            list_only=True,
            why="With a DOI it may be an article without pages.",
        ),
        Example(
            text=_PAGED + "Davis, E. (in press), Joint goals. Policy Studies, 25.\n",
            list_only=True,
            why="What is still to appear has no pages yet.",
        ),
        Example(
            text=_PAGED + _NONE.replace("25(3).", "25(3). http://www.example.org/25/3/davis.html"),
            list_only=True,
            why="With an address it may be an article without pages, too.",
        ),
        Example(
            text="".join(
                f"@article{{k{n}, author = {{Adams, Bea}}, title = {{Plans {n}}}, year = 2001,\n"
                f"  journal = {{Policy Studies}}, volume = {n}, pages = {{{n}--9}}}}\n"
                for n in range(1, 8)
            )
            + "@article{soon, author = {Adams, Bea}, title = {Plans}, journal = {Policy Studies},\n"
            "  volume = 9, pubstate = {forthcoming}}\n"
            "@article{issue, editor = {Brown, Cy}, issuetitle = {All Plans}, volume = 8,\n"
            "  journal = {Policy Studies}, year = 2002}\n",
            bib=True,
            why="An article still to appear, by another field than the year, and a whole issue.",
        ),
        Example(
            text=_NONE + _NONE.replace("Davis", "Evans") + _PAGED,
            list_only=True,
            why="Three of five make no habit.",
        ),
    ),
)
