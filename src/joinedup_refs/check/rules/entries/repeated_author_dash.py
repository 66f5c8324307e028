"""A dash, or a word such as *ders.*, stands in place of the authors.

## What it does

Finds entries that begin with `———`, `--`, `ders.`, `idem`, `id.` or the like and says whose names
the sign stands for: those of the nearest entry before that names its own. Several dashes, or one
with more names behind it, stand for one person each. *Ibid.* at the head of an entry without a
title stands for the whole work before and is only shown.

## Why it matters

In a record of its own, in another order, or in a citation manager, the entry has no author. Its
citations are still found here, since they are read with the name that the sign stands for.

## Fix safety

Well supported where the number of people fits: the authors are set in the records. The printed
sign stays, as it is the list's own style, except in a list that repeats the names in full more
often than not. A best guess where a sign for one person follows several, or where the sign may be a
bullet. Nothing is done while the entry that names the authors has a defect of its own.

## Sources

*The Chicago Manual of Style*, 17th edition, 14.67–14.71 and 15.17–15.20; *Duden* for *ders.* and
*dies.*
"""

from collections.abc import Iterable, Iterator
from itertools import groupby, pairwise

from joinedup_refs.check.publisher import as_cited
from joinedup_refs.check.repeated import Repeated, find, printed_before
from joinedup_refs.check.rule import Context, Example, Rule
from joinedup_refs.model.document import Document
from joinedup_refs.model.edit import AmendText, Edit, Fix, SetField
from joinedup_refs.model.evidence import Evidence
from joinedup_refs.model.finding import Finding
from joinedup_refs.model.name import Name
from joinedup_refs.model.origin import Printed
from joinedup_refs.model.origin import Rule as ByRule
from joinedup_refs.notation import names
from joinedup_refs.notation.csl import name_to_csl

_SHOWN = 3  # people that a message names


def check(document: Document, evidence: Evidence | None, context: Context) -> Iterator[Finding]:
    """Say whose names a sign stands for, once for each run of such entries."""
    del evidence, context
    found = tuple(find(document))
    in_full = _prints_names(document, len(found))
    for _, run in groupby(found, key=_together):
        yield _told(document, tuple(run), in_full=in_full)


def _together(one: Repeated) -> tuple[object, ...]:
    """Tell apart what is told apart: another author, role or doubt, and whole works."""
    told = one.stands_for
    kind = one.pending, one.sure, told.role, _is_whole_work(one)
    alone = one.entry.id if not one.sure or told.added or _is_whole_work(one) else ""
    return (one.named.id, told.people, kind, alone)


def _is_whole_work(one: Repeated) -> bool:
    return one.sign.stands_for == "work" and not one.entry.reference.title


def _told(document: Document, run: tuple[Repeated, ...], *, in_full: bool) -> Finding:
    first = run[0]
    entries = [one.entry for one in run]
    fixes = () if _is_whole_work(first) or first.pending else _fix(document, run, in_full=in_full)
    return RULE.finding(
        _message(first, len(run)),
        entries[0].span,
        related=[entry.span for entry in entries[1:]],
        entries=[entry.id for entry in entries],
        reasons=dict.fromkeys(_reasons(document, run)) if fixes else (),
        fixes=fixes,
    )


def _message(first: Repeated, count: int) -> str:
    sign = f"“{first.sign.sign}”"
    if first.sign.sign == ".":
        sign = "“.”, all that is left of a dash,"
    if _is_whole_work(first):
        return f"{sign} stands for the whole work of the entry before, not for its authors."
    if first.pending:
        return f"{sign} stands for the authors of an entry that needs mending first."
    if not first.stands_for.people:
        return f"{sign} stands for a repeated author, but the entry before names nobody."
    where = "here" if count == 1 else f"in this entry and the {count - 1} behind it"
    doubt = "" if first.sure else "probably "
    return f"{sign} {doubt}stands for {_shown(first.stands_for.people)} {where}."


