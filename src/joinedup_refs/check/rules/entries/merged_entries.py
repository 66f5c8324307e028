"""Two references have run together into one entry.

## What it does

Finds a second head, names and year, inside an entry, behind something that ends a reference: pages,
a publisher, an identifier. The head of the book that a chapter stands in is none.

## Why it matters

The second work is lost to the list: its citations lead nowhere, it is not exported, and its words
are taken for a part of the first. A lost line break does this, most often where a list was copied
or converted.

## Fix safety

Well supported, and made, when the first reference is complete, the head is a full one, and one
thing more agrees: the text cites the second work and no other entry is it; or both stand in
alphabetical order once they are apart; or the head is written as the other heads of the list are;
or the number that the list lacks stands before it, which is then the number of the second.
Otherwise a best guess.

## Sources

The list of an editorial in *Public Money & Management* (2016), whose eleventh item holds two.
"""

from collections import Counter
from collections.abc import Iterator

from joinedup_refs.check.inner import Inner, first_part, inner_heads, lost_numbers
from joinedup_refs.check.naming import names_fit, same_year, unexplained
from joinedup_refs.check.order import ListOrder, keys_of, learn
from joinedup_refs.check.publisher import as_cited, links_citations
from joinedup_refs.check.rule import Context, Example, Rule
from joinedup_refs.model.citation import Citation
from joinedup_refs.model.document import Document
from joinedup_refs.model.edit import Fix, SplitAt
from joinedup_refs.model.entry import Entry
from joinedup_refs.model.evidence import Evidence
from joinedup_refs.model.finding import Finding
from joinedup_refs.notation.heads import Border, match

_SHARE = 0.6  # of the other heads that must have the form of the second
_FEWEST = 4
_STRONG = 0.7
_IN_ORDER = "both then stand in alphabetical order"


def check(document: Document, evidence: Evidence | None, context: Context) -> Iterator[Finding]:
    """Name the entries that hold more than one reference."""
    del evidence, context
    found = [
        (entry, inner) for entry in document.entries if (inner := inner_heads(document, entry))
    ]
    if not found:
        return
    orders = learn(document)
    forms = Counter(_form(document, entry) for entry in document.entries)
    for entry, inner in found:
        yield _told(document, entry, inner, orders.of(entry.id), forms)


def _told(
    document: Document,
    entry: Entry,
    inner: tuple[Inner, ...],
    order: ListOrder,
    forms: Counter[str],
) -> Finding:
    found = {one.at: _reasons(document, entry, one.border, order, forms) for one in inner}
    numbers = lost_numbers(document, entry, inner)
    for at, (number, _) in numbers.items():
        found[at].append(f"the list has no {number} otherwise")
    sure = [one for one in inner if _is_sure(one.border, found[one.at])]
    heads = " and ".join(f"“{_shown(one.border)}”" for one in inner)
    several = {1: "two", 2: "three"}.get(len(inner), str(len(inner) + 1))
    chosen = sure or list(inner)
    return RULE.finding(
        f"This entry holds {several} references; another begins at {heads}.",
        entry.span,
        related=[c.at for one in inner for c in _citing(document, entry, one.border)],
        entries=(entry.id,),
        reasons=dict.fromkeys(words for one in chosen for words in found[one.at]),
        fixes=(
            Fix(
                title="Begin a new entry at "
                + " and ".join(f"“{_shown(one.border)}”" for one in chosen),
                safety="evident" if sure else "unsafe",
                edits=tuple(
                    SplitAt(entry=entry.id, at=numbers[one.at][1] if one.at in numbers else one.at)
                    for one in chosen
                ),
            ),
        ),
    )


def _is_sure(border: Border, reasons: list[str]) -> bool:
    full = border.closed and border.head.strength >= _STRONG
    return bool(reasons) and (full or (_IN_ORDER in reasons and len(reasons) > 1))


def _shown(border: Border) -> str:
    year = f" ({border.head.year})" if border.head.year else ""
    authors = border.head.authors
    return f"{authors if len(authors) <= 60 else authors[:60].rsplit(' ', 1)[0] + ' …'}{year}"


def _citing(document: Document, entry: Entry, border: Border) -> tuple[Citation, ...]:
    return tuple(
        c
        for c in unexplained(document, entry.id)
        if same_year(c, border.head.year) and names_fit(c, border.head.authors)
    )


