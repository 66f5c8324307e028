"""Words that tell a version of a work, or a notice about it, from the work itself."""

from collections.abc import Iterator, Sequence

from joinedup_refs.notation.persons import folded
from joinedup_refs.tables import rows

_ROWS = tuple(
    (tuple(folded(row["phrase"]).split()), row["kind"], row["place"])
    for row in rows("version_words")
)
_BY_FIRST: dict[str, list[tuple[tuple[str, ...], str, str]]] = {}
for _row in _ROWS:
    _BY_FIRST.setdefault(_row[0][0], []).append(_row)
_FIRST = frozenset(_BY_FIRST)


def in_title(words: Sequence[str]) -> set[str]:
    """Give the kinds that the folded words of a title tell, such as `correction` or `reply`.

    >>> in_title(("erratum", "to", "deep", "rivers"))
    {'correction'}
    """
    found: set[str] = set()
    if _FIRST.isdisjoint(words):  # as most titles
        return found
    words = tuple(words)
    for at, word in enumerate(words):
        for phrase, kind, place in _BY_FIRST.get(word, ()):
            end = at + len(phrase)
            fits = (
                (place == "start" and at == 0)
                or (place == "end" and end == len(words))
                or place == "title"
            )
            if fits and words[at:end] == phrase:
                found.add(kind)
    return found


def anywhere(words: Sequence[str]) -> set[str]:
    """Give the kinds that folded words tell wherever they stand in a reference."""
    return {kind for kind, place in _standing(words) if place == "text"}


def mentions(words: Sequence[str], kind: str) -> bool:
    """Whether any word of a kind is among folded words, wherever it is wont to stand."""
    return any(its == kind for its, _ in _standing(words))


def _standing(words: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Give the kind and the place of each phrase that stands among folded words."""
    if _FIRST.isdisjoint(words):
        return
    words = tuple(words)
    for at, word in enumerate(words):
        for phrase, kind, place in _BY_FIRST.get(word, ()):
            if words[at : at + len(phrase)] == phrase:
                yield kind, place
