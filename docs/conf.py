"""How Sphinx builds the documentation."""

import sys
from pathlib import Path

from sphinx.application import Sphinx

sys.path.insert(0, str(Path(__file__).parent))

import format_pages
import rule_pages

from joinedup_refs.version import __version__

project = "joinedup-refs"
copyright = "2026, The joinedup-refs developers"  # noqa: A001  (Sphinx reads this name)
release = __version__
extensions = ["myst_parser"]
html_theme = "furo"
html_title = "joinedup-refs"
myst_heading_anchors = 3
nitpicky = True


def setup(app: Sphinx) -> None:
    """Have the pages of rules and formats written before the sources are read."""
    app.connect("builder-inited", rule_pages.write)
    app.connect("builder-inited", format_pages.write)
