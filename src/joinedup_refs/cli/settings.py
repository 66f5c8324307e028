"""Settings that stand in a file: where it is found, what it may say, and what is wrong with it."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from fnmatch import fnmatch
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any

from joinedup_refs.errors import ConfigInvalid, InputUnreadable

if TYPE_CHECKING:
    from joinedup_refs.check.selection import Selection
    from joinedup_refs.check.suppression import Suppression

OWN_FILE = "joinedup-refs.toml"
PROJECT = "pyproject.toml"
TABLE = ("tool", "joinedup-refs")

_FORMATS = ("pretty", "concise", "json", "sarif", "github")
_SEVERITIES = ("error", "warning", "note")
_NOT_FOUND_ONES = ("mailto", "model", "source")
"""Keys for a file that the user names: they say who is asked, and what is opened."""
_HEADER = re.compile(r"\s*(\[{1,2})\s*([^\]\r\n]*?)\s*\]{1,2}\s*(?:#.*)?$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Silenced:
    """A suppression of the settings, and the files that it is about."""

    told: "Suppression"
    file: str = ""
    """A pattern for the file's name or path; empty for every file."""

    def means(self, name: str) -> bool:
        """Whether it is about the file of that name."""
        path = PurePath(name).as_posix()
        return not self.file or fnmatch(path, self.file) or fnmatch(PurePath(name).name, self.file)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a file of settings says; without one, nothing."""

    path: Path | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    extend: tuple[str, ...] = ()
    format: str = ""
    fail_on: str = ""
    heading: str = ""
    encoding: str = ""
    list_only: bool = False
    safe_only: bool = False
    fill_only: bool = False
    source: tuple[str, ...] = ()
    mailto: str = ""
    model: str = ""
    house_style: str = ""
    bib: Mapping[str, str | bool] = field(default_factory=dict)
    """How .bib files are laid out: the options of `format` by their names."""
    suppress: tuple[Silenced, ...] = ()

    @property
    def selection(self) -> "Selection":
        """What the file says of the rules."""
        from joinedup_refs.check.selection import Selection

        return Selection(self.select, self.ignore, self.extend)


def settings(named: Path | None, *, none: bool = False) -> Settings:
    """Read the settings: of the file named, or of the one found from the working folder upward.

    Raises:
        ConfigInvalid: a key or a rule is unknown, a value makes no sense, or a file that was only
            found names an address, a source or a model.
        InputUnreadable: the file named is not there.
    """
    if none:
        if named is not None:
            msg = "--config and --no-config exclude each other\nleave one of them out"
            raise ConfigInvalid(msg)
        return Settings()
    if named is not None:
        table = _table(named, _content(named), named=True)
        return _read(named, table or {}, trusted=True)
    for folder in (Path.cwd(), *Path.cwd().parents):
        for name in (OWN_FILE, PROJECT):
            path = _shortly(folder / name)
            if not _is_file(path):
                continue
            table = _table(path, _content(path), named=False)
            if table is not None:
                return _read(path, table, trusted=False)
    return Settings()


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # a folder further up that is closed to us
        return False


def _shortly(path: Path) -> Path:
    """Name a file from the working folder where it lies in it."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path


