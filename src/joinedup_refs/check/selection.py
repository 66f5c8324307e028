"""Which rules run: words that name rules, in layers, the more exact word before the wider one."""

from collections.abc import Iterable
from typing import NamedTuple

from joinedup_refs.check.rule import Rule
from joinedup_refs.check.run import all_rules
from joinedup_refs.errors import ConfigInvalid


class Selection(NamedTuple):
    """What one place, such as a settings file or a command line, says of the rules.

    Each word is a code, a name, or the beginning of a code (`LST`).
    """

    select: tuple[str, ...] = ()
    """These rules and no others; empty for the usual ones."""
    ignore: tuple[str, ...] = ()
    extend: tuple[str, ...] = ()
    """These too, though they are off unless asked for."""


class Chosen(NamedTuple):
    """The rules that run."""

    rules: tuple[Rule, ...]
    asked: frozenset[str]
    """Codes of those that were named, which is what rules of mere taste wait for."""
    silent: frozenset[str]
    """Codes of those that tell only what they mend, which decides what entries there are."""


def chosen(*layers: Selection) -> Chosen:
    """Choose rules by what each layer says, a later one over those before it.

    Within a layer the more exact word decides: `ignore` CIT with `extend` CIT203 leaves CIT203 on.
    Where two are as exact, `ignore` holds. A layer that selects sets the layers before it aside.
    Structure rules run also where only others are selected, and tell what they mend and no more;
    `ignore` alone keeps one from running.

    Raises:
        ConfigInvalid: a word names no rule.
    """
    rules = all_rules()
    on = {rule.code for rule in rules if rule.by_default}
    asked: set[str] = set()
    barred: set[str] = set()
    for layer in layers:
        wanted = _named((*layer.select, *layer.extend))
        unwanted = _named(layer.ignore)
        if layer.select:
            on, asked, barred = set(), set(), set()
        for code in wanted.keys() | unwanted.keys():
            if wanted.get(code, 0) > unwanted.get(code, 0):
                on.add(code)
                asked.add(code)
                barred.discard(code)
            else:
                on.discard(code)
                asked.discard(code)
                barred.add(code)
    silent = {r.code for r in rules if r.phase == "structure" and r.by_default} - on - barred
    running = on | silent if on else on
    return Chosen(
        tuple(rule for rule in rules if rule.code in running),
        frozenset(asked),
        frozenset(silent & running),
    )


def codes_named(word: str) -> frozenset[str]:
    """Give the codes of the rules that a word names: a code, a name, or a family; empty for none.

    >>> codes_named("merged-entries"), codes_named("cit203")
    (frozenset({'LST101'}), frozenset({'CIT203'}))
    """
    key = word.strip()
    return frozenset(
        rule.code
        for rule in all_rules()
        if key and (rule.code.startswith(key.upper()) or rule.name == key.lower())
    )


def unknown(word: str) -> str:
    """Say that a word names no rule, and where the names are."""
    return (
        f"no rule is called {word!r}; `joinedup-refs rule` lists the codes and names\n"
        "and a family such as LST may be given by its letters alone"
    )


def _named(words: Iterable[str]) -> dict[str, int]:
    """Give for each code named how exactly the best of the words names it."""
    exact: dict[str, int] = {}
    for word in words:
        codes = codes_named(word)
        if not codes:
            raise ConfigInvalid(unknown(word))
        whole = word.strip().lower() in {rule.name for rule in all_rules()}
        for code in codes:
            exact[code] = max(exact.get(code, 0), len(code) if whole else len(word.strip()))
    return exact
