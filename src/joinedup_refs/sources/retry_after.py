"""How long a service asks to wait.

Source: RFC 9110, section 10.2.3.
"""

import re
from collections.abc import Mapping
from email.utils import parsedate_to_datetime

_SECONDS = re.compile(r"\d{1,9}(?:\.\d{1,9})?", re.ASCII)


def after_s(headers: Mapping[str, str], name: str = "retry-after") -> float | None:
    """Read a header that holds seconds, or a date that is held against the answer's own.

    >>> after_s({"retry-after": "7"}), after_s({"backoff": "10"}, "backoff"), after_s({})
    (7.0, 10.0, None)
    """
    value = headers.get(name, "").strip()
    if _SECONDS.fullmatch(value):
        return float(value)
    try:
        until = parsedate_to_datetime(value)
        now = parsedate_to_datetime(headers.get("date", ""))
        return max(0.0, (until - now).total_seconds())
    except (ValueError, TypeError):
        return None
