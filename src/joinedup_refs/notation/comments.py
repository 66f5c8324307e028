"""Comments in a plain text, in the way of TeX: from a per cent sign to the end of the line.

What speaks to this program may stand in a comment of Markdown too: `<!-- joinedup-refs: … -->`.

A per cent sign may also be one, at the head of a line that was broken before it. So a line is a
comment only where what stands before it is finished; one that speaks to this program always is.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

_ASKED = re.compile(
    r"(?:%|(?P<marked><!--))[ \t]*joinedup-refs:[ \t]*ignore\b[ \t]*"
    r"(?:\[(?P<rules>[^\]\r\n]*)\])?"
    r"(?P<reason>(?(marked)(?:(?!-->)[^\r\n])*|[^\r\n]*))(?:(?(marked)-->))?"
)
_LINE = re.compile(r"(?:\A|(?<=[\r\n]))[ \t]{0,40}(?P<comment>%[^\r\n]*)")
_BEFORE_A_REASON = " \t:;,–—-"
_ENDS = frozenset(".!?…)]}>\"'”’»/")
"""What a finished line ends with."""


class Asked(NamedTuple):
    """A comment that asks for rules to be silent."""

    start: int
    end: int
    rules: tuple[str, ...]
    """Words that name rules: codes, names, or families."""
    reason: str


def asked(text: str) -> Iterator[Asked]:
    """Find the comments that ask for silence.

    >>> [(c.rules, c.reason) for c in asked("% joinedup-refs: ignore[CIT202, TTL505] as printed")]
    [(('CIT202', 'TTL505'), 'as printed')]
    >>> [(c.end, c.reason) for c in asked("<!-- joinedup-refs: ignore[CIT202] as printed -->")]
    [(49, 'as printed')]
    """
    for met in _ASKED.finditer(text) if "joinedup-refs:" in text else ():
        words = (word.strip() for word in (met["rules"] or "").split(","))
        yield Asked(
            start=met.start(),
            end=met.start() + len(met[0].rstrip()),
            rules=tuple(word for word in words if word),
            reason=met["reason"].strip(_BEFORE_A_REASON),
        )


def find(text: str) -> Iterator[tuple[int, int]]:
    r"""Find every comment, in order, each to the end of its line.

    >>> text = "Adams, B. (2001), Plans.\n% look this up\nBrown, C. (2002), For 5\n% of all."
    >>> [text[start:end] for start, end in find(text)]
    ['% look this up']
    """
    if "%" not in text:
        return
    found = {one.start: one.end for one in asked(text)}
    last = 0
    for met in _LINE.finditer(text):
        start, end = met.span("comment")
        if _is_finished(text, met.start(), last):
            found.setdefault(start, end)
            last = end
    free = 0
    for start, end in sorted(found.items()):
        if start >= free:
            yield start, end
            free = end


def _is_finished(text: str, start: int, last: int) -> bool:
    """Whether what stands before a line is finished: a sentence, a blank line, another comment.

    `last` is where the last comment before it ends.
    """
    end = start - text.endswith("\n", 0, start)
    end -= text.endswith("\r", 0, end)
    while end > last and text[end - 1] in " \t":
        end -= 1
    return end <= last or text[end - 1] in "\r\n" or text[end - 1] in _ENDS
