"""Whether a citation hides the authors' own work from reviewers."""

import re

from joinedup_refs.model.citation import Citation
from joinedup_refs.notation.anonymised import may_stand_for_author, stands_for_author

_SINCE = 1980  # nobody's own work is older; an anonymous one is then a source like others


def hides_author(citation: Citation) -> bool:
    """Whether the name in a citation stands in place of the author's own."""
    if not citation.names or citation.form == "numeric":
        return False
    if stands_for_author(citation.names[0]):
        return True
    year = re.match(r"\d{4}", citation.year)
    recent = year is None or int(year[0]) >= _SINCE
    return citation.link != "exact" and recent and may_stand_for_author(citation.names[0])
