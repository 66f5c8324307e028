"""Databases that list works: where a record was found, and not where a work is kept."""

import re

from joinedup_refs.tables import rows

_NAMES = frozenset(row["name"] for row in rows("databases"))
_MOST_WORDS = max(len(name.split()) for name in _NAMES)
_SIGN = re.compile(r"\((?:r|tm)\)|[®™]", re.IGNORECASE)
_HOSTS = frozenset(
    ["apa", "clarivate", "ebsco", "ebscohost", "elsevier", "isi", "ovid", "proquest"]
)
"""Who offers a database, before its name: `Ovid MEDLINE(R)`, `APA PsycInfo`."""
_EDITIONS = frozenset(
    [
        *("advanced", "alert", "all", "classic", "classic+embase", "complete", "core", "daily"),
        *("database", "databases", "elite", "epub", "expanded", "full", "in-process", "index"),
        *("international", "online", "plus", "premier", "previews", "ultimate", "update", "via"),
        *("weekly", "with", "and", "without"),
    ]
)
"""What a name goes on with in one of its editions: `CINAHL Plus with Full Text`."""
_ACCESSION = re.compile(
    r"(?:WOS|ISI|MEDLINE|BIOSIS|CCC|KJD|SCIELO|INSPEC):\S{4,40}|2-s2\.0-\d{6,14}"
)


def is_database(text: str) -> bool:
    """Whether a name, or each of several with `; ` between them, is that of such a database.

    >>> is_database("Ovid MEDLINE(R) ALL <1946 to present>"), is_database("Embase; PubMed")
    (True, True)
    >>> is_database("The National Archives"), is_database("Eric Oakhurst Papers")
    (False, False)
    """
    parts = [part for part in text.split(";") if part.strip()]
    return bool(parts) and all(map(_is_one, parts))


def is_accession_number(text: str) -> bool:
    """Whether a text has the form of a record's number in such a database.

    >>> is_accession_number("WOS:000123456700001"), is_accession_number("MS 14")
    (True, False)
    """
    return _ACCESSION.fullmatch(text.strip()) is not None


def _is_one(text: str) -> bool:
    words = _SIGN.sub("", text).casefold().split()
    while len(words) > 1 and words[0] in _HOSTS:
        words = words[1:]
    for count in range(min(_MOST_WORDS, len(words)), 0, -1):
        if " ".join(words[:count]).rstrip(",:") in _NAMES:
            more = words[count] if count < len(words) else ""
            return not more or more in _EDITIONS or not more[0].isalpha()
    return False