def _reasons(
    document: Document, entry: Entry, border: Border, order: ListOrder, forms: Counter[str]
) -> list[str]:
    words: list[str] = []
    citing = _citing(document, entry, border)
    if citing:
        words.append(
            f"your text cites {as_cited(document, citing[0])}, which is not listed otherwise"
        )
        if links_citations(document) and not citing[0].linked_by_publisher:
            words.append("the publisher's page could not link that citation")
    if order.alphabetical and _fits(entry, border, order):
        words.append(_IN_ORDER)
    form = _form_of(border.head.style, border.head.year)
    others = sum(forms.values()) - 1
    complete = border.closed and border.head.strength >= _STRONG
    if complete and others >= _FEWEST and forms[form] >= _SHARE * others:
        words.append("what stands before it is complete, and it is written as the other heads are")
    return words


def _fits(entry: Entry, border: Border, order: ListOrder) -> bool:
    own = order.keys[order.ids.index(entry.id)]
    second = keys_of(border.head.family)
    return order.fits(entry.id, *([own] if own else []), second)


def _form(document: Document, entry: Entry) -> str:
    head = match(document.text.read(*first_part(document, entry, ())).text)
    return _form_of(head.style, head.year) if head else ""


def _form_of(style: str, year: str) -> str:
    return f"{style} {'with' if year else 'without'} year"


_BEFORE = (
    "Adams, B. (2001), Joint plans. Policy Studies, 22, 1, pp. 1–9.\n"
    "Brown, C. (2002), Joint teams. Policy Studies, 23, 1, pp. 1–9.\n"
)
_AFTER = (
    "Evans, F. (2005), Joint rules. Policy Studies, 26, 1, pp. 1–9.\n"
    "Frost, G. (2006), Joint risks. Policy Studies, 27, 1, pp. 1–9.\n"
    "Grant, H. (2007), Joint costs. Policy Studies, 28, 1, pp. 1–9.\n"
)
_MERGED = (
    "Clark, D. (2003), Joint funds (Routledge). Davis, E. and Dean, A. (2004), Joint goals. "
    "Policy Studies, 25, 1, pp. 1–9."
)
_APART = (
    "Clark, D. (2003), Joint funds (Routledge).",
    "Davis, E. and Dean, A. (2004), Joint goals. Policy Studies, 25, 1, pp. 1–9.",
)
_NUMBERED = (
    "1. Adams B, Brown C. Joint plans. Policy Stud. 2001;22(1):1-9. {}Clark D, Davis E. Joint "
    "funds for all. Policy Stud. 2003;24(1):1-9.\n"
    "3. Evans F, Frost G. Joint rules. Policy Stud. 2005;26(1):1-9.\n"
    "4. Grant H, Hirst I. Joint costs. Policy Stud. 2007;28(1):1-9.\n"
)
_ENTRIES = (*_BEFORE.splitlines(), *_APART, *_AFTER.splitlines())

RULE = Rule(
    code="LST101",
    name="merged-entries",
    phase="structure",
    inputs="prose",
    severity="error",
    check=check,
    examples=(
        Example(
            text=(
                "Goals differ (Davis and Dean, 2004), funds do not (Clark, 2003).\n\nReferences\n\n"
                + _BEFORE
                + _MERGED
                + "\n"
                + _AFTER
            ),
            finds=(_MERGED,),
            entries=_ENTRIES,
            safety="evident",
            why="The text cites the second work, and the order of the list fits both.",
        ),
        Example(
            text=_BEFORE + _MERGED + "\n" + _AFTER,
            list_only=True,
            finds=(_MERGED,),
            entries=_ENTRIES,
            safety="evident",
            why="The list alone shows a complete reference and then a head like the others.",
        ),
        Example(
            text="Care (1-4).\n\nReferences\n" + _NUMBERED.format("2. "),
            finds=(_NUMBERED.splitlines()[0].format("2. ").removeprefix("1. "),),
            entries=(
                "Adams B, Brown C. Joint plans. Policy Stud. 2001;22(1):1-9.",
                "Clark D, Davis E. Joint funds for all. Policy Stud. 2003;24(1):1-9.",
                *(line[3:] for line in _NUMBERED.splitlines()[1:]),
            ),
            safety="unsafe",
            why="The number that the list lacks stands before the second, and is its own.",
        ),
        Example(
            text=(
                _BEFORE
                + "Clark, D. (2003), Joint funds, in: Davis, E. and Dean, A. (Eds), Joint goals "
                "(Routledge), pp. 1–9.\n" + _AFTER
            ),
            list_only=True,
            why="The editors of the book that a chapter stands in.",
        ),
    ),
)
