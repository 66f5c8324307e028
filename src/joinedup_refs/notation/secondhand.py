"""Works cited by way of another: “Smith 1999, cited in Jones 2004”."""

import re

from joinedup_refs.tables import rows

_SEEN, _IN, _BY = (
    "|".join(
        sorted(
            (re.escape(row["word"]) for row in rows("citation_words") if row["kind"] == kind),
            key=len,
            reverse=True,
        )
    )
    for kind in ("secondhand", "secondhand-in", "secondhand-by")
)
_END = r"[\s,:]{0,3}"
_AS = r"(?:(?:as|also|wie|hier|comme|como)\s{1,3})?"
_LEAD = re.compile(
    rf"[\s,;(]{{0,4}}{_AS}(?:(?:{_SEEN})\.?\s(?:{_IN}|{_BY})\.?|apud){_END}", re.IGNORECASE
)
_NEAR = re.compile(rf"[\s,;:()\[\]]{{0,6}}{_LEAD.pattern}", re.IGNORECASE)
_FAR = re.compile(rf"[(\[]\s?{_AS}(?:(?:{_SEEN})\.?\s(?:{_IN})\.?|apud){_END}\Z", re.IGNORECASE)
_SENTENCE = re.compile(r"[.?!]\s+[^\W\d_a-z]|\n\s*\n")
_LONGEST = 40
_REACH = 240
"""How far apart, in code points, a work and the one in which it was seen may be cited."""


def is_secondhand(lead: str) -> bool:
    """Whether words before a citation say that another work was seen in the one it cites.

    >>> [is_secondhand(lead) for lead in ("as cited in", "zit. n. ", "apud", "see", "reviewed in")]
    [True, True, True, False, False]
    """
    return len(lead) <= _LONGEST and bool(_LEAD.fullmatch(lead))


def joins_secondhand(between: str) -> bool:
    """Whether the text between two citations says that the first was seen in the second.

    >>> joins_secondhand(", cited by "), joins_secondhand(") is often cited by ")
    (True, False)
    >>> joins_secondhand(") held that bees dance (as cited in "), joins_secondhand("; ")
    (True, False)
    """
    if len(between) > _REACH or _SENTENCE.search(between):
        return False
    near = len(between) <= _LONGEST and _NEAR.fullmatch(between)
    return bool(near or _FAR.search(between[-_LONGEST:]))
