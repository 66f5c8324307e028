"""Citations whose names were taken out so that reviewers do not know the authors."""

import re
from collections.abc import Iterator

from joinedup_refs.tables import rows

_WORDS = {
    kind: frozenset(row["word"] for row in rows("citation_words") if row["kind"] == kind)
    for kind in ("blinded", "blinded-if-unlisted")
}
_TAKEN_OUT = re.compile(
    r"""[\[(](?:[^\[\]()\n]{0,60}?\b)?
        (?:removed|redacted|withheld|omitted|deleted|blinded|masked|anonymi[sz]ed|suppressed)
        \s(?:here\s)?(?:for|to\sensure|to\spreserve|to\smaintain|during|in)\s
        (?:the\s)?(?:purposes?\sof\s)?(?:double[\s-]?)?
        (?:blind(?:ed|ing)?|peer|anonymous|anonymity|review)\b[^\[\]()\n]{0,40}[\])]
        |[\[(](?:authors?|self)[\s-]?(?:citation|reference)s?
        \s(?:removed|redacted|withheld|omitted|blinded|masked)[\])]
        |\[(?:the\s)?authors?\](?=,?\s?[(\[]?(?:19|20)\d\d)""",
    re.VERBOSE | re.IGNORECASE,
)


def stands_for_author(name: str) -> bool:
    """Whether a name in a citation stands in place of the author's own.

    >>> stands_for_author("Author"), stands_for_author("Authors"), stands_for_author("Arthur")
    (True, True, False)
    """
    return name.casefold().strip(" []*") in _WORDS["blinded"]


def may_stand_for_author(name: str) -> bool:
    """Whether a name stands in place of the author's own, if the list does not have it.

    >>> may_stand_for_author("Anonymous"), stands_for_author("Anonymous")
    (True, False)
    """
    return stands_for_author(name) or (
        name.casefold().strip(" []*") in _WORDS["blinded-if-unlisted"]
    )


def find_taken_out(text: str) -> Iterator[tuple[int, int]]:
    """Find what stands where a citation was taken out, as half-open code points.

    >>> [found for found in find_taken_out("as shown [removed for review].")]
    [(9, 29)]
    """
    return ((found.start(), found.end()) for found in _TAKEN_OUT.finditer(text))
