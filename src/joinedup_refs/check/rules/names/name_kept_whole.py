"""A name that programs often break is kept whole.

## What it does

Says which authors and editors were taken as one piece: names of a single word, names with a number
for a surname such as *Perri 6*, and bodies that sign as an author. Bodies are told together in one
note; a personal name is told at its entry.

## Why it matters

Reference managers take the last word of a name for its surname and the rest for given names:
*Cabinet Office* becomes “Office, C.”, and a surname of one digit is dropped or made a body.

## Fix safety

Nothing needs mending. The note says what was recognised, so that you can see a wrong guess; exports
mark these names so that other programs leave them whole.

## Sources

CSL 1.0.2, name variables (`literal` for bodies); BibTeX's braces around a body's name.
"""

from collections.abc import Iterator

from joinedup_refs.check.rule import Context, Example, Rule
from joinedup_refs.model.document import Document
from joinedup_refs.model.entry import Entry
from joinedup_refs.model.evidence import Evidence
from joinedup_refs.model.finding import Finding
from joinedup_refs.model.name import Name, Organization, Person
from joinedup_refs.model.text import Span

_SHOWN = 4  # bodies that the note names


def check(document: Document, evidence: Evidence | None, context: Context) -> Iterator[Finding]:
    """Report names of one word or with a number, entry by entry, and all bodies together."""
    del evidence, context
    bodies: dict[str, list[tuple[str, Span]]] = {}
    for entry in document.entries:
        names = (*entry.reference.author, *entry.reference.editor)
        for name in names:
            written = _written(name, alone=len(names) == 1)
            if not written:
                continue
            at = _place(document, entry, written)
            if isinstance(name, Organization):
                bodies.setdefault(written, []).append((entry.id, at))
            else:
                yield RULE.finding(
                    f"“{written}” is taken as one person's name and kept whole{_how(name)}.",
                    at,
                    entries=(entry.id,),
                )
    if bodies:
        yield _told_together(bodies)


def _told_together(bodies: dict[str, list[tuple[str, Span]]]) -> Finding:
    names = [f"“{name}”" for name in bodies]
    more = len(names) - _SHOWN
    shown = names if more <= 1 else [*names[:_SHOWN], f"{more} more"]
    listed = ", ".join(shown[:-1]) + " and " + shown[-1] if len(shown) > 1 else shown[0]
    what = "as bodies" if len(names) > 1 else "as a body"
    places = sorted((p for found in bodies.values() for p in found), key=lambda p: p[1].start)
    return RULE.finding(
        f"{listed} {'are' if len(names) > 1 else 'is'} taken {what}, not as people, "
        "and kept whole.",
        places[0][1],
        related=dict.fromkeys(at for _, at in places[1:]),
        entries=dict.fromkeys(identifier for identifier, _ in places),
    )


def _written(name: Name, *, alone: bool) -> str:
    """Give a name as the text has it if programs tend to break it, else nothing.

    Beside other names a single word is more likely a surname whose initials are missing.
    """
    match name:
        case Organization():
            return name.name
        case Person() if any(c.isdigit() for c in name.family):
            clipped = name.given[:1].islower()
            return "" if clipped else " ".join(p for p in (name.given, name.family) if p)
        case Person(family=family, given="", particle="", suffix="") if alone:
            word = family.isalpha() and family[:1].isupper() and len(family) > 2
            return family if word and not name.dropping_particle else ""
        case _:
            return ""


def _how(name: Name) -> str:
    number = isinstance(name, Person) and any(c.isdigit() for c in name.family)
    return f", with “{name.family}” as the surname" if number and isinstance(name, Person) else ""


def _place(document: Document, entry: Entry, written: str) -> Span:
    """Find a name in its entry; the whole entry where it is not written so."""
    reading = document.text.read(*entry.at)
    at = reading.text.find(written)
    return entry.span if at < 0 else reading.printed(at, at + len(written))


RULE = Rule(
    code="NAM301",
    name="name-kept-whole",
    inputs="prose",
    severity="note",
    check=check,
    examples=(
        Example(
            text=(
                "Cabinet Office (2007), Service Transformation (The Stationery Office).\n"
                "Hall, P. (2009), Shared services. Public Money & Management, 29, 2, pp. 11–14.\n"
            ),
            list_only=True,
            finds=("Cabinet Office",),
            why="A ministry as author; the publisher is no author.",
        ),
        Example(
            text=(
                "Hall, P. (2009), Shared services. Public Money & Management, 29, 2, pp. 11–14.\n"
                "Perri 6 (2004), Joined-up government in comparison (Palgrave).\n"
            ),
            list_only=True,
            finds=("Perri 6",),
            why="A surname of one digit.",
        ),
        Example(
            text=(
                "Hall, P. (2009), Shared services. Public Money & Management, 29, 2, pp. 11–14.\n"
                "van der Berg, L. and Irwin, J. (2010), Joint plans. Policy Studies, 31, 1, "
                "pp. 1–9.\n"
            ),
            list_only=True,
            why="Surnames with initials.",
        ),
    ),
)
