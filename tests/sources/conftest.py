"""Puts the tests' own modules and the doubles on the path."""

import sys
from pathlib import Path

_TESTS = Path(__file__).resolve().parent.parent
for _folder in (str(_TESTS), str(_TESTS / "doubles")):
    if _folder not in sys.path:
        sys.path.insert(0, _folder)
