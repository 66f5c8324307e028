"""Names in a list are set off by something else than `and`.

## What it does

Names semicolons and ampersands between people, `et al.` at the end of a list, and commas between
people where they cannot be commas within a name: four or more parts, three whole names, or initials
before the name on both sides. Names a comma with nothing behind it, too, where the words before it
are a given and a family name (`Bea Adams,`). Names in braces are bodies and are passed over.

## Why it matters

BibTeX knows people apart by `and` alone: `Adams, B.; Brown, C.` is one person to it, and of a name
with too many commas it drops parts. Other programs take `Bea Adams` before a comma for the family
name alone.

## Fix safety

Tidying for semicolons between people and for `et al.`, which becomes `and others`. A best guess for
commas and ampersands, and for a comma behind a name, which is left out.

## Sources

O. Patashnik, BibTeXing (1988), section 4; the biblatex manual 3.19, section 2.3.3.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from joinedup_refs.check.bib_file import BibFile
from joinedup_refs.check.rule import Context, Example, Rule
from joinedup_refs.formats.bib_parts import Block, Field
from joinedup_refs.model.document import Document
from joinedup_refs.model.edit import Fix, Safety
from joinedup_refs.model.evidence import Evidence
from joinedup_refs.model.finding import Finding
from joinedup_refs.notation.bodies import is_body
from joinedup_refs.notation.name_words import is_given

_NAMES = frozenset(
    {"author", "editor", "translator", "bookauthor", "editora", "editorb", "editorc"}
)
_TOKEN = re.compile(r"\\.|[{}]|;|\s\\?&(?=\s)|,|\s(?:and|AND|And)(?=\s)|&\#?\w{1,10};", re.DOTALL)
_ET_AL = re.compile(
    r"(?:(?<![\s,;])[\s,;]++(?:and\s++)?+|\A)(?:\{?et\.?\s++al(?:ii|ia)?\b\.?\}?)(?=\s*\Z)",
    re.IGNORECASE,
)
_INITIALS_FIRST = re.compile(r"(?:[^\W\d_]\.[\s~-]?){1,4}[^\W\d_]\w+")
_WHOLE_NAME = re.compile(r"[A-ZÀ-Þ][\w.'’-]{1,30}(?:\s[A-ZÀ-Þ][\w.'’-]{0,30}){1,3}")
"""`Bea Adams`: what can be neither *Jr.* nor initials; three in a row are three people."""
_PERSON = re.compile(r",|\.|\s\w")


class _Sign(NamedTuple):
    """What stands between two names, as code points of the value."""

    start: int
    end: int
    sign: str


def check(document: Document, evidence: Evidence | None, context: Context) -> Iterator[Finding]:
    """Name the lists of names that are not joined by `and`."""
    del evidence, context
    file = BibFile(document)
    for block, field in file.fields():
        if field.name not in _NAMES or field.shape not in {"braces", "quotes"}:
            continue
        if not _may_be_wrong(field.value):
            continue
        yield from _et_al(file, block, field)
        signs = list(_signs(field.value))
        for kind, several in (
            (";", [s for s in signs if s.sign == ";"]),
            ("&", [s for s in signs if s.sign == "&"]),
        ):
            if several and _between_people(field.value, several):
                yield _told(file, block, field, several, kind)
        yield from _commas(file, block, field, signs)


def _may_be_wrong(value: str) -> bool:
    """Whether there is anything to look at, which is soon told of most lists."""
    if ";" in value or "&" in value or "al" in value:
        return True
    return any(
        name.count(",") > 1
        or ("," in name and "." in name.partition(",")[0])
        or name.rstrip().endswith(",")
        for name in value.split(" and ")
    )


def _et_al(file: BibFile, block: Block, field: Field) -> Iterator[Finding]:
    found = _ET_AL.search(field.value)
    if found is None:
        return
    start, end = field.start + found.start(), field.start + found.end()
    bare = field.value[found.start() : found.end()]
    lead = len(bare) - len(bare.lstrip(" \t\r\n,;"))
    edit = file.put(start, end, " and others" if found.start() else "others")
    yield RULE.finding(
        f"“et al.” stands in {field.name} as a name; BibTeX knows “and others”.",
        file.at(start + lead, end),
        entries=file.ids(block),
        fixes=(Fix(title="Write “and others”", safety="safe", edits=(edit,)),),
    )


def _signs(value: str) -> Iterator[_Sign]:
    """Give what may stand between names, outside of braces."""
    depth = 0
    for found in _TOKEN.finditer(value):
        sign = found[0]
        depth += (sign == "{") - (sign == "}")
        if depth or sign[0] in "{}\\" or (sign[0] == "&" and sign[-1] == ";"):
            continue
        if sign == ",":
            yield _Sign(found.start(), found.end(), ",")
        else:
            bare = sign.strip().lower().lstrip("\\")
            yield _Sign(found.start(), found.end(), bare)


def _between_people(value: str, signs: list[_Sign]) -> bool:
    """Whether what stands on each side of the signs has the look of a person's name."""
    edges = [0, *(edge for s in signs for edge in (s.start, s.end)), len(value)]
    pieces = [value[a:b].strip() for a, b in zip(edges[::2], edges[1::2], strict=True)]
    pieces = pieces if pieces[-1] else pieces[:-1]
    return len(pieces) > 1 and all(_PERSON.search(piece) for piece in pieces)


