"""Addresses on the web.

Source: RFC 3986; `http`, `https`, `ftp` and bare `www.` are looked for, a host without either
where a path follows it or a word such as `online:` leads to it. A misspelt `htp` is mended.
"""

import re
from collections.abc import Iterator

from joinedup_refs.notation.identifiers.edges import trimmed
from joinedup_refs.notation.invalid import NotationInvalid
from joinedup_refs.notation.signs import folded
from joinedup_refs.tables import rows

_LONGEST = 2000
_HOST_ENDINGS = "|".join(row["ending"] for row in rows("host_endings"))
_BODY = rf"[^\s<>\"“”|]{{2,{_LONGEST}}}"
_SCHEMES = r"(?:h\s?t\s?t\s?ps?|htps?|hhtps?|htttps?|ttps?|ftp)"
_FOUND = re.compile(
    rf"(?:(?<![^\W_]){_SCHEMES}\s?(?:[:;]\s?/\s?/?\s?|:?//\s?|:(?=www\d{{0,2}}\.))|(?<![\w.@/-])www\d{{0,2}}\.)"
    rf"(?:www\.\s)?{_BODY}"
    rf"|(?<![\w.@/-])www\d{{0,2}}\.\s[\w-]{{2,60}}\.{_BODY}"
    rf"|(?<![\w.@/-])(?:[a-z0-9][a-z0-9-]{{0,60}}\.){{1,5}}(?:{_HOST_ENDINGS})(?::\d{{2,5}})?/"
    rf"(?=[\w~?-]){_BODY}",
    re.IGNORECASE,
)
_BARE_HOST = re.compile(r"\.[a-z]{2,12}(?::\d{2,5})?/[\w~?-]", re.IGNORECASE)
"""What every address without a scheme has; a quick look before the slow one."""
_LED = re.compile(
    r"(?<!\w)(?:in|at|online|internet|unter|url|from|sur|website|web)\s?:\s?[<(\[]?\s?"
    rf"(?P<host>(?:[a-z0-9][a-z0-9-]{{0,60}}\.){{1,5}}(?:{_HOST_ENDINGS}))(?=[\s;,)\]>]|\.?$)",
    re.IGNORECASE,
)
_LED_HOST = re.compile(r":\s?[<(\[]?\s?\w[\w-]{0,60}\.\w")
"""What every host that a word leads to has; a quick look before the slow one."""
_SCHEME = re.compile(rf"^({_SCHEMES})(?:[:;]/?/?/?|//)(?=[^/])", re.IGNORECASE)
_HOST = re.compile(r"^(?:https?|ftp)://[^\s/?#@:]{1,253}(?::\d{1,5})?(?:[/?#]|$)", re.IGNORECASE)
_HANGING = frozenset("/=&?_-.+%")
_FILE = re.compile(
    r"\.(?:[sx]?html?|pdf|php|aspx?|jsp|docx?|txt|cfm|xml|xlsx?|zip|ps)\W{0,4}$", re.IGNORECASE
)
_DATE_OR_PAGES = re.compile(r"\d{1,4}(?:[/.-]\d{1,4}){1,2}|\(?\d{4}\)?")
_TWO_WORDS = re.compile(r"[^\W\d_]+/[^\W\d_]+")
_MORE = re.compile(r"\s(?P<rest>[^\s<>\"“”|]{1,500})")
_LEFT_HYPHEN = re.compile(
    r"\s-\s(?P<rest>[\w/.-]{1,300}(?:\.(?:html?|pdf|php|aspx?)|/[\w.-]{0,80}))(?![\w/])",
    re.IGNORECASE,
)
_MOST_PIECES = 4
"""In how many pieces an address may lie: each break needs its own sign that it is one."""


def parse(text: str) -> str | None:
    """Give an address with its scheme; a bare `www.` gets `http://`.

    >>> parse("<www.example.org/a>."), parse("example")
    ('http://www.example.org/a', None)
    """
    found = next(find(text), None) if len(text) <= _LONGEST else None
    if found is None or text[: found[0]].strip(" <([") or text[found[1] :].strip(" .,;:)>]"):
        return None
    return found[2]