def _shown(people: tuple[Name, ...]) -> str:
    told = [names.display(name) for name in people[:_SHOWN]]
    if len(people) > _SHOWN:
        return f"{', '.join(told)} and {len(people) - _SHOWN} more"
    return " and ".join((", ".join(told[:-1]), told[-1]) if len(told) > 1 else told)


def _reasons(document: Document, run: tuple[Repeated, ...]) -> Iterator[str]:
    first = run[0]
    if first.stands_for.people:
        yield f"the entry in line {document.text.line(first.named.span.start)} names them"
    for one in run:
        for citation in document.citing(one.entry.id):
            if citation.form != "numeric" and citation.link == "exact":
                yield f"your text cites it as {as_cited(document, citation)}"
                return


def _fix(document: Document, run: tuple[Repeated, ...], *, in_full: bool) -> tuple[Fix, ...]:
    first = run[0]
    if not first.stands_for.people:
        return ()
    edits = [edit for one in run for edit in _edits(document, one, in_full=in_full)]
    field = first.stands_for.role or "author"
    return (
        Fix(
            title=f"Give {_shown(first.stands_for.people)} as {field}",
            safety="evident" if first.sure else "unsafe",
            edits=tuple(edits),
        ),
    )


def _edits(document: Document, one: Repeated, *, in_full: bool) -> Iterable[Edit]:
    field = one.stands_for.role or "author"
    line = document.text.line(one.named.span.start)
    yield SetField(
        entry=one.entry.id,
        field=field,
        value=[name_to_csl(name) for name in one.stands_for.people],
        origin=ByRule(
            code=RULE.code,
            witnesses=(f"“{one.sign.sign}” stands for the authors named in line {line}",),
            instead_of=printed_before(one.entry, field),
        ),
    )
    printed = _as_printed(document, one) if in_full else ""
    if printed:
        reading = document.text.read(*one.entry.at)
        start = reading.text.index(one.sign.sign)
        if reading.text[one.sign.end : one.sign.end + 1] == ".":
            printed = printed.removesuffix(".")
        yield AmendText(at=reading.printed(start, one.sign.end), text=printed)


def _as_printed(document: Document, one: Repeated) -> str:
    """Give the names as the list prints them; empty where the sign is only a part of them."""
    origin = one.named.origins.get("author")
    if not isinstance(origin, Printed) or one.stands_for.added or one.sign.dashes > 1:
        return ""
    return document.text.read(origin.at).text.strip(" ,;:")


def _prints_names(document: Document, signs: int) -> bool:
    """Whether the list repeats names in full more often than it puts a sign for them."""
    full = sum(
        bool(one.reference.author)
        and one.reference.author == other.reference.author
        and isinstance(other.origins.get("author"), Printed)
        for one, other in pairwise(document.entries)
    )
    return full > signs


_ADAMS = "Adams, B. (2001), Joint plans. Policy Studies, 22, 1, pp. 1–9.\n"
_DASHED = "——— (2003), Joint funds. Policy Studies, 24, 1, pp. 1–9.\n"
_VALUE = [{"family": "Adams", "given": "B."}]

