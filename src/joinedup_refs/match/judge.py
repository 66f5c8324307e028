"""The verdict on one record by itself: accept, review, related or reject, and why."""

from typing import NamedTuple

from rapidfuzz import fuzz

from joinedup_refs.match import titles, versions
from joinedup_refs.match.compare import Comparison
from joinedup_refs.model.evidence import Verdict

_WEIGHTS = {
    "title": 0.34,
    "author": 0.20,
    "page": 0.12,
    "issued": 0.10,
    "volume": 0.09,
    "container-title": 0.09,
    "issue": 0.03,
    "publisher": 0.03,
}
"""How much each field counts in the score; a title tells a work best, an issue hardly at all."""

_FULL = 0.75
"""The weight of fields compared from which a score stands; on less it is lowered."""

_CLOSE = 0.8
"""What a close value counts of an equal one."""

_COUNTS = {"equal": 1.0, "close": _CLOSE, "differs": 0.0}

_DOI_SLIP = 90
"""Likeness (of 100) of a misprinted DOI to the right one."""

_PART = 0.85
"""What a title counts that agrees in part only, as where a subtitle is dropped."""

_WORDS = {
    "author": "surnames",
    "editor": "editors",
    "title": "title",
    "container-title": "journal or book",
    "issued": "year",
    "volume": "volume",
    "issue": "issue",
    "page": "pages",
    "publisher": "publisher",
    "DOI": "DOI",
    "ISBN": "ISBN",
}

_PLACES = ("container-title", "volume", "page", "issued")
"""What tells where and when a work appeared; two of them wrong is another work or version."""

_NOTICE = {
    "correction": "a correction",
    "retraction": "a notice of retraction",
    "reply": "a reply",
    "comment": "a comment",
    "review": "a review",
    "supplement": "a supplement",
}

_VERSION = {
    "preprint": "a preprint or working paper",
    "dataset": "a data set",
    "software": "software",
    "thesis": "a thesis",
    "unfinished": "an unpublished manuscript",
}


class Judgement(NamedTuple):
    """A verdict with its score and one sentence for a reader."""

    verdict: Verdict
    score: float
    reason: str

    def as_double(self) -> "Judgement":
        """Give it for a second record of a work whose better record was accepted."""
        return self._replace(verdict="related", reason="A second record of the same work.")

    def as_runner_up(self) -> "Judgement":
        """Give it for one of two works that fit nearly alike."""
        reason = f"{self.reason} Another record fits nearly as well."
        return self._replace(verdict="review", reason=reason)


def judge(found: Comparison) -> Judgement:
    """Judge a comparison."""
    score = score_of(found)
    verdict, reason = _verdict(found)
    return Judgement(verdict, score, reason)


def accepts(found: Comparison) -> bool:
    """Whether a record is accepted, which takes less than a whole judgement."""
    return _verdict(found)[0] == "accept"


def score_of(found: Comparison) -> float:
    """Give the weighted share of what agrees among what could be compared, 0 to 1."""
    total = agreed = 0.0
    for field, weight in _WEIGHTS.items():
        how = found.fields.get(field, "missing")
        if field == "author" and how == "missing":
            how = found.fields.get("editor", "missing")
        if how == "missing":
            continue
        total += weight
        if field == "title":
            part = 1.0 if found.title.whole else _PART
            agreed += weight * (found.title.degree * part if how != "differs" else 0.0)
        else:
            agreed += weight * _COUNTS[how]
    if not total:
        return 0.0
    score = agreed / total * min(1.0, 0.4 + 0.6 * total / _FULL)
    return max(score, 0.5 + score / 2) if found.agrees("DOI") and score > 0.5 else score


def _verdict(found: Comparison) -> tuple[Verdict, str]:  # noqa: PLR0911  (as it says)
    """Ask one thing after another; the first that settles the matter speaks."""
    if found.agrees("DOI"):
        return _by_doi(found)
    if refused := _refused(found):
        return refused
    title = found.fields["title"]
    if title == "missing":
        return _without_title(found)
    if title == "differs":
        if found.title.degree >= titles.UNLIKE and _who(found) == "agrees" and _all_places(found):
            return "review", "People and place agree, but the title differs."
        return "reject", f"Not this: the title differs{_but(found)}."
    verdict, reason = _by_title(found)
    if verdict in {"accept", "review"} and (version := _other_version(found)):
        return "related", version
    return verdict, reason


