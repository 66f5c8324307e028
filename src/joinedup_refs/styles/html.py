"""The list as a page of HTML that needs nothing beside it."""

import re
from html import escape

from joinedup_refs.model.document import Document
from joinedup_refs.styles.links import links
from joinedup_refs.styles.listed import Listed, listed

_OPENS, _CLOSES = "\ue000", "\ue001"
"""Where italics begin and end until all else is escaped; for private use, so nobody's text."""
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
PAGE = """<!DOCTYPE html>
<html>
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>References</title>
<style>
body {{ max-width: 45em; margin: 2em auto; padding: 0 1em; line-height: 1.5; font-family: serif }}
ul {{ list-style: none; padding: 0 }}
li {{ margin: .5em 0; padding-left: 2em; text-indent: -2em; overflow-wrap: anywhere }}
</style>
</head>
<body>
{items}
</body>
</html>
"""
"""A page that needs nothing beside it, and runs nothing."""


def write(document: Document) -> str:
    """Write the list as a page with one item for each entry, in the order of the list."""
    items = "\n".join(_item(line) for line in listed(document))
    return PAGE.format(items=f"<ul>\n{items}\n</ul>")


def _item(line: Listed) -> str:
    said = line.marked(_OPENS, _CLOSES)
    text = said if line.kind == "leftover" else " ".join(said.split())
    shown = "".join(_linked(*piece) for piece in links(_CONTROL.sub("", text)))
    shown = shown.replace(_OPENS, "<i>").replace(_CLOSES, "</i>")
    if line.kind == "leftover":
        return f'<li dir="auto">{shown}</li>'
    before = f"{escape(line.label)} " if line.label else ""
    return f'<li id="{escape(line.id)}" dir="auto">{before}{shown}</li>'


def _linked(shown: str, address: str) -> str:
    if not address:
        return escape(shown)
    return f'<a href="{escape(address)}">{escape(shown)}</a>'
