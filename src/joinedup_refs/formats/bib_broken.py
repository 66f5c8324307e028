"""Blocks of a .bib file read piece by piece, for those in which something is missing or odd."""

import re
from typing import NamedTuple

from joinedup_refs.formats.bib_parts import Block, Fault, FaultKind, Field, Shape, Strings, Use
from joinedup_refs.formats.bib_table import field_names

_KEY = re.compile(r"\s*([^\s,=#\"{}()%][^,=#\"{}\n]*)?")
_NAME = re.compile(r"([\s,]*)([^\s=,{}\"#()%'@\\]+)\s*=\s*")
_NEXT_FIELD = re.compile(r"\n[ \t]{0,80}[A-Za-z][\w-]{1,40}[ \t]{0,40}=[ \t]{0,40}[{\"\w]")
_USUAL = "|".join(sorted(field_names() | {"year", "month"}))
_SAME_LINE = re.compile(
    rf",[ \t]{{0,40}}(?:{_USUAL})[ \t]{{0,40}}=[ \t]{{0,40}}[{{\"\w]", re.IGNORECASE
)
"""Where a usual field begins on the line of a value that is never closed."""
_NO_EQUALS = re.compile(rf"([\s,]*)({_USUAL})[ \t]{{1,20}}(?=[{{\"])", re.IGNORECASE)
"""A usual field whose equals sign is left out."""
_LAST_QUOTE = re.compile(r"\"(?=[ \t]*,?[ \t]*(?:\r?\n|[})]|\Z))")
UNCLOSED_QUOTE = re.compile(r"\n[ \t]*+[A-Za-z][\w-]*+[ \t]*+=[ \t]*+\Z")
"""What a quoted value ends with when the quotation mark that ends it opens the next one."""
_BARE = re.compile(r"[^\s,#{}\"]+")
_TO_READ = re.compile(r"[{}()\"\n,]")
_JOINED = re.compile(r"\s*#\s*")
_COMMENT = re.compile(r"[\s,]*%[^\n]*")
_CLOSERS = {False: re.compile(r"[{}]"), True: re.compile(r"[{})]")}
_ENDS_VALUE = " \t\r\n,}"
_SHOWN = 40
_LONG_LINE = 2_000
"""Characters of a line in which the end of a value with quotation marks is looked for."""


class ReadBlock(NamedTuple):
    """A block, and what was found on the way."""

    block: Block
    uses: tuple[Use, ...]
    faults: tuple[Fault, ...]


def read_block(
    text: str, found: re.Match[str], kind: str, inside: "Inside", known: Strings
) -> ReadBlock:
    """Read the block that `found` begins; `known` holds what macros stand for."""
    return _Broken(text, found, kind, inside, known).read()


class Inside:
    """What stands between the delimiters of a block: where it ends, and which braces pair."""

    def __init__(self, text: str, start: int, limit: int, *, paren: bool) -> None:
        self._text = text
        self.start = start
        self.end = self.after = limit
        self.closed = False
        self.pairs: dict[int, int] = {}
        """For each opening brace that has one, the place of its partner."""
        opened: list[int] = []
        closer = ")" if paren else "}"
        for found in _CLOSERS[paren].finditer(text, start, limit):
            at = found.start()
            if found[0] == closer and not opened:
                self.end, self.after, self.closed = at, at + 1, True
                return
            if found[0] == "{":
                opened.append(at)
            elif found[0] == "}" and opened:
                self.pairs[opened.pop()] = at

    def quote_end(self, at: int) -> int | None:
        """Give the place of the quotation mark that closes the one at `at`."""
        here = at + 1
        while found := _TO_READ.search(self._text, here, self.end):
            if found[0] == '"':
                return found.start()
            here = found.end()
            if found[0] == "{":
                here = self.pairs.get(found.start(), here - 1) + 1
        return None

    def past(self, at: int) -> int:
        """Give the place after the next comma or line end, braces passed over whole."""
        here = at
        while found := _TO_READ.search(self._text, here, self.end):
            here = found.end()
            if found[0] == "{":
                here = self.pairs.get(found.start(), here - 1) + 1
            elif found[0] in ",\n" and self._text[at:here].strip(" \t\r\n,"):
                return here
        return self.end


