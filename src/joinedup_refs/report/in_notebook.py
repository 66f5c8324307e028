"""The report within a notebook, in a frame of its own: no look spills, and nothing runs."""

from html import escape

from joinedup_refs.model.document import Outcome
from joinedup_refs.report.as_html import as_html

_LOOK = "width:100%;height:36em;border:1px solid #ccc;border-radius:4px"


def in_notebook(outcome: Outcome) -> str:
    """Give the report as a frame that holds the whole page; scripts are off, links open outside."""
    page = escape(as_html(outcome, "your text"))
    return (
        f'<iframe title="What joinedup-refs found" sandbox="allow-popups" style="{_LOOK}" '
        f'srcdoc="{page}"></iframe>'
    )
