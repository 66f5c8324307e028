"""Holds a reference against a record, field by field; nothing is decided here."""

import re
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from rapidfuzz import fuzz

from joinedup_refs.match import containers, numbers, people, titles
from joinedup_refs.match.people import People
from joinedup_refs.match.titles import Likeness
from joinedup_refs.match.values import Printed, Recorded
from joinedup_refs.model.evidence import Agreement, Candidate
from joinedup_refs.model.name import Name, Person
from joinedup_refs.model.reference import Reference
from joinedup_refs.notation import names
from joinedup_refs.sources.words import words_anew, words_of

_STOP = re.compile(r"[.,:]['”\"’]?\s")
_ODD = frozenset("&+<")
"""What makes the words of a text others than those of its parts."""
_LONG_TEXT = 20_000
"""Characters of a text whose words are all looked at when they are taken at once."""
_AGREEING: frozenset[str | None] = frozenset(["equal", "close"])
_MOST_STOPS = 30  # a title with more stops is none

_PUBLISHER = 85
"""Likeness (of 100) of two forms of one publisher's name."""


class Comparison(NamedTuple):
    """How a reference stands to a record."""

    fields: dict[str, Agreement]
    """For each CSL variable that either has; `missing` where only one has it."""
    title: Likeness
    people: People
    printed: Printed
    recorded: Recorded

    def agrees(self, *variables: str) -> bool:
        """Whether all of these are equal or close."""
        return _AGREEING.issuperset(map(self.fields.get, variables))

    def differs(self, variable: str) -> bool:
        """Whether both have it and it is not the same."""
        return self.fields.get(variable) == "differs"

    def without(self, variable: str) -> "Comparison":
        """Give the comparison with one variable left out, as though nothing were printed there."""
        left = self._replace(fields={**self.fields, variable: "missing"})
        if variable == "title":
            return left._replace(title=titles.NOTHING)
        if variable in {"author", "editor"}:
            return left._replace(people=People("missing", first=False))
        return left


def agree(reference: Reference, text: str, candidate: Candidate) -> Comparison:
    """Compare the values of a reference, and the text they were read from, with a record."""
    return compare(Printed.of(reference, text), Recorded.of(candidate))


def compare(printed: Printed, recorded: Recorded) -> Comparison:
    """Compare what is printed with what is recorded."""
    title = _title(printed, recorded)
    agreement = _title_agreement(printed, recorded, title)
    if agreement == "missing" and title.degree < titles.LIKE:
        title = titles.NOTHING
    named = people.compare(printed.people, printed.text, recorded.authors, recorded.editors)
    fields: dict[str, Agreement] = {
        "author": named.agreement,
        "title": agreement,
        "container-title": _container(printed, recorded),
        **numbers.compare(printed, recorded),
        "publisher": _publisher(printed.publisher, recorded.publisher),
        "DOI": _identifier(printed.doi, recorded.dois),
        "ISBN": _identifier(printed.isbn, recorded.isbns),
    }
    if not recorded.authors and recorded.editors:
        fields["editor"] = fields["author"]
        fields["author"] = "missing"
    return Comparison(fields, title, named, printed, recorded)


def _container(printed: Printed, recorded: Recorded) -> Agreement:
    """Compare containers; a journal's name that was read as a publisher is one too."""
    found = containers.compare(printed.containers, recorded.containers, printed.text)
    if found in {"differs", "missing"} and printed.publisher:
        other = containers.compare((printed.publisher,), recorded.containers, "")
        return "close" if other in {"equal", "close"} else found
    return found


def _title(printed: Printed, recorded: Recorded) -> Likeness:
    """Compare titles, what is left of the printed one without a journal's name among them."""
    found = _without_container(printed.title, recorded)
    return max([titles.compare(title, printed.text, recorded.titles) for title in found])


def _without_container(title: str, recorded: Recorded) -> list[str]:
    """Give a printed title, and what is left of it where the record's journal was read into it."""
    if not recorded.containers or _STOP.search(title) is None:
        return [title]
    known = _words_of_all(recorded.containers)
    ends = [m.start() for m in islice(_STOP.finditer(title), _MOST_STOPS)] if known else []
    return [title, *(title[:end] for end in ends if known.issuperset(words_of(title[end:])))]


def _title_agreement(printed: Printed, recorded: Recorded, title: Likeness) -> Agreement:
    if title.degree >= titles.SAME:
        return "equal" if title.whole and title.degree > 0.995 else "close"
    if not printed.title or not recorded.titles or _is_no_title(printed, recorded):
        return "missing"
    return "close" if title.degree >= titles.LIKE else "differs"


def _is_no_title(printed: Printed, recorded: Recorded) -> bool:
    """Whether what was read as the title is of the record's journal or its people."""
    if not printed.title:
        return True
    if _is_named(printed.title, recorded):
        return True
    if printed.containers:
        return False
    return containers.compare((printed.title,), recorded.containers, "") in {"equal", "close"}


def _is_named(title: str, recorded: Recorded) -> bool:
    """Whether all words of a title are of names of the record's journal and its people."""
    left = set(words_of(title)) - _words_of_all(recorded.containers)
    if not left:
        return True
    people_ = (*recorded.authors, *recorded.editors)
    letters = ";".join(map(_letters, people_))
    if letters.isascii() and _ODD.isdisjoint(letters):
        letters = letters.lower().replace("'", "").replace("`", "")
        if not all(word in letters for word in left):  # as with nearly every title
            return False
    named = [names.display(name) for name in people_]
    together = ";".join(named)
    # then no word is others beside another name, and none is left out
    if _ODD.isdisjoint(together) and len(together) <= _LONG_TEXT:
        return left.issubset(words_anew(together))
    return left.issubset(word for name in named for word in words_of(name))


def _letters(name: Name) -> str:
    """Give all that a name consists of, in running order, so that no word of it is cut in two."""
    if isinstance(name, Person):
        parts = (name.given, name.dropping_particle, name.particle, name.family, name.suffix)
        return "".join(parts)
    return names.display(name)


@lru_cache(maxsize=64)
def _words_of_all(texts: tuple[str, ...]) -> frozenset[str]:
    return frozenset(word for text in texts for word in words_of(text))


def _publisher(one: str, other: str) -> Agreement:
    if not one or not other:
        return "missing"
    left, right = " ".join(words_of(one)), " ".join(words_of(other))
    if left == right:
        return "equal"
    return "close" if fuzz.token_set_ratio(left, right) >= _PUBLISHER else "differs"


def _identifier(one: str, others: tuple[str, ...]) -> Agreement:
    if not one or not others:
        return "missing"
    return "equal" if one in others else "differs"