def _told(file: BibFile, block: Block, field: Field, signs: list[_Sign], kind: str) -> Finding:
    value = field.value
    edits = []
    for sign in signs:
        end = sign.end
        while end < len(value) and value[end].isspace():
            end += 1
        last = end == len(value)
        follows = re.compile(r"and\s").match(value, end)
        new = "" if last else " " if follows else " and "
        edits.append(file.put(field.start + sign.start, field.start + end, new))
    first = signs[0]
    lead = len(value[first.start : first.end]) - len(value[first.start : first.end].lstrip())
    safety: Safety = "safe" if kind == ";" else "unsafe"
    what = "a semicolon" if kind == ";" else "an ampersand"
    return RULE.finding(
        f"{what.capitalize()} stands between names in {field.name}; BibTeX goes by “and”.",
        file.at(field.start + first.start + lead, field.start + first.end),
        related=[file.at(field.start + s.start, field.start + s.end) for s in signs[1:]],
        entries=file.ids(block),
        fixes=(Fix(title="Write “and” between the names", safety=safety, edits=tuple(edits)),),
    )


def _commas(file: BibFile, block: Block, field: Field, signs: list[_Sign]) -> Iterator[Finding]:
    """Tell of commas between people, for each stretch between two `and`."""
    if any(s.sign in {";", "&"} for s in signs):
        return
    begun = 0
    run: list[_Sign] = []
    for sign in (*signs, _Sign(len(field.value), len(field.value), "and")):
        if sign.sign == ",":
            run.append(sign)
            continue
        between = _apart(field.value[begun : sign.start], [s.start - begun for s in run])
        commas = [run[n] for n in between]
        if commas:
            yield _commas_told(file, block, field, commas)
        elif len(run) == 1 and _ends_whole_name(field.value[begun : sign.start]):
            yield _last_told(file, block, field, run[0])
        begun, run = sign.end, []


def _apart(name: str, commas: list[int]) -> list[int]:
    """Give which commas of what should be one name stand between people."""
    edges = [0, *(c + 1 for c in commas)], [*commas, len(name)]
    parts = [name[a:b].strip() for a, b in zip(*edges, strict=True)]
    if len(parts) < 2 or any("=" in part for part in parts):  # biblatex's extended names
        return []
    if not parts[-1]:  # a comma at the end
        parts, commas = parts[:-1], commas[:-1]
    if len(parts) > 1 and all(_INITIALS_FIRST.match(part) for part in parts):
        return list(range(len(commas)))
    if len(parts) > 2 and all(map(_WHOLE_NAME.fullmatch, parts)):
        return list(range(len(commas)))
    if len(parts) >= 4 and len(parts) % 2 == 0:
        return list(range(1, len(commas), 2))
    return []


