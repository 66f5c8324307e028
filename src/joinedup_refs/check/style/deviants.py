"""Findings about the entries that show a trait of style otherwise than they should."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from joinedup_refs.check.rule import Context, Rule
from joinedup_refs.check.style.trait import Judged, Norm, Sighting, Trait, judge
from joinedup_refs.model.document import Document
from joinedup_refs.model.edit import Fix
from joinedup_refs.model.finding import Finding


class Deviance(NamedTuple):
    """What a rule puts into words: a trait shown otherwise than it should be."""

    document: Document
    trait: Trait
    sighting: Sighting
    norm: Norm

    @property
    def printed(self) -> str:
        """What stands there, its blanks evened."""
        return " ".join(self.document.text.read(self.sighting.at).text.split())

    @property
    def way(self) -> str:
        """How the trait is shown, as a sentence calls it."""
        return self.trait.called(self.sighting.way)

    @property
    def usual(self) -> str:
        """How it should be shown, as a sentence calls it."""
        return self.trait.called(self.norm.way)

    def asked(self, noun: str = "entries", verb: str = "have", of_house: str = "has") -> str:
        """Say who asks for what: `12 of 13 entries have …`, `the house style has …`."""
        if self.norm.house:
            return f"the house style {of_house} {self.usual}"
        return f"{self.norm.agreeing} of {self.norm.total} {noun} {verb} {self.usual}"


Wording = Callable[[Deviance], tuple[str, str]]
"""Says what is the matter, and who asks for what."""


class Held(NamedTuple):
    """A trait that a rule holds a list to, with its words."""

    trait: Trait
    message: Wording
    title: Callable[[Deviance], str]
    """What the fix does."""
    judged: Judged | None = None
    """What the list is held to, where it is not the trait alone that tells."""


def deviants(rule: Rule, document: Document, context: Context, *held: Held) -> Iterator[Finding]:
    """Report each deviant entry once a trait, its first deviance first, with one fix for all.

    There is no fix where part of an entry cannot be mended.
    """
    for trait, message, title, told in held:
        judged = told or judge(document, trait, context.house_style)
        for entry, found in judged.deviants(trait).items():
            assert judged.norm is not None  # noqa: S101  (without a norm nobody deviates)
            first = Deviance(document, trait, found[0], judged.norm)
            edits = trait.mended(document, found, judged.norm.way)
            what, asked = message(first)
            yield rule.finding(
                f"{what}; {asked}.",
                first.sighting.at,
                related=[one.at for one in found[1:]],
                entries=(entry,),
                reasons=(asked,) if edits else (),
                fixes=(Fix(title=title(first), safety="safe", edits=edits),) if edits else (),
            )