RULE = Rule(
    code="LST106",
    name="repeated-author-dash",
    inputs="prose",
    phase="structure",
    severity="warning",
    check=check,
    examples=(
        Example(
            text="Much is joint (Adams, 2001, 2004; Brown, 2002; Clark, 2003).\n\nReferences\n\n"
            "Adams, Bea. 2001. Joint plans. Policy Studies 22: 1–9.\n"
            ". 2004. Joint goals. Policy Studies 25: 1–9.\n"
            "Brown, Cy. 2002. Joint teams. Policy Studies 23: 1–9.\n"
            "Clark, Di. 2003. Joint funds. Policy Studies 24: 1–9.\n",
            finds=(". 2004. Joint goals. Policy Studies 25: 1–9.",),
            safety="unsafe",
            why="The dash was a line, and copying has left its full stop.",
        ),
        Example(
            text=_ADAMS
            + _DASHED
            + "———. (2004), Joint goals. Policy Studies, 25, 1, pp. 1–9.\n"
            + "Brown, C. (2005), Joint costs. Policy Studies, 26, 1, pp. 1–9.\n",
            list_only=True,
            finds=(_DASHED.strip(),),
            values={"r2": {"author": _VALUE}, "r3": {"author": _VALUE}},
            safety="evident",
            why="One finding for both; the list keeps its dashes.",
        ),
        Example(
            text=(
                "Funds pay (Adams, 2003).\n\nReferences\n\n"
                "Adams, B. (2001), Joint plans. Policy Studies, 22, 1, pp. 1–9.\n"
                "Ders. (2003), Joint funds. Policy Studies, 24, 1, pp. 1–9.\n"
            ),
            finds=("Ders. (2003), Joint funds. Policy Studies, 24, 1, pp. 1–9.",),
            values={"r2": {"author": _VALUE}},
            safety="evident",
            why="The German for the same; the citation leads to the entry.",
        ),
        Example(
            text=(
                "Adams, B. 2001. Joint plans. Policy Studies 22 (1): 1–9.\n"
                "———, and Carl Davis. 2004. Joint goals. Policy Studies 25 (1): 1–9.\n"
                "———, ed. 2005. Joint Rules. London: Routledge.\n"
            ),
            list_only=True,
            finds=(
                "———, and Carl Davis. 2004. Joint goals. Policy Studies 25 (1): 1–9.",
                "———, ed. 2005. Joint Rules. London: Routledge.",
            ),
            values={"r2": {"author": [*_VALUE, {"family": "Davis", "given": "Carl"}]}},
            safety="evident",
            why="One more author, and one dash too many to be sure of: two people stand before it.",
        ),
        Example(
            text=(
                "Adams, B. (2001), Joint plans. Policy Studies, 22, 1, pp. 1–9.\n"
                "Adams, B. (2002), Joint teams. Policy Studies, 23, 1, pp. 1–9.\n"
                "Adams, B. (2003), Joint funds. Policy Studies, 24, 1, pp. 1–9.\n"
                "——— (2004), Joint goals. Policy Studies, 25, 1, pp. 1–9.\n"
            ),
            list_only=True,
            finds=("——— (2004), Joint goals. Policy Studies, 25, 1, pp. 1–9.",),
            after=(
                "Adams, B. (2001), Joint plans. Policy Studies, 22, 1, pp. 1–9.\n"
                "Adams, B. (2002), Joint teams. Policy Studies, 23, 1, pp. 1–9.\n"
                "Adams, B. (2003), Joint funds. Policy Studies, 24, 1, pp. 1–9.\n"
                "Adams, B. (2004), Joint goals. Policy Studies, 25, 1, pp. 1–9.\n"
            ),
            values={"r4": {"author": _VALUE}},
            safety="evident",
            why="A list that prints names gets the name in its text too.",
        ),
        Example(
            text=(
                "Adams, Bea: Brücken, Leeds: Hafenverlag 1996.\n"
                "Brown, Cy (Hrsg.): Grundgesetz. Kommentar, Bd. 1: Präambel, Artikel 1–19, "
                "3. Aufl., Tübingen: Hafenverlag 2013.\n"
                "ders.: Vom Wesen der Furt, Leeds 2014.\n"
            ),
            list_only=True,
            finds=("ders.: Vom Wesen der Furt, Leeds 2014.",),
            values={"r3": {"author": [{"family": "Brown", "given": "Cy"}]}},
            safety="evident",
            why="Who stands at the head is meant, whatever was read as an author behind a volume.",
        ),
        Example(
            text=(
                "— Adams, B. (2001), Joint plans. Policy Studies, 22, 1, pp. 1–9.\n"
                "— Brown, C. (2002), Joint teams. Policy Studies, 23, 1, pp. 1–9.\n"
                "— Dies, K. (2003), Joint funds. Policy Studies, 24, 1, pp. 1–9.\n"
            ),
            list_only=True,
            why="Dashes as bullets, and a family name that is also a word.",
        ),
    ),
)