def _by_doi(found: Comparison) -> tuple[Verdict, str]:  # noqa: PLR0911  (one case after another)
    """Hold a printed DOI's record against the text: wrong DOIs are printed often."""
    record = f"“{titles.unmarked(found.recorded.title)}”"
    title, who = found.fields["title"], _who(found)
    places = sum(found.agrees(place) for place in _PLACES)
    if title == "differs":
        alike = found.agrees("page") or found.title.degree >= titles.UNLIKE
        if who != "differs" and places >= 3 and alike:
            # A title in another language, or a slip of the pen: nothing says the DOI is wrong.
            return "review", f"The printed DOI is that of {record}, whose title differs."
        return "reject", f"The printed DOI belongs to another work, {record}."
    wrong = sum(found.differs(place) for place in _PLACES)
    if title == "missing":
        if wrong > places:
            return "reject", f"The printed DOI belongs to another work, {record}{_but(found)}."
        if who == "differs" or places == 0 or wrong > 1:
            return "review", f"The printed DOI is that of {record}, which nothing else confirms."
        return "accept", _agreeing(found)
    if who == "differs" and places < 2:
        return "review", f"The printed DOI is that of {record}, by other people."
    if _placed_elsewhere(found) or wrong > 2:
        return "related", f"The printed DOI belongs to another version, {record}."
    if notice := _notice(found):
        return "reject", f"The printed DOI is that of {record}, and {notice}."
    if _is_sibling(found) and (wrong or found.differs("issue")):
        return "review", f"The printed DOI is that of {record}, whose title and place differ."
    return "accept", _agreeing(found)


def _placed_elsewhere(found: Comparison) -> bool:
    """Whether a reference to a printed work bears the DOI of a preprint of it."""
    ours, theirs = versions.of_printed(found.printed), versions.of_recorded(found.recorded)
    other = theirs.versions - ours.versions
    placed = bool(found.printed.volume and found.printed.pages[0])
    return bool(other) and placed and not found.agrees("volume", "page")


def _refused(found: Comparison) -> tuple[Verdict, str] | None:
    """Refuse what is of another kind, whatever else agrees."""
    if found.fields["title"] != "missing" and (notice := _notice(found)):
        return "reject", f"Not this: {notice}, where the other is none."
    if versions.book_against_article(found.printed, found.recorded) and not (
        found.agrees("volume", "page") or found.agrees("container-title")
    ):
        of_it = found.fields["title"] in {"equal", "close"}
        what = "an article, most likely a review," if of_it else "an article of another title"
        return "reject", f"Not this: {what} where a book is cited."
    printed, recorded = found.printed, found.recorded
    part = versions.whole_against_part(printed, recorded)
    if part == "part" and _is_titled(printed.title, recorded.containers):
        return "related", "A part of the book that is cited."
    if part == "whole" and any(_is_titled(c, recorded.titles) for c in printed.containers):
        return "related", "The whole book of which a part is cited."
    return None


def _is_titled(title: str, others: tuple[str, ...]) -> bool:
    return titles.compare(title, "", others).degree >= titles.SAME


def _notice(found: Comparison) -> str:
    """Name the kind of notice that only one side is; nothing where both or none are."""
    ours, theirs = versions.of_printed(found.printed), versions.of_recorded(found.recorded)
    for kind in sorted(theirs.notices - ours.notices):
        if not versions.mentions(found.printed.text, kind):
            return f"the record is {_NOTICE[kind]}"
    for kind in sorted(ours.notices - theirs.notices):
        if not versions.mentions(" ".join(found.recorded.titles), kind):
            return f"the reference is to {_NOTICE[kind]}"
    return ""


def _without_title(found: Comparison) -> tuple[Verdict, str]:
    """Judge by people and place alone, all of which must agree: journals print such references."""
    place = found.agrees("volume", "page", "issued") and not found.differs("container-title")
    if place and _who(found) == "agrees" and found.people.first and _page_exact(found):
        if found.agrees("container-title"):
            return "accept", _agreeing(found)
        return "review", "People and numbers agree, but title and journal could not be compared."
    if place and found.agrees("container-title") and _who(found) == "missing":
        return "review", "Journal and numbers agree, but there is no title or author to compare."
    return "reject", f"Not this: too little could be compared{_but(found)}."


def _all_places(found: Comparison) -> bool:
    return found.agrees(*_PLACES) and found.fields["page"] == "equal"


def _page_exact(found: Comparison) -> bool:
    """Whether the pages agree to the letter, or their number stands in the text unread."""
    return found.fields["page"] == "equal" or not found.printed.pages[0]


def _by_title(found: Comparison) -> tuple[Verdict, str]:  # noqa: PLR0911  (the same)
    """Judge where the titles agree, the more strictly the less they say."""
    who = _who(found)
    agreed = [place for place in (*_PLACES, *_imprint(found)) if found.agrees(place)]
    wrong = [place for place in _PLACES if found.differs(place)]
    if who == "agrees":
        if _is_sibling(found):
            return "review", f"{_agreeing(found)[:-1]}: perhaps another work of the same people."
        if found.title.degree >= titles.SAME and _one_place(found):
            return "accept", _agreeing(found)
        if len(wrong) > 1 or (wrong and "container-title" in wrong and not _placed(agreed)):
            return "related", f"Another version, or another work of the same people{_but(found)}."
        placed = _placed(agreed) or not titles.generic(found.title)
        if placed and len(agreed) - 2 * len(wrong) >= _needed(found):
            return "accept", _agreeing(found)
        return "review", f"{_agreeing(found)[:-1]}: not enough to be sure."
    if who == "missing":
        if len(agreed) >= 3 and _placed(agreed) and not wrong and found.title.whole:
            return "accept", _agreeing(found)
        return "review", f"The title agrees, but no authors could be compared{_but(found)}."
    if len(agreed) >= 3 and _placed(agreed) and not wrong:
        return "review", "Title and place agree, but the authors differ."
    return "reject", f"Not this: the same or a similar title by other people{_but(found)}."


