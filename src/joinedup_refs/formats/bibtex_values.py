"""Names, dates and pages as BibTeX fields have them."""

from typing import NamedTuple

from joinedup_refs.formats import tex
from joinedup_refs.formats.format import Target
from joinedup_refs.model.date import AnyDate, Date, DatePart
from joinedup_refs.model.name import Name, Organization, Person, Verbatim
from joinedup_refs.model.pages import AnyPages
from joinedup_refs.notation import dates
from joinedup_refs.notation.and_others import is_others

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_SEASONS = ("Spring", "Summer", "Autumn", "Winter")


class Field(NamedTuple):
    """A field of an entry."""

    name: str
    tex: str
    """The value with its braces, or a bare macro."""


def braced(name: str, value: str) -> Field:
    """Make a field of a value that is LaTeX already."""
    return Field(name, f"{{{value}}}")


def names(people: tuple[Name, ...], *, and_others: bool = False) -> str:
    r"""Give names as BibTeX has them: `von Last, Jr, First`, a body in braces, `others` for et al.

    >>> names((Person(family="6", given="Perri"), Organization(name="Cabinet Office")))
    '6, Perri and {Cabinet Office}'
    >>> names((Person(family="Hall", given="P."),), and_others=True)
    'Hall, P. and others'
    """
    told = [_name(name) for name in people]
    if and_others and told[-1] != "others":
        told.append("others")
    return " and ".join(told)


def date_fields(date: AnyDate, target: Target) -> list[Field]:
    """Give the fields for a date of issue: year, month and day, or `date` for those who read it.

    The letter of 2006a is left out: each style gives its own.
    """
    if isinstance(date, Verbatim):
        return [braced("year", tex.line(date.text))]
    if date.start is None:
        return [braced("year", tex.line(date.forthcoming))] if date.forthcoming else []
    out = [braced("year", _years(date))]
    month = date.start.month
    if target != "bibtex" and (date.start.day is not None or date.end is not None):
        out = [braced("date", iso(date))]
    elif month is not None:
        out.append(Field("month", _MONTHS[month - 1]))
    elif date.season is not None:
        out.append(braced("month", _SEASONS[date.season - 1]))
    if target == "bibtex" and date.start.day is not None:
        out.append(braced("day", _days(date)))
    return out


def told(date: Date, made: list[Field]) -> bool:
    """Whether the fields made of a date say all of it, its letter apart."""
    if date.forthcoming and date.start is not None:
        return False
    if date.end is None or any(field.name == "date" for field in made):
        return True
    only_years = date.end.month is None and date.start is not None and date.start.month is None
    return only_years or (_same_month(date) and date.end.day is not None)


def iso(date: AnyDate) -> str:
    """Give a date as ISO 8601, a range with a slash; words stay words."""
    if isinstance(date, Verbatim):
        return tex.line(date.text)
    if date.start is None or date.circa or date.season or date.forthcoming:
        return tex.line(dates.format(date))
    return "/".join(_iso(part) for part in (date.start, date.end) if part)


def pages(value: AnyPages) -> str:
    r"""Give pages as BibTeX has them, with `--` between the first and the last."""
    if isinstance(value, Verbatim):
        return tex.line(value.text).replace("–", "--")
    ranges = ((tex.line(r.first), tex.line(r.last)) for r in value.ranges)
    return ", ".join(f"{first}--{last}" if last else first for first, last in ranges)


def _name(name: Name) -> str:
    match name:
        case Organization():
            return f"{{{tex.line(name.name)}}}"
        case Verbatim():
            other = is_others(name.text)
            return "others" if other else f"{{{tex.line(name.text)}}}"
        case Person():
            return _person(name)


def _person(name: Person) -> str:
    particles = " ".join(p for p in (name.dropping_particle, name.particle) if p.strip())
    family = _part(name.family)
    if name.family[:1].islower() and " " in name.family and not family.startswith("{"):
        family = f"{{{family}}}"  # else its first words would be read as a particle
    if not name.given and not name.suffix and not particles:
        return family if " " not in family or family.startswith("{") else f"{{{family}}}"
    joined = f"{_part(particles)} {family}" if particles else family
    if name.suffix:
        return f"{joined}, {_part(name.suffix)}, {_part(name.given) or '{}'}"
    return f"{joined}, {_part(name.given)}" if name.given else joined


def _part(text: str) -> str:
    """Escape a part of a name; commas and the word "and" would be read, so they go in braces."""
    escaped = tex.line(text)
    words = {word.lower() for word in text.split()}
    return f"{{{escaped}}}" if "," in text or words & {"and", "others"} else escaped


def _years(date: Date) -> str:
    start, end = date.start, date.end
    years = str(start.year) if start else ""
    if start and end and end.year != start.year:
        years += f"--{end.year}"
    return f"c. {years}" if date.circa else years


def _same_month(date: Date) -> bool:
    start, end = date.start, date.end
    if start is None or end is None:
        return False
    return (start.year, start.month) == (end.year, end.month)


def _days(date: Date) -> str:
    start, end = date.start, date.end
    first = str(start.day) if start and start.day else ""
    last = f"--{end.day}" if end and end.day and _same_month(date) else ""
    return first + last


def _iso(part: DatePart) -> str:
    year = f"{part.year:04d}" if part.year >= 0 else f"{part.year:05d}"
    return year + "".join(f"-{n:02d}" for n in (part.month, part.day) if n is not None)
