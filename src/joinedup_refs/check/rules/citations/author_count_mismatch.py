"""A citation names fewer or more authors than its entry has.

## What it does

Names each citation that leaves out the second of two authors, that names two or three of more
authors as if they were all, or that says "et al." of a work by one author, where the list has no
other work that could be meant. Where a text cites by first authors alone, or says "et al." of two
authors, as a rule, it is silent.

## Why it matters

The reader looks for a work that does not exist, and an author goes without credit. It may also be
another work, which the list does not have.

## Fix safety

A best guess, since the document cannot say which of the two is right: the text gets the authors of
the list, in its own manner.

## Sources

*Publication Manual of the American Psychological Association*, 7th edition, section 8.17; *The
Chicago Manual of Style*, 17th edition, section 15.29.
"""

from collections.abc import Iterator

from joinedup_refs.check.citing import Custom, Named, named, others_behind
from joinedup_refs.check.publisher import as_cited
from joinedup_refs.check.rule import Context, Example, Rule
from joinedup_refs.model.document import Document
from joinedup_refs.model.edit import AmendText, Fix
from joinedup_refs.model.evidence import Evidence
from joinedup_refs.model.finding import Finding
from joinedup_refs.model.name import Person
from joinedup_refs.model.text import Span

_SHOWN = 3  # authors that the message names


def check(document: Document, evidence: Evidence | None, context: Context) -> Iterator[Finding]:
    """Name the citations whose authors are not as many as their entry's."""
    del evidence, context
    cited = named(document)
    custom = Custom(document, cited)
    for one in cited:
        if _differs(one, custom):
            yield RULE.finding(
                f"The text cites {as_cited(document, one.citation)}; the list has "
                f"{_listed(one.authors)}.",
                one.citation.at,
                related=(one.entry.span,),
                entries=(one.entry.id,),
                fixes=_change_text(document, one, custom),
            )


def _differs(one: Named, custom: Custom) -> bool:
    printed, authors = len(one.citation.names), len(one.authors)
    if one.citation.et_al:
        return authors <= printed or (authors == printed + 1 == 2 and not custom.others_for_two)
    if printed == 1:
        return authors > 1 and not custom.first_alone
    return printed < authors


def _listed(authors: tuple[Person, ...]) -> str:
    names = [_family(person) for person in authors]
    if len(names) == 1:
        return f"{names[0]} alone"
    if len(names) > _SHOWN:
        return f"{len(names)} authors, {', '.join(names[:_SHOWN])} …"
    return f"{', '.join(names[:-1])} and {names[-1]}"


def _family(person: Person) -> str:
    parts = (person.dropping_particle, person.particle, person.family)
    return " ".join(part for part in parts if part)


def _change_text(document: Document, one: Named, custom: Custom) -> tuple[Fix, ...]:
    citation, names = one.citation, one.citation.names_at
    if names is None:
        return ()
    behind = others_behind(document, citation)
    if bool(behind) != citation.et_al or not _plain(document, names, citation.names):
        return ()
    at = Span(start=names.start, end=names.end + behind)
    first = citation.names[0]
    match len(one.authors):
        case 1:
            new = first
        case 2:
            new = custom.both(citation, first, _family(one.authors[1]))
        case _:
            new = f"{first} et al."
    edit = AmendText(at=at, text=new)
    return (Fix(title=f"Change the text to “{new}”", safety="unsafe", edits=(edit,)),)


def _plain(document: Document, at: Span, names: tuple[str, ...]) -> bool:
    """Whether a stretch holds the names and what joins them, and no initials or apostrophes."""
    reading = document.text.read(at).text
    return reading.startswith(names[0]) and reading.endswith(names[-1])


_LIST = (
    "\n\nReferences\n\n"
    "Adams, B. (2001), Joint plans. Policy Studies, 22, 1, pp. 1–9.\n"
    "Brown, C. and Cole, F. (2002), Joint teams. Policy Studies, 23, 1, pp. 1–9.\n"
    "Clark, D., Moss, E. and Young, F. (2003), Joint funds. Policy Studies, 24, 1, pp. 1–9.\n"
    "Dunn, G. and Ellis, H. (2004), Joint goals. Policy Studies, 25, 1, pp. 1–9.\n"
)

RULE = Rule(
    code="CIT205",
    name="author-count-mismatch",
    inputs="prose",
    severity="warning",
    check=check,
    examples=(
        Example(
            text="Plans (Adams et al., 2001) and teams (Brown, 2002; Clark et al., 2003), said "
            "Dunn and Ellis (2004)." + _LIST,
            finds=("Adams et al., 2001", "Brown, 2002"),
            after="Plans (Adams, 2001) and teams (Brown and Cole, 2002; Clark et al., 2003), said "
            "Dunn and Ellis (2004)." + _LIST,
            safety="unsafe",
            why="One author who is no several, and a co-author left out.",
        ),
        Example(
            text="Plans (Adams, 2001; Clark and Moss, 2003), teams (Brown & Cole, 2002; Dunn & "
            "Ellis, 2004)." + _LIST,
            finds=("Clark and Moss, 2003",),
            after="Plans (Adams, 2001; Clark et al., 2003), teams (Brown & Cole, 2002; Dunn & "
            "Ellis, 2004)." + _LIST,
            safety="unsafe",
            why="Two of three authors.",
        ),
        Example(
            text="Plans (Adams, 2001; Brown et al., 2002; Clark et al., 2003; Dunn et al., 2004)."
            + _LIST,
            why="This text says et al. of two authors throughout.",
        ),
        Example(
            text="Plans (Adams, 2001; Brown, 2002; Clark, 2003; Dunn, 2004)." + _LIST,
            why="This text names first authors alone.",
        ),
        Example(
            text="Plans (Adams, 2001; Brown and Cole, 2002), said Clark, Moss and Young (2003), "
            "Clark and colleagues (2003), Dunn and Ellis (2004) and Smith et al. (1990)." + _LIST,
            why="As many as there are; and a work that is not listed is another matter.",
        ),
    ),
)
