"""Words that tell a version of a work, or a notice about it, from the work itself."""

from collections.abc import Sequence

from joinedup_refs.notation.persons import folded
from joinedup_refs.tables import rows

_ROWS = tuple(
    (tuple(folded(row["phrase"]).split()), row["kind"], row["place"])
    for row in rows("version_words")
)


def in_title(words: Sequence[str]) -> set[str]:
    """Give the kinds that the folded words of a title tell, such as `correction` or `reply`.

    >>> in_title(("erratum", "to", "deep", "rivers"))
    {'correction'}
    """
    words = tuple(words)
    found = set()
    for phrase, kind, place in _ROWS:
        size = len(phrase)
        if (
            (place == "start" and words[:size] == phrase)
            or (place == "end" and words[-size:] == phrase)
            or (place == "title" and _stands(phrase, words))
        ):
            found.add(kind)
    return found


def anywhere(words: Sequence[str]) -> set[str]:
    """Give the kinds that folded words tell wherever they stand in a reference."""
    words = tuple(words)
    return {kind for phrase, kind, place in _ROWS if place == "text" and _stands(phrase, words)}


def mentions(words: Sequence[str], kind: str) -> bool:
    """Whether any word of a kind is among folded words, wherever it is wont to stand."""
    words = tuple(words)
    return any(_stands(phrase, words) for phrase, its, _ in _ROWS if its == kind)


def _stands(phrase: tuple[str, ...], words: tuple[str, ...]) -> bool:
    size = len(phrase)
    return any(
        words[at] == phrase[0] and words[at : at + size] == phrase
        for at in range(len(words) - size + 1)
    )