def _ends_whole_name(name: str) -> bool:
    """Whether a given and a family name stand before a comma that ends them: `Bea Adams,`."""
    whole = name.strip().removesuffix(",")
    if "," in whole or not _WHOLE_NAME.fullmatch(whole) or is_body(whole):
        return False
    return is_given(whole.split()[0])


def _last_told(file: BibFile, block: Block, field: Field, comma: _Sign) -> Finding:
    at = field.start + comma.start, field.start + comma.end
    return RULE.finding(
        f"A comma stands behind a whole name in {field.name}; what stands before a comma is a "
        f"family name.",
        file.at(*at),
        entries=file.ids(block),
        fixes=(Fix(title="Leave the comma out", safety="unsafe", edits=(file.put(*at, ""),)),),
    )


def _commas_told(file: BibFile, block: Block, field: Field, commas: list[_Sign]) -> Finding:
    edits = []
    for comma in commas:
        end = comma.end
        while end < len(field.value) and field.value[end].isspace():
            end += 1
        edits.append(file.put(field.start + comma.start, field.start + end, " and "))
    places = [file.at(field.start + c.start, field.start + c.end) for c in commas]
    return RULE.finding(
        f"A comma stands between names in {field.name}; BibTeX takes them for parts of one name.",
        places[0],
        related=places[1:],
        entries=file.ids(block),
        fixes=(Fix(title="Write “and” between the names", safety="unsafe", edits=tuple(edits)),),
    )


def _book(authors: str) -> str:
    return f"@book{{adams01, author = {{{authors}}}, title = {{Joint Plans}}}}"


RULE = Rule(
    code="BIB014",
    name="name-separator",
    inputs="bib",
    severity="warning",
    check=check,
    examples=(
        Example(
            text=_book("Adams, B.; Brown, C.; Clark, D."),
            bib=True,
            finds=(";",),
            after=_book("Adams, B. and Brown, C. and Clark, D."),
            safety="safe",
            why="Semicolons, as databases write them.",
        ),
        Example(
            text=_book("Adams, B. and Brown, C., et al."),
            bib=True,
            finds=("et al.",),
            after=_book("Adams, B. and Brown, C. and others"),
            safety="safe",
            why="A literal et al.",
        ),
        Example(
            text=_book("B. Adams, C. Brown and D. Clark"),
            bib=True,
            finds=(",",),
            after=_book("B. Adams and C. Brown and D. Clark"),
            safety="unsafe",
            why="A comma with initials on both sides.",
        ),
        Example(
            text=_book("Bea Adams, Cy Brown, Di Clark"),
            bib=True,
            finds=(",",),
            after=_book("Bea Adams and Cy Brown and Di Clark"),
            safety="unsafe",
            why="Three whole names.",
        ),
        Example(
            text=_book("Adams, Bea, Brown, Cy"),
            bib=True,
            finds=(",",),
            after=_book("Adams, Bea and Brown, Cy"),
            safety="unsafe",
            why="More commas than a name can have.",
        ),
        Example(
            text=_book("Helen Adams, and Brown, Cy"),
            bib=True,
            finds=(",",),
            after=_book("Helen Adams and Brown, Cy"),
            safety="unsafe",
            why="A comma that makes a family name of a whole name.",
        ),
        Example(
            text=_book("Adams, and Garcia Lopez, and Joint Plans Institute,"),
            bib=True,
            why="What stands before the comma may be a family name, or a body's.",
        ),
        Example(
            text=_book(
                "van der Berg, Jr., J. A. and Garcia Lopez, III, Mary Ann "
                "and {Adams, Brown & Co.; Ltd} and Brown Clark, Cy D."
            )
            + _book(
                "Allen \\& Unwin and Etalon, M{\\&}M and Perri 6 and family=Adams, given=Bea"
            ).replace("adams01", "b"),
            bib=True,
            why="A particle, a suffix, a body in braces, a double surname, a firm, biblatex's way.",
        ),
    ),
)