def validate(text: str) -> str:
    """Give the address.

    Raises:
        NotationInvalid: the text is no address on the web.
    """
    address = parse(text)
    if address is None:
        raise NotationInvalid("a web address, such as https://example.org", text)
    return address


def find(text: str) -> Iterator[tuple[int, int, str]]:
    """Find addresses: start, end, and the address with its scheme and without blanks inside.

    An address that a lost line break parts after a slash or the like is joined when what follows
    can only be the rest of an address.
    """
    if "." not in text:
        return
    at = 0
    none = True
    lower = folded(text)
    whole = "www" in lower or (
        "/" in text and ("tp" in lower or "t p" in lower or _BARE_HOST.search(text) is not None)
    )
    while found := _FOUND.search(text, at) if whole else None:
        start = found.start()
        end = _end(text, start, found.end())
        at = max(end, start + 1)
        address = _address(text[start:end])
        if _HOST.match(address) and "." in address:
            none = False
            yield start, end, address
    if none and _LED_HOST.search(text) and (led := _LED.search(text)):
        yield *led.span("host"), f"http://{led['host']}"


def _address(printed: str) -> str:
    """Give an address with a right scheme and without the blanks of a break."""
    bare = "".join(printed.split())
    scheme = _SCHEME.match(bare)
    if scheme is None:
        return f"http://{bare}"
    name = scheme[1].casefold()
    right = "ftp" if name == "ftp" else "https" if name.endswith("s") else "http"
    return f"{right}://{bare[scheme.end() :]}"


def _end(text: str, start: int, end: int) -> int:
    """Say where an address ends that may be broken by blanks."""
    markdown = text.find("](", start, end)
    end = markdown if markdown > 0 else end
    for _ in range(_MOST_PIECES):
        body = text[start:end]
        hyphen = _LEFT_HYPHEN.match(text, end)
        more = hyphen or _MORE.match(text, end)
        if more is None or not (hyphen or _goes_on(body, more["rest"])):
            break
        end = more.end()
    return start + len(trimmed(text[start:end]))


def _goes_on(body: str, rest: str) -> bool:
    """Whether what follows a blank can only be the rest of the address before it."""
    core = trimmed(rest)
    if (
        not core
        or body[-1] in ",;)]:"
        or _SCHEME.match(core)
        or core.casefold().startswith(("www.", "doi", "(", "[", "http", "@"))
        or _DATE_OR_PAGES.fullmatch(core)
        or _TWO_WORDS.fullmatch(core)
    ):
        return False
    signs = sum(core.count(sign) for sign in "/&=%_?+~$#")
    if core[0] in "./+_&=?%":
        whole = core[0] != "/" or "/" in core[1:]
        file = bool(_FILE.fullmatch(core))
        return file if core[0] == "." else body[-1] != "." and len(core) > 2 and whole
    if body[-1] in _HANGING:
        joined = core[0].isalnum() or core[0] in "~%+-"
        last = bool(re.search(r"\d{3}", core)) and body[-1] == "-" and core[0].islower()
        return joined and (signs > 0 or last or bool(_FILE.search(rest)))
    if body[-1].isalnum() and core[0].isalnum():
        tail = body.rsplit("/", 1)[-1]
        if _FILE.search(core) and "_" in tail:
            return True
        return (signs > 1 and "/" not in core[:1]) or (
            signs > 0 and any(c in tail for c in "=_%&+")
        )
    return False


def format(address: str) -> str:  # noqa: A001  (one of the four verbs of every notation)
    """Write an address with the characters percent-encoded that no address may hold.

    >>> format("http://example.org/a b{c}")
    'http://example.org/a%20b%7Bc%7D'
    """
    return re.sub(
        r"[\s<>\"{}|\\^`\x00-\x1f\x7f]",
        lambda m: "".join(f"%{byte:02X}" for byte in m[0].encode()),
        address,
    )