class _Broken:
    def __init__(
        self,
        text: str,
        found: re.Match[str],
        kind: str,
        inside: Inside,
        known: Strings,
    ) -> None:
        self._text = text
        self._found = found
        self._kind = kind
        self._inside = inside
        self._known = known
        self._key = ""
        self._key_at = inside.start
        self._fields: list[Field] = []
        self._uses: list[Use] = []
        self._faults: list[Fault] = []

    def read(self) -> ReadBlock:
        found, inside = self._found, self._inside
        if not inside.closed:
            message = f"the @{self._kind} that begins here is never closed"
            self._fault("open-block", found.start(), found.end(), message)
        if self._kind != "preamble":
            after = inside.start if self._kind == "string" else self._read_key()
            self._read_fields(after)
        block = Block(
            type=self._kind,
            key=self._key,
            line=0,
            fields=tuple(self._fields),
            start=found.start(),
            end=self._end(),
            type_at=found.start(1),
            key_at=self._key_at,
            closed=inside.closed,
            plain=False,
        )
        return ReadBlock(block, tuple(self._uses), tuple(self._faults))

    def _end(self) -> int:
        """Give where the block ends; one that is never closed, behind its last word."""
        if self._inside.closed:
            return self._inside.after
        held = self._text[self._found.end() : self._inside.end].rstrip()
        return self._found.end() + len(held)

    def _fault(self, what: FaultKind, at: int, end: int, message: str) -> None:
        self._faults.append(Fault(what, at, end, message, self._found.start()))

    def _read_key(self) -> int:
        inside = self._inside
        found = _KEY.match(self._text, inside.start, inside.end)
        key = (found[1] or "").strip() if found else ""
        after = found.end() if found else inside.start
        self._key_at = found.start(1) if found and found[1] else after
        if self._text[after : after + 1] == "=" and after < inside.end:  # no key, a field at once
            key, _, name = key.rpartition(" ")
            self._key = key.strip()
            if not self._key:
                return inside.start
            behind = self._key_at + len(self._key)
            self._fault("comma", behind, behind, f"no comma follows the key {key[:_SHOWN]}")
            return after - len(name)
        self._key = key
        if self._fields_follow(after):
            self._fault("comma", after, after, f"no comma follows the key {key[:_SHOWN]}")
        return after

    def _fields_follow(self, after: int) -> bool:
        rest = _NAME.match(self._text, after, self._inside.end)
        return bool(self._key) and rest is not None and "," not in rest[1]

    def _read_fields(self, at: int) -> None:
        inside = self._inside
        behind: int | None = None  # where the field before ended, if a comma is due there
        while at < inside.end:
            found = _NAME.match(self._text, at, inside.end)
            if found is None and (found := _NO_EQUALS.match(self._text, at, inside.end)):
                message = f"no = follows {found[2]} in {self._key or 'this'}"
                self._fault("stray", found.start(2), found.end(2), message)
            if found is None:
                at, behind = self._stray(at), None
                continue
            if behind is not None and "," not in found[1]:
                message = f"no comma stands before {found[2][:_SHOWN]} in {self._key or 'this'}"
                self._fault("comma", behind, behind, message)
            field = self._field(found)
            self._fields.append(field)
            at = field.after
            behind = at if field.shape != "open" else None

    def _stray(self, at: int) -> int:
        """Pass over what is no field, and say so unless it is blank or a comment."""
        text, inside = self._text, self._inside
        comment = _COMMENT.match(text, at, inside.end)
        end = comment.end() if comment else inside.past(at)
        lost = text[at:end].strip(_ENDS_VALUE[:-1])
        if lost:
            begun = text.index(lost[0], at)
            message = f"no field is named by {lost[:_SHOWN]!r} in {self._key or 'this'}"
            self._fault("stray", begun, begun + len(lost), message)
        return end

    def _field(self, found: re.Match[str]) -> Field:
        at = found.end()
        pieces: list[Field] = []
        while True:
            piece = self._piece(found, at)
            pieces.append(piece)
            joined = _JOINED.match(self._text, piece.after, self._inside.end)
            if joined is None or piece.shape == "open":
                break
            at = joined.end()
        if len(pieces) == 1:
            return pieces[0]
        start, end = found.end(), pieces[-1].after
        value = "".join(piece.value for piece in pieces)
        return pieces[0]._replace(value=value, start=start, end=end, after=end, shape="joined")

    def _piece(self, found: re.Match[str], at: int) -> Field:
        name, named_at = found[2].lower(), found.start(2)
        opener = self._text[at : at + 1] if at < self._inside.end else ""
        if opener not in {"{", '"'}:
            value, end = self._bare(at)
            return Field(name, value, named_at, at, end, end, "bare")
        shape: Shape = "braces" if opener == "{" else "quotes"
        end, after, closed = self._enclosed(at, opener)
        if not closed:
            message = f"a value of {self._key or 'this entry'} is never closed"
            self._fault("open-value", at, at + 1, message)
            shape = "open"
        value = self._text[at + 1 : end]
        return Field(name, value, named_at, at + 1, end, after, shape)

    def _enclosed(self, at: int, opener: str) -> tuple[int, int, bool]:
        """Give where a value ends, where to go on, and whether it was closed there."""
        inside, text = self._inside, self._text
        end = inside.pairs.get(at) if opener == "{" else inside.quote_end(at)
        if end is None:
            line_end = text.find("\n", at, inside.end)
            after = inside.end if line_end < 0 else line_end
            if beside := _SAME_LINE.search(text, at, after):
                after = beside.start()
            return at + 1 + len(text[at + 1 : after].rstrip(_ENDS_VALUE)), after, False
        if opener == '"' and (last := self._last_quote(at, end)):
            return last, last + 1, True
        cut = None if inside.closed else _next_field(text, at, end)
        taken_in = opener == '"' and UNCLOSED_QUOTE.search(text, max(at, end - 120), end)
        if cut is None and taken_in:
            cut = _NEXT_FIELD.search(text, at, end + 1)
        if cut is not None:
            after = cut.start()
            return at + 1 + len(text[at + 1 : after].rstrip(_ENDS_VALUE)), after, False
        return end, end + 1, True

    def _last_quote(self, at: int, end: int) -> int | None:
        """Give where a value ends that has quotation marks within: with its line."""
        text = self._text
        if "\n" in text[at:end] or _SAME_LINE.search(text, at, end):
            return None  # the mark is that of the next field
        limit = min(self._inside.end, end + _LONG_LINE)
        line_end = text.find("\n", end, limit)
        line_end = limit if line_end < 0 else line_end
        behind = text[end + 1 : line_end].lstrip(" \t")[:1]
        if not behind or behind in ",#})\r%":
            return None
        found = [m.start() for m in _LAST_QUOTE.finditer(text, end + 1, line_end + 1)]
        if found:
            told = f"quotation marks stand within a value of {self._key or 'this entry'}"
            self._fault("stray", at, found[-1] + 1, f"{told}; it was read to the end of its line")
        return found[-1] if found else None

    def _bare(self, at: int) -> tuple[str, int]:
        bare = _BARE.match(self._text, at, self._inside.end)
        if bare is None:
            return "", at
        word = bare[0]
        if word[0].isdigit():
            return word, bare.end()
        known = self._known.defines(word.lower())
        value = self._known.value(word.lower())
        self._uses.append(Use(word.lower(), at, known, self._key))
        if value is None:
            message = f"no @string says what {word[:_SHOWN]} stands for; it was kept as it is"
            if known:
                message = f"strings stand for too much text here; {word[:_SHOWN]} was kept as it is"
            self._fault("macro", at, bare.end(), message)
        return (word if value is None else value), bare.end()


def _next_field(text: str, start: int, end: int) -> re.Match[str] | None:
    """Give where a field begins within what seems a value, on a line of its own or not.

    What is behind the first one on its line is not looked through, or values that hold one another
    would be looked through again and again.
    """
    beside = _SAME_LINE.search(text, start, end)
    return _NEXT_FIELD.search(text, start, beside.start() if beside else end) or beside