def _one_place(found: Comparison) -> bool:
    """Whether only one work can stand there: volume and pages agree, and year or journal do."""
    if found.agrees("volume", "page", "issued"):
        return True
    exact = all(found.fields.get(v) == "equal" for v in ("volume", "page"))
    return exact and found.title.whole and found.agrees("container-title")


def _is_sibling(found: Comparison) -> bool:
    """Whether the title has other words, and issue or pages are others: a column's next part."""
    if found.fields["page"] not in {"close", "differs"}:
        return False
    remembered = found.title.degree < titles.SAME
    return remembered or (not found.title.whole and found.differs("issue"))


def _imprint(found: Comparison) -> tuple[str, ...]:
    """Give what stands for a place in a work that is in no journal or book."""
    alone = not found.recorded.containers and not found.printed.containers
    return ("publisher", "ISBN") if alone else ()


def _needed(found: Comparison) -> int:
    """Say how many places must agree beside title and authors."""
    title = found.title
    if title.degree < titles.SAME:
        return 4
    if title.whole and titles.distinctive(title):
        return 1
    if title.whole or titles.distinctive(title):
        return 2
    return 3


def _placed(agreed: list[str]) -> bool:
    """Whether volume or pages are among what agrees: two works of a year seldom share these."""
    return "page" in agreed or "volume" in agreed


def _other_version(found: Comparison) -> str:
    """Say what keeps two versions of one work apart; nothing where they are one."""
    named = found.agrees("container-title")
    place = named and (found.agrees("page") or found.agrees("volume"))
    ours, theirs = versions.of_printed(found.printed), versions.of_recorded(found.recorded)
    for kind in sorted(ours.versions - theirs.versions):
        # An article's reference may name its preprint or its code as well.
        beside = named if kind in {"preprint", "software"} else place
        if kind == "unfinished" or not beside:
            return f"Another version: the reference is to {_VERSION[kind]}, the record is not."
    for kind in sorted(theirs.versions - ours.versions):
        if kind == "preprint" and found.printed.nowhere:
            continue
        if kind != "unfinished" and not named:
            return f"Another version: the record is of {_VERSION[kind]}, the reference is not."
    if found.differs("issued") and versions.both_books(found.printed, found.recorded):
        return "Another edition, most likely: the year differs."
    if found.differs("DOI") and not place and not _doi_slip(found):
        return "Another version, perhaps: the reference prints another DOI."
    part = versions.whole_against_part(found.printed, found.recorded)
    if part and found.differs("container-title"):
        return "A whole book stands against a part of one."
    return ""


def _doi_slip(found: Comparison) -> bool:
    """Whether the printed DOI is a record's with a slip in it: cut short, or a letter wrong."""
    printed = found.printed.doi
    return any(
        doi.partition("/")[0] == printed.partition("/")[0]
        and (doi.startswith(printed) or fuzz.ratio(doi, printed) >= _DOI_SLIP)
        for doi in found.recorded.dois
    )


def _who(found: Comparison) -> str:
    """Say whether the people agree, differ or are missing, authors before editors."""
    for field in ("author", "editor"):
        how = found.fields.get(field, "missing")
        if how != "missing":
            return "differs" if how == "differs" else "agrees"
    return "missing"


def _agreeing(found: Comparison) -> str:
    named = [_WORDS[f] for f, how in found.fields.items() if how == "equal"]
    nearly = [_WORDS[f] for f, how in found.fields.items() if how == "close"]
    told = f"{_listed(named)} {_verb(named)}" if named else ""
    if nearly:
        told += f"{', ' if named else ''}{_listed(nearly)} nearly {_verb(nearly)}"
    told = told or "nothing agrees"
    return f"{told[0].upper()}{told[1:]}{_but(found)}."


def _but(found: Comparison) -> str:
    """Name the fields that differ."""
    named = [_WORDS[f] for f, how in found.fields.items() if how == "differs" and f != "title"]
    if not named:
        return ""
    return f"; {_listed(named)} {_verb(named).replace('agree', 'differ')}"


def _verb(named: list[str]) -> str:
    return "agree" if len(named) > 1 or named[0].endswith("s") else "agrees"


def _listed(named: list[str]) -> str:
    if len(named) < 2:
        return "".join(named)
    return f"{', '.join(named[:-1])} and {named[-1]}"
