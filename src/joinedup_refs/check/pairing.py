"""A citation paired with an entry that differs from it in one particular: which of the two errs."""

from collections.abc import Callable, Iterator, Sequence
from typing import Literal, NamedTuple, TypeAlias

from joinedup_refs.check.recorded import Claim, accepted, claims, support
from joinedup_refs.check.rule import Rule
from joinedup_refs.check.witnesses import reasons, says
from joinedup_refs.model.citation import Citation
from joinedup_refs.model.document import Document
from joinedup_refs.model.edit import Fix, Safety
from joinedup_refs.model.entry import Entry
from joinedup_refs.model.evidence import Evidence
from joinedup_refs.model.finding import Finding
from joinedup_refs.model.value import Json

Side: TypeAlias = Literal["text", "list", ""]
"""What records speak against; empty where they do not agree, or do not say."""


class Paired(NamedTuple):
    """A citation and the only entry that it can mean."""

    citation: Citation
    entry: Entry


class Verdict(NamedTuple):
    """Which side errs, and who says so."""

    wrong: Side
    reasons: tuple[str, ...]

    def safety_for(self, side: Side) -> Safety:
        """Say how well supported a change of one side is."""
        return "evident" if self.wrong == side else "unsafe"


OPEN = Verdict("", ())


def paired(document: Document, differs: Literal["year", "name"]) -> Iterator[Paired]:
    """Give the citations that lead to an entry but for one particular."""
    for citation in document.citations:
        if citation.link == "paired" and citation.differs == differs and citation.references:
            entry = document.entry(citation.references[0])
            if entry is not None:
                yield Paired(citation, entry)


def claimed(evidence: Evidence | None, entry: Entry, variable: str) -> tuple[Claim, ...]:
    """Give what records accepted for an entry say of a variable, guesses left out."""
    matches = accepted(evidence, entry.id) if evidence is not None else ()
    return tuple(claim for claim in claims(matches, variable) if claim.standing != "guess")


def judged(
    variable: str,
    told: Sequence[Claim],
    *,
    cited: str,
    listed: str,
    have: Callable[[str], Sequence[bool]],
    same: Callable[[Json, Json], bool],
) -> Verdict:
    """Tell which side the records speak against.

    `have` tells of each record whether it has what is cited, or listed. Against the text it is
    enough that the list and every record agree; the list is changed on good support alone.
    """
    in_text, in_list = have(cited), have(listed)
    if told and all(in_list) and not any(in_text):
        return Verdict("text", (f"the list has {listed}", says(told[0], variable, listed)))
    enough = support(told, variable, same)
    against = all(in_text) and not any(in_list)
    if not against or enough is None or enough[1] != "evident":
        return OPEN
    return Verdict("list", (f"the text has {cited}", *reasons(enough[0], variable, cited)))


def told(
    rule: Rule,
    one: Paired,
    message: str,
    reasons: Sequence[str],
    *,
    wrong: Side = "",
    to_list: Sequence[Fix] = (),
    to_text: Sequence[Fix] = (),
) -> Finding:
    """Report a pair with both ways out: the text changed to the list, and the list to the text.

    The change of the side that errs goes first.
    """
    return rule.finding(
        message,
        one.citation.at,
        related=(one.entry.span,),
        entries=(one.entry.id,),
        reasons=reasons,
        fixes=(*to_text, *to_list) if wrong == "list" else (*to_list, *to_text),
    )
