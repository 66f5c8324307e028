"""JSON that can be shown: what could command a terminal is escaped, which says the same."""

import re

_COMMANDING = re.compile("[\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""Beside the C0 controls, which JSON escapes always: C1, and what turns a line around."""


def harmless(text: str) -> str:
    r"""Escape in a JSON text what commands a terminal; such signs stand in its strings only.

    >>> harmless('{"title": "a\u202eb\x9b31m"}')
    '{"title": "a\\u202eb\\u009b31m"}'
    """
    return _COMMANDING.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