def _content(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        msg = f"{path} is not UTF-8, which TOML is written in\nsave it as UTF-8"
        raise ConfigInvalid(msg) from None
    except OSError as error:
        msg = f"the settings {path} cannot be read: {error.strerror or error}"
        raise InputUnreadable(msg) from None


def _table(path: Path, content: str, *, named: bool) -> dict[str, Any] | None:
    """Give the table of settings, or None for a project file that has none."""
    import tomllib

    of_a_project = path.name == PROJECT
    if of_a_project and not named and TABLE[1] not in content:
        return None  # another program's file, whose faults are not looked at
    try:
        held: Any = tomllib.loads(content)
    except tomllib.TOMLDecodeError as error:
        msg = f"{path} is not TOML: {error}"
        raise ConfigInvalid(msg) from None
    if not of_a_project:
        return dict(held)
    for key in TABLE:
        held = held.get(key) if isinstance(held, dict) else None
    if held is None and named:
        msg = f"{path} has no table [tool.joinedup-refs]\nadd it, or name another file"
        raise ConfigInvalid(msg)
    return held if isinstance(held, dict) else None


class _File:
    """A file of settings being read, for what is said of its faults."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lines = _content(path).split("\n")
        self._prefix = ".".join(TABLE) if path.name == PROJECT else ""

    def wrong(
        self, key: str, what: str, way_out: str = "", nth: int | None = None
    ) -> ConfigInvalid:
        line = self.line(key, nth)
        where = f"{self.path}, line {line}" if line else str(self.path)
        shown = f"suppress.{key}" if nth is not None and key else key or "suppress"
        return ConfigInvalid(f"{where}, {shown}: {what}" + (f"\n{way_out}" if way_out else ""))

    def line(self, key: str, nth: int | None = None) -> int:
        """Give the line where a key is set, in the nth suppression or outside of all; 0 if unseen.

        Without a key it is the line where that suppression begins.
        """
        table = self._prefix if nth is None else f"{self._prefix}.suppress".lstrip(".")
        now, seen = "", -1
        for number, line in enumerate(self._lines, 1):
            header = _HEADER.match(line)
            if header:
                now = header[2].replace('"', "").replace("'", "").replace(" ", "")
                seen += now == table and nth is not None
                if now == table and nth == seen and not key:
                    return number
                if key and now == f"{table}.{key}".lstrip("."):
                    return number
            elif key and now == table and (nth is None or nth == seen) and _sets(line, key):
                return number
        return 0


def _sets(line: str, key: str) -> bool:
    name, equals, _ = line.partition("=")
    return bool(equals) and name.strip().strip("\"'").partition(".")[0] == key


def _read(path: Path, table: Mapping[str, Any], *, trusted: bool) -> Settings:
    file = _File(path)
    values: dict[str, Any] = {}
    for key, value in table.items():
        if key == "unsafe":
            way_out = "best guesses are looked at each time: say --unsafe on the command line"
            raise file.wrong(key, "it cannot be set once for all", way_out)
        if key == "suppress":
            values["suppress"] = _suppressions(file, value)
            continue
        take = _KEYS.get(key)
        if take is None:
            raise file.wrong(key, "there is no such setting", _nearest(key))
        if key in _NOT_FOUND_ONES and not trusted:
            raise file.wrong(
                key,
                "a file that was only found may not say whom to ask, or which model to open",
                f"say --{key} on the command line, or name the file: --config {path}",
            )
        values[key.replace("-", "_")] = take(file, key, value)
    made = Settings(path=path, **values)
    _known_rules(file, made)
    beside = tuple(_beside(path, named) for named in made.source)
    return replace(
        made,
        source=beside,
        model=str(path.parent / made.model) if made.model else "",
        house_style=str(path.parent / made.house_style) if made.house_style else "",
    )


def _beside(path: Path, named: str) -> str:
    """Take a file of records from where the settings stand."""
    beside = path.parent / named
    return str(beside) if beside.is_file() else named


def _nearest(key: str) -> str:
    from difflib import get_close_matches

    if key == TABLE[0]:
        return f"[tool.joinedup-refs] is for {PROJECT}; in other files its keys stand alone"
    close = get_close_matches(key, [*_KEYS, "suppress"], n=1)
    return f"did you mean {close[0]}?" if close else f"known are {', '.join([*_KEYS, 'suppress'])}"


def _known_rules(file: _File, made: Settings) -> None:
    from joinedup_refs.check.selection import codes_named

    for key in ("select", "ignore", "extend"):
        for word in getattr(made, key):
            if not codes_named(word):
                raise file.wrong(
                    key, f"no rule is called {word!r}", "joinedup-refs rule lists them"
                )


def _word(file: _File, key: str, value: object, nth: int | None = None) -> str:
    if not isinstance(value, str) or not value.strip():
        raise file.wrong(key, f"it takes a text in quotes, not {value!r}", nth=nth)
    return value


def _words(file: _File, key: str, value: object, nth: int | None = None) -> tuple[str, ...]:
    listed = [value] if isinstance(value, str) else value
    if not isinstance(listed, list) or not all(isinstance(v, str) and v.strip() for v in listed):
        raise file.wrong(key, f'it takes a list such as ["LST101", "CIT"], not {value!r}', nth=nth)
    return tuple(listed)


def _yes(file: _File, key: str, value: object) -> bool:
    if not isinstance(value, bool):
        raise file.wrong(key, f"it takes true or false, not {value!r}")
    return value


def _one_of(known: tuple[str, ...]) -> Callable[[_File, str, object], str]:
    def take(file: _File, key: str, value: object) -> str:
        if value not in known:
            raise file.wrong(key, f"it takes {', '.join(known)}, not {value!r}")
        return str(value)

    return take


def _bib(file: _File, key: str, value: object) -> dict[str, str | bool]:
    """Take in how .bib files are laid out."""
    if not isinstance(value, dict):
        raise file.wrong(key, "it is a table: [bib], or [tool.joinedup-refs.bib]")
    out: dict[str, str | bool] = {}
    for name, said in value.items():
        kind = _OF_BIB.get(name)
        if kind is None:
            raise file.wrong(key, f"there is no setting {name}", f"known are {', '.join(_OF_BIB)}")
        if isinstance(said, bool) != (kind is bool) or not isinstance(said, (str, int, list)):
            wanted = "true or false" if kind is bool else "a text in quotes"
            raise file.wrong(key, f"{name} takes {wanted}, not {said!r}")
        listed = ",".join(map(str, said)) if isinstance(said, list) else str(said)
        out[name] = said if isinstance(said, bool) else listed
    return out


_OF_BIB: dict[str, type] = {
    "indent": str,
    "align": bool,
    "sort-fields": str,
    "values": str,
    "months": bool,
    "pages": bool,
    "trailing-comma": bool,
    "encoding": str,
    "sort": str,
    "keys": str,
}
_KEYS: dict[str, Callable[[_File, str, object], Any]] = {
    "select": _words,
    "ignore": _words,
    "extend": _words,
    "format": _one_of(_FORMATS),
    "fail-on": _one_of(_SEVERITIES),
    "heading": _word,
    "encoding": _word,
    "list-only": _yes,
    "safe-only": _yes,
    "fill-only": _yes,
    "source": _words,
    "mailto": _word,
    "house-style": _word,
    "model": _word,
    "bib": _bib,
}
"""The settings there are, each with what takes its value in."""


def _suppressions(file: _File, value: object) -> tuple[Silenced, ...]:
    if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
        raise file.wrong("suppress", "each suppression is a table: [[suppress]]")
    return tuple(_suppression(file, one, number) for number, one in enumerate(value))


def _suppression(file: _File, one: dict[str, object], nth: int) -> Silenced:
    from joinedup_refs.check.selection import codes_named
    from joinedup_refs.check.suppression import Suppression

    known = ("entry", "text", "rules", "reason", "file")
    for key in one:
        if key not in known:
            raise file.wrong(key, "there is no such key", f"known are {', '.join(known)}", nth)
    if ("entry" in one) == ("text" in one):
        out = "entry is a key such as smith2004, text how an entry or a citation begins"
        raise file.wrong("", "it takes either entry or text", out, nth)
    if "rules" not in one:
        raise file.wrong("", "it names no rule", 'add rules = ["CIT202"]', nth)
    rules = _words(file, "rules", one["rules"], nth)
    for word in rules:
        if not codes_named(word):
            out = "joinedup-refs rule lists them"
            raise file.wrong("rules", f"no rule is called {word!r}", out, nth)
    words = {k: _word(file, k, one[k], nth) for k in ("entry", "text", "file") if k in one}
    reason = one.get("reason", "")
    if not isinstance(reason, str):
        raise file.wrong("reason", f"it takes a text in quotes, not {reason!r}", nth=nth)
    line = file.line("", nth)
    told = Suppression(
        rules=rules,
        reason=reason,
        entry=words.get("entry", ""),
        text=words.get("text", ""),
        where=f"{file.path}, line {line}" if line else f"{file.path}, suppression {nth + 1}",
    )
    return Silenced(told=told, file=words.get("file", ""))
