"""Something is to be left alone that no rule complains of.

## What it does

Names each rule of a suppression, in a comment of the text or in the settings, that finds nothing at
the entry or citation it was written for; a suppression that names no rule there is; and one whose
entry is gone. Says nothing of rules that did not run, or that could not: those that need a record
where no source was asked, and those about citations where there are none. A family (`NUM`) is
judged by those of its rules that are on; where others of them need a record, it says so.

## Why it matters

What was once left alone on purpose hides the next mistake at the same place. A list of exceptions
is worth something only as long as each of them is needed.

## Fix safety

Shown only. The comment, or the lines of the settings, are yours to take out.

## Sources

The findings of the other rules.
"""

from collections.abc import Iterator

from joinedup_refs.check.rule import Context, Example, Rule
from joinedup_refs.check.run import all_rules
from joinedup_refs.check.selection import codes_named
from joinedup_refs.check.silence import Laid, asks, laid
from joinedup_refs.model.document import Document
from joinedup_refs.model.evidence import Evidence
from joinedup_refs.model.finding import Finding
from joinedup_refs.model.text import Span

_NAMES_NONE = (
    "This comment names no rule, so it leaves nothing alone: rules stand in square brackets, as in "
    "ignore[CIT202] for further reading."
)
_LONGEST = 40  # characters of a word that is no rule's


def check(document: Document, evidence: Evidence | None, context: Context) -> Iterator[Finding]:
    """Name the words of suppressions that keep nothing from being told."""
    every = laid(document, context.suppressions)
    if not every:
        return
    judged = _judged(document, evidence, context)
    for one in every:
        told = one.suppression
        if not told.rules:
            yield _finding(one, "", _NAMES_NONE)
        for word in told.rules:
            codes = codes_named(word)
            if not codes:
                yield _finding(one, word, f"No rule is called “{word[:_LONGEST]}”.")
            elif _idle(document, one, codes, judged, context, evidence):
                unheard = bool(codes - judged) and one.place is not None
                yield _finding(one, word, _why(one, word, " without a record" if unheard else ""))


def _idle(
    document: Document,
    one: Laid,
    codes: frozenset[str],
    judged: frozenset[str],
    context: Context,
    evidence: Evidence | None,
) -> bool:
    """Whether it is certain that a word keeps nothing from being told."""
    told = one.suppression
    if one.place is None:
        # the text meant may be a citation's, and there are none to be seen
        seen = bool(document.entries) and bool(told.entry or document.citations)
        return seen and (context.ran is None or codes <= context.ran)
    if any((told, code) in context.spent for code in codes):
        return False
    return bool(codes & judged) and not any(
        _may_yet_speak(rule, evidence) for rule in all_rules() if rule.code in codes - judged
    )


def _may_yet_speak(rule: Rule, evidence: Evidence | None) -> bool:
    """Whether a rule of a family was kept from speaking by more than that no source was asked."""
    asked = evidence is not None and bool(evidence.asked)
    return rule.by_default and (asked or not rule.needs_records)


def _judged(document: Document, evidence: Evidence | None, context: Context) -> frozenset[str]:
    """Give the codes of the rules that would have spoken if there were anything to say."""
    asked = evidence is not None and bool(evidence.asked) and not evidence.incomplete
    return frozenset(
        rule.code
        for rule in all_rules()
        if (context.ran is None or rule.code in context.ran)
        and (asked or not rule.needs_records)
        and (document.citations or rule.family != "CIT")
    )


def _why(one: Laid, word: str, far: str) -> str:
    """Say why a word is idle; `far` says how far that is known."""
    if one.suppression.at is not None:
        if not one.entries:
            return f"No entry follows this comment, so it does not keep {word} silent anywhere."
        return f"This comment keeps {word} silent, which has nothing to say here{far}."
    named = one.suppression.named
    if one.place is None:
        return f"For {named} {word} is to be silent, but the text has no such entry or citation."
    return f"For {named} {word} is to be silent, which has nothing to say there{far}."


def _finding(one: Laid, word: str, message: str) -> Finding:
    given = one.suppression.at is None
    reasons = (asks(one.suppression, word),) if given else ()
    return one.told(RULE, message, one.place or Span(start=0, end=0), reasons)


_LIST = (
    "Adams, B. (2001), Joint plans. Policy Studies, 22, 1, pp. 1–9.\n"
    "{}\n"
    "Brown, C. (2002), Joint teams. Local Government Studies, 23, 4, pp. 21–29.\n"
)

RULE = Rule(
    code="SUP001",
    name="unused-suppression",
    phase="last",
    severity="note",
    check=check,
    examples=(
        Example(
            text=_LIST.format("% joinedup-refs: ignore[NUM703] as the publisher prints it"),
            list_only=True,
            finds=("% joinedup-refs: ignore[NUM703] as the publisher prints it",),
            why="The dash between the pages is what it should be.",
        ),
        Example(
            text=_LIST.format("% joinedup-refs: ignore[NUM999] as the publisher prints it"),
            list_only=True,
            finds=("% joinedup-refs: ignore[NUM999] as the publisher prints it",),
            why="There is no such rule.",
        ),
        Example(
            text=_LIST.format("% joinedup-refs: ignore[NUM706, CIT202] for further reading"),
            list_only=True,
            why="One rule needs a record and the other a text that cites; neither could speak.",
        ),
        Example(
            text=_LIST.format("% for further reading; see what joinedup-refs says of it"),
            list_only=True,
            why="A comment about something else.",
        ),
    ),
)
