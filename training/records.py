"""Crossref records as plain works from which reference strings can be set."""

import html
import re
from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

from training.gold import read_lines

_TAG = re.compile(r"<[^<>]{1,200}>")
_FRONT_MATTER = re.compile(
    r"^(?:front matter|back matter|index|contents|table of contents|title page|masthead|frontmatter"
    r"|backmatter|list of (?:figures|tables|contributors)|acknowledge?ments|bibliography|references"
    r"|preface|foreword|notes|editorial board|announcements?|correction|erratum|book reviews?)\b",
    re.IGNORECASE,
)
_PER_CONTAINER = 25
"""No journal gives more works than this, or two journals would be a third of all."""


class Work(NamedTuple):
    """What a reference may show of one record; names are (family, given) or (literal, "")."""

    kind: str
    authors: tuple[tuple[str, str], ...]
    fields: dict[str, str]
    month: int


def _clean(value: Any) -> str:
    """Take the first value as plain text on one line."""
    if isinstance(value, list):
        value = value[0] if value else ""
    return " ".join(html.unescape(_TAG.sub("", html.unescape(str(value or "")))).split())


def _names(people: Any) -> tuple[tuple[str, str], ...]:
    """Read names; one in capitals is set in the usual case."""
    names: list[tuple[str, str]] = []
    for person in people or ():
        family, given = _clean(person.get("family")), _clean(person.get("given"))
        if family and given:
            names.append(
                (family.title() if family.isupper() and len(family) > 3 else family, given)
            )
        elif person.get("name") or family:
            names.append((_clean(person.get("name")) or family, ""))
    return tuple(names)


def _date_parts(record: dict[str, Any], name: str) -> list[int]:
    """Read year, month and day, as far as the record gives them."""
    parts = ((record.get(name) or {}).get("date-parts") or [[]])[0]
    return [part for part in parts if part]


def work_of(record: dict[str, Any]) -> Work | None:
    """Turn a record into a work; None for what nobody would cite."""
    title = _clean(record.get("title"))
    subtitle = _clean(record.get("subtitle"))
    if subtitle and subtitle.lower() not in title.lower() and len(subtitle) < 120:
        title = f"{title.rstrip(':. ')}: {subtitle}"
    parts = _date_parts(record, "issued") or _date_parts(record, "approved")
    year = parts[0] if parts else None
    if not 8 <= len(title) <= 260 or _FRONT_MATTER.match(title) or not year or year > 2026:
        return None
    fields = {"title": title, "issued": str(year), "DOI": _clean(record.get("DOI"))}
    plain = {
        "container-title": "container-title", "volume": "volume", "issue": "issue",
        "page": "page", "publisher": "publisher", "publisher-location": "publisher-place",
        "short-container-title": "short", "edition-number": "edition", "ISBN": "ISBN",
    }  # fmt: skip
    for theirs, ours in plain.items():
        value = _clean(record.get(theirs))
        if value and len(value) < 160:
            fields[ours] = value
    if "page" not in fields and record.get("article-number"):
        fields["page"] = _clean(record["article-number"])
    if record.get("type") == "dissertation" and record.get("institution"):
        fields["publisher"] = _clean(record["institution"][0].get("name")) or fields["publisher"]
    month = parts[1] if len(parts) > 1 else 0
    return Work(record.get("type", ""), _names(record.get("author")), fields, month)


def read_works(path: Path) -> list[Work]:
    """Read the works of a file of records, with a limit to each container."""
    works: list[Work] = []
    seen: Counter[str] = Counter()
    for record in read_lines(path):
        work = work_of(record)
        if work is None:
            continue
        container = work.fields.get("container-title", "")
        seen[container] += 1
        if not container or seen[container] <= _PER_CONTAINER:
            works.append(work)
    return works
