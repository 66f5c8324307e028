"""Authors who are bodies, as the rest of the reference tells: their publisher, site or acronym."""

import re

from joinedup_refs.notation.bodies import ends_as_body
from joinedup_refs.notation.hosts import bears_name
from joinedup_refs.notation.name_words import UNKNOWN_LEAN, folded, is_given, is_initials, lean
from joinedup_refs.parse.draft import Draft
from joinedup_refs.parse.wording import one_line

__all__ = ["put_own_publisher", "put_told_body"]

_SHORT_INITIALS = 2
_LANDS = frozenset({"UK", "US", "EU", "USA", "GB"})
_OF_PUBLISHERS = frozenset({"publications", "publishing", "press", "ltd", "limited", "plc", "cic"})
"""Words that a body has behind its name where it publishes."""
_ACRONYM = re.compile(
    r"(?P<name>[A-ZÀ-Þ][^()\[\],;.\d]{3,80}?)\s[(\[](?P<letters>[A-Z]{2,8})[)\]]?"
)
_OF_WORDS = re.compile(
    r"(?!(?:Mac|De[slrn]?|Van(?:der|den)?|Von(?:der)?|Fitz|San|Saint|Ben|Abu|Ter|Ver|Dos|Das|Los|Las|Der|Den|Nic|Bin)[A-Z])"
    r"(?P<first>[A-Z][a-z]{2,16})(?P<last>[A-Z][a-z]{2,10})"
)
"""One word made of two, which is hardly anybody's whole name: `ActionTolls`, `YouPay`."""
_OWN_ACRONYM = re.compile(r"[.,]\s(?P<letters>[A-Z]{2,8})$")
_SMALL = frozenset({"of", "for", "and", "the", "in", "on", "to", "de", "et"})


def put_own_publisher(draft: Draft) -> None:
    """Take the author's acronym between title and place for the publisher: `Tolls, TB, London`."""
    if "publisher" in draft.item or not {"title", "publisher-place"} <= draft.item.keys():
        return
    start, end, sure = draft.places["title"]
    found = _OWN_ACRONYM.search(draft.raw, start, end)
    names = draft.places.get("author", (0, 0, 0.0))
    if found is None or f"({found['letters']})" not in draft.raw[names[0] : names[1] + 1]:
        return
    draft.take_back("title")
    draft.put("title", one_line(draft.raw[start : found.start()]), start, found.start(), sure)
    draft.put("publisher", found["letters"], *found.span("letters"), sure / 2)


def put_told_body(draft: Draft) -> None:
    """Read the only author as a body where the reference bears it out.

    - Who wrote a work published it, or is within the publisher: `Barnardo’s`, `Carers Mills`.
    - The work stands at an address that bears the author's name: `Turning Tides`.
    - The name is one word made of two, `ActionTolls`, and no names run together.
    - The first letters of the author's words stand in brackets behind them: `Living Roads (LR)`.

    Who has a known given name, or initials, is a person for all that.
    """
    author = draft.item.get("author")
    if not isinstance(author, list) or len(author) != 1 or "title" not in draft.item:
        return
    only = author[0]
    if not isinstance(only, dict) or "literal" in only:
        return
    start, end, sure = draft.places["author"]
    text = one_line(draft.raw[start:end]).strip(" .,")
    if found := _ACRONYM.match(draft.raw, start):
        if _is_acronym_of(found["letters"], found["name"]):
            stop = found.end()
            draft.take_back("author")
            whole = one_line(draft.raw[start:stop])
            draft.put("author", [{"literal": whole}], start, stop, sure)
        return
    made = _OF_WORDS.fullmatch(text)
    if made and not (is_given(made["first"]) or is_given(made["last"])):
        draft.item["author"] = [{"literal": text}]
        return
    publisher = str(draft.item.get("publisher") or "")
    same = not only.get("given") and text == publisher
    kept = str(draft.item.get("container-title") or "")
    same = same or any(_publishes_itself(text, name) for name in (publisher, kept) if name)
    address = str(draft.item.get("URL") or "")
    if same or (_names_no_person(text) and bears_name(address, text)):
        draft.item["author"] = [{"literal": text}]


def _is_acronym_of(letters: str, name: str) -> bool:
    words = [word for word in name.split() if word not in _SMALL]
    first = "".join(word[0] for word in words)
    return len(words) > 1 and first.upper() == letters and _names_no_person(name)


def _names_no_person(text: str) -> bool:
    """Whether words without a comma hold neither a known given name nor initials."""
    words = text.removeprefix("The ").split()
    if len(words) < 2 or "," in text:
        return False
    if ends_as_body(words[-1]):
        return True
    if any(is_given(word) for word in words) or any(
        is_initials(word) and ("." in word or len(word) <= _SHORT_INITIALS) and word not in _LANDS
        for word in words
    ):
        return False
    return words[-1].isupper() or lean(words[-1]) >= UNKNOWN_LEAN


def _publishes_itself(text: str, publisher: str) -> bool:
    """Whether an author in running order, who has no given name, is the publisher or within it.

    People who publish their own books mostly have known given names or initials.
    """
    if not _names_no_person(text):
        return False
    words = text.removeprefix("The ").split()
    name, whole = (" ".join(folded(t).split()) for t in (" ".join(words), publisher))
    if words[-1] in _LANDS and name == f"{whole} {words[-1].casefold()}":
        return True  # `Oxfam GB`, whose publisher is Oxfam
    rest = whole.removeprefix("the ").removeprefix(name)
    return rest != whole.removeprefix("the ") and _OF_PUBLISHERS.issuperset(rest.split())
