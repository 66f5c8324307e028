"""Made-up records for the tests of duplicates, as CSL items."""

from joinedup_refs.formats import Record
from joinedup_refs.notation.csl import from_csl


def article(**changes):
    """Give an article; a variable set to None is left out."""
    item = {
        "type": "article-journal",
        "author": [{"family": "Adams", "given": "Bea"}, {"family": "Cole", "given": "Rob"}],
        "title": "Joint plans for wide and shallow rivers",
        "issued": {"date-parts": [[2001]]},
        "container-title": "Policy Studies",
        "volume": "22",
        "issue": "1",
        "page": "31-49",
    }
    return made(item, changes)


def book(**changes):
    """Give a book."""
    item = {
        "type": "book",
        "author": [{"family": "Adams", "given": "Bea"}],
        "title": "A history of locks and of their keepers",
        "issued": {"date-parts": [[1999]]},
        "publisher": "Harbour Press",
    }
    return made(item, changes)


def made(item, changes):
    own = {"archive_location"}
    named = {k if k in own else k.replace("_", "-"): value for k, value in changes.items()}
    return {k: v for k, v in (item | named).items() if v is not None}


def record(item, key="k"):
    """Give a record of an item."""
    return Record(key, from_csl({**item, "citation-key": key}), key)


def people(*names):
    """Give names as CSL has them, of strings such as `Adams, B`."""
    parts = (name.partition(", ") for name in names)
    return [{"family": family, "given": given} for family, _, given in parts]
