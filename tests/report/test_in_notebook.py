"""What a notebook shows of a result."""

from html import unescape

import joinedup_refs as jr
from joinedup_refs.report.as_html import as_html

TEXT = (
    "References\n\nQuist, W. (2004), <script>alert(1)</script> Towns (Harbour Press).\n"
    "Ash, B. (2005), Walls (Harbour Press).\n"
)


def test_a_result_shows_its_report_in_a_frame_that_runs_nothing():
    cleaned = jr.clean(TEXT)
    shown = cleaned._repr_html_()
    assert shown.startswith("<iframe ")
    assert 'sandbox="allow-popups"' in shown
    assert "<script" not in shown
    inner = shown.partition('srcdoc="')[2].removesuffix('"></iframe>')
    assert '"' not in inner
    assert unescape(inner) == as_html(cleaned, "your text")


def test_a_result_is_short_at_a_prompt():
    cleaned = jr.clean(TEXT)
    assert repr(cleaned).startswith("<Cleaned: 2 references, ")
    assert "\n" not in repr(cleaned)
