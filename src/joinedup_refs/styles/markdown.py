"""The list as Markdown.

Source: CommonMark 0.31.2; its autolinks, and the characters that a backslash escapes.
"""

import re
from collections.abc import Sequence
from itertools import groupby, pairwise

from joinedup_refs.model.document import Document
from joinedup_refs.styles.links import links
from joinedup_refs.styles.listed import Listed, listed

_SPECIAL = re.compile(r"[\\`*_\[\]<>~|]|&(?=#?\w{1,40};)|(?<!\w)\^|\$")
_AT_START = re.compile(r"(?:[-+#=]|\d{1,9}(?P<end>[.)]))(?=\s|\Z|[-=#])")
_NUMBER = re.compile(r"(?P<n>\d{1,9})(?P<end>[.)])")
_OPENS, _CLOSES = "\ue000", "\ue001"
"""Where italics begin and end until all else is escaped; for private use, so nobody's text."""
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


def write(document: Document) -> str:
    """Write the list with one item for each entry; what was not understood is its own paragraph.

    Entries with numbers that run on are a numbered list; programs would count others anew, so
    where one number is missing all stand as text.
    """
    out: list[str] = []
    for kind, group in groupby(listed(document), key=lambda line: line.kind):
        lines = list(group)
        if kind == "entry":
            counted = _run_on([line.label for line in lines])
            out += [f"{line.label} {_item(line._replace(label=''))}\n" for line in lines if counted]
            out += [f"- {_item(line)}\n" for line in lines if not counted]
            continue
        out.append("\n" if out else "")
        for line in lines:
            said = "\n".join(escape(one.strip()) for one in line.text.strip().splitlines())
            out.append(f"{said}\n\n")
    return "".join(out)


def _run_on(labels: Sequence[str]) -> bool:
    """Whether labels are the numbers of a Markdown list, each one more than the one before."""
    read = [_NUMBER.fullmatch(label) for label in labels]
    numbers = [(met["end"], int(met["n"])) for met in read if met]
    return len(numbers) == len(labels) and all(
        one[0] == other[0] and one[1] + 1 == other[1] for one, other in pairwise(numbers)
    )


def escape(text: str) -> str:
    r"""Give text as Markdown that shows it as it is.

    >>> escape("1997. *Holistic* <b> & R&D")
    '1997\\. \\*Holistic\\* \\<b\\> & R&D'
    """
    return guarded(escaped(_CONTROL.sub("", text)))


def escaped(text: str) -> str:
    """Escape what stands within a line; at its start `guarded` is needed too."""
    return _SPECIAL.sub(r"\\\g<0>", text)


def guarded(line: str) -> str:
    r"""Keep a line that is Markdown from beginning a list, a heading or a rule.

    >>> guarded("1. *Towns*"), guarded("- a")
    ('1\\. *Towns*', '\\- a')
    """
    start = _AT_START.match(line)
    if start is None:
        return line
    at = start.start("end") if start["end"] else 0
    return f"{line[:at]}\\{line[at:]}"


def _item(line: Listed) -> str:
    text = line.marked(_OPENS, _CLOSES)
    text = f"{line.label} {text}" if line.label else text
    parts: list[str] = []
    for shown, address in links(" ".join(text.split())):
        if not address:
            parts.append(escaped(shown) if parts else escape(shown))
        elif address == shown:
            parts.append(f"<{address}>")
        else:
            parts.append(f"[{escape(shown)}](<{address}>)")
    return "".join(parts).replace(_OPENS, "*").replace(_CLOSES, "*")
