"""Plants errors in references set from real records, cleans them and counts what was healed.

    python benchmarks/heal_and_harm.py --works FILE [--count N] [--seed N] [--show N]

FILE has Crossref's messages of works, one a line, and may be gzipped. `--count` articles are drawn
from it, set in five styles, in lists of thirty of one style, half of them with one error. Each list
is cleaned four times: with the records of FILE; without those of the articles set; with one value
in ten of their records false; and with these and the true ones as a second source.

Values are compared field by field with the record. *Mended*: right after cleaning. *Proposed*:
right once best guesses are taken too. *Made wrong*: it was right and is so no more.
"""

import argparse
import gzip
import json
import random
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests" / "parse"))

import setting  # type: ignore[import-not-found]

from joinedup_refs.check.policy import Policy
from joinedup_refs.clean import Cleaned, clean_text
from joinedup_refs.model.evidence import Candidate
from joinedup_refs.model.layout import Layout
from joinedup_refs.model.text import Text
from joinedup_refs.notation import names, persons
from joinedup_refs.notation.csl import name_from_csl, to_csl
from joinedup_refs.notation.journal_names import abbreviates, weighty
from joinedup_refs.sources import crossref_work
from joinedup_refs.sources.memory import Memory
from joinedup_refs.sources.words import words_of

STYLES = (setting.apa, setting.harvard, setting.chicago, setting.vancouver, setting.ieee)
FIELDS = ("author", "title", "container-title", "issued", "volume", "issue", "page")
ERRORS = ("year", "page", "initial", "issue", "subtitle", "typo", "et al.", "journal")
_WRONG = ("issued", "page", "author", "issue", "title", "title", "author")
HEALABLE = dict(zip(ERRORS, _WRONG, strict=False))
"""The field that an error makes wrong; an abbreviated journal is not wrong."""
_RARE = ("subtitle", "et al.", "journal")
LIST = 30
_LIST_ONLY = Layout(list_only=True)
_ALL = Policy(level="unsafe")


class Planted(NamedTuple):
    """A reference set from a record."""

    doi: str
    true: dict[str, Any]
    raw: str
    clean: str
    """How it is set without the error."""
    error: str
    """The kind of error, or nothing."""


class Outcome(NamedTuple):
    """What cleaning did, counted by kind of error; the key of right references is empty."""

    planted: Counter[str]
    mended: Counter[str]
    proposed: Counter[str]
    harmed: list[str]
    """Fields that were right and are not, told for a reader."""
    left: list[str]
    """Errors that nothing was done about, told for a reader."""
    changed: int
    """Values that differ from those of the list cleaned without any record."""


def candidates(path: Path, every: int = 1) -> dict[str, Candidate]:
    """Read the records of a file, or each so many-th of them, by DOI."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        taken = islice(lines, 0, None, every)
        found = (crossref_work.candidate(json.loads(line), "works") for line in taken)
        return {str(c.item.get("DOI")): c for c in found}


def settable(item: dict[str, Any]) -> bool:
    """Whether a record has all that an article's reference prints, in Latin letters."""
    people, title = item.get("author") or [], str(item.get("title") or "")
    first, _, last = str(item.get("page") or "").partition("-")
    return (
        item.get("type") == "article-journal"
        and 1 <= len(people) <= 6
        and all(_is_plain(name) for name in people)
        and len(title.split()) >= 4
        and len(title) < 200
        and title.isascii()
        and not title.isupper()
        and not any(c in title for c in "<>[]{}|;*")
        and str(item.get("container-title") or "ü").isascii()
        and all(str(item.get(v) or "").isdigit() for v in ("volume", "issue"))
        and first.isdigit()
        and last.isdigit()
        and int(first) < int(last) < int(first) + 60
        and 1900 <= _year(item) <= 2026
    )


def _is_plain(name: dict[str, str]) -> bool:
    family, given = name.get("family", ""), name.get("given", "")
    plain = all(part.replace("-", "").replace(".", "").isalpha() for part in given.split())
    return family.isalpha() and len(family) > 2 and not family.isupper() and bool(given) and plain


def _year(item: dict[str, Any]) -> int:
    parts = (item.get("issued") or {}).get("date-parts") or [[0]]
    return int(parts[0][0]) if parts[0] else 0


def drawn(records: dict[str, Candidate], count: int, seed: int) -> list[Candidate]:
    """Draw articles, of no journal more than a thirtieth."""
    rng = random.Random(seed)
    order = sorted(records)
    rng.shuffle(order)
    of_journal: Counter[str] = Counter()
    found: list[Candidate] = []
    for doi in order:
        item = records[doi].item
        journal = str(item.get("container-title"))
        if len(found) < count and settable(item) and of_journal[journal] < max(2, count // 30):
            of_journal[journal] += 1
            found.append(records[doi])
    return found


def with_error(item: dict[str, Any], error: str, rng: random.Random) -> dict[str, Any] | None:
    """Give an item with one value wrong; None where it has nothing to make wrong."""
    changed = dict(item)
    title = str(item["title"])
    if error == "year":
        year = _year(item) + rng.choice((-10, -5, -3, -2, 2, 3, 5, 10))
        changed["issued"] = {"date-parts": [[year]]}
    elif error == "page":
        changed["page"] = _other_page(str(item["page"]), rng)
    elif error == "initial":
        changed["author"] = _other_initial(item["author"], rng)
    elif error == "issue":
        del changed["issue"]
    elif error == "subtitle":
        main, mark, rest = title.partition(": ")
        if not mark or len(main.split()) < 3 or not rest:
            return None
        changed["title"] = main
    elif error == "typo":
        changed["title"] = _misspelt(title, rng)
    elif error == "journal":
        changed["container-title"] = item.get("container-title-short")
    elif error == "et al." and len(item["author"]) < 3:
        return None
    return changed if all(changed.get(f) for f in ("title", "container-title", "page")) else None


def _other_page(page: str, rng: random.Random) -> str:
    first, _, last = page.partition("-")
    step = rng.choice((-2, -1, 1, 2))
    if rng.random() < 0.5 and int(first) + step > 0 and int(first) + step < int(last):
        return f"{int(first) + step}-{last}"
    moved = int(last) + step
    return f"{first}-{moved if moved > int(first) else int(last) + 1}"


def _other_initial(people: Sequence[dict[str, str]], rng: random.Random) -> list[dict[str, str]]:
    at = rng.randrange(len(people))
    own = people[at]["given"][0].upper()
    letter = rng.choice([c for c in "ABCDEFGHJKLMNPRSTW" if c not in people[at]["given"].upper()])
    other = f"{letter}." if own else letter
    return [{**n, "given": other} if i == at else n for i, n in enumerate(people)]


def _misspelt(title: str, rng: random.Random) -> str:
    words = title.split(" ")
    long = [i for i, w in enumerate(words) if len(w) > 6 and w.isalpha() and w[1:].islower()]
    if not long:
        return ""
    at = rng.choice(long)
    word, place = words[at], rng.randrange(2, len(words[at]) - 2)
    how = rng.choice(("drop", "double", "swap", "other"))
    if how == "swap" and word[place] == word[place + 1]:
        how = "drop"
    words[at] = {
        "drop": word[:place] + word[place + 1 :],
        "double": word[:place] + word[place] + word[place:],
        "swap": word[:place] + word[place + 1] + word[place] + word[place + 2 :],
        "other": word[:place] + ("e" if word[place] != "e" else "o") + word[place + 1 :],
    }[how]
    return " ".join(words)


def lists(articles: Iterable[Candidate], seed: int) -> Iterator[list[Planted]]:
    """Set articles in lists of one style each, every other one with an error."""
    rng = random.Random(seed)
    pending = list(articles)
    for number in range(0, len(pending), LIST):
        style = STYLES[number // LIST % len(STYLES)]
        part = sorted(
            pending[number : number + LIST], key=lambda c: setting.apa(dict(c.item)).casefold()
        )
        yield [_planted(one.item, style, at % 2 == 0, rng) for at, one in enumerate(part)]


def _planted(item: dict[str, Any], style: Any, spoilt: bool, rng: random.Random) -> Planted:
    doi, right = str(item["DOI"]), style(item)
    if not spoilt:
        return Planted(doi, item, right, right, "")
    order = list(ERRORS)
    rng.shuffle(order)
    if rng.random() < 0.5:  # few works have what these need
        order.sort(key=lambda error: error not in _RARE)
    for error in order:
        changed = with_error(item, error, rng)
        if changed is None:
            continue
        raw = _et_al(item, style) if error == "et al." else style(changed)
        if raw != right:
            return Planted(doi, item, raw, right, error)
    return Planted(doi, item, right, right, "")


def _et_al(item: dict[str, Any], style: Any) -> str:
    """Set an item with its first author and et al. alone."""
    text: str = style({**item, "author": [item["author"][0], {"literal": "et al."}]})
    return re.sub(r"(?:&|\band) et al\.+", "et al.", text).replace("et al..", "et al.")


def right(field: str, value: Any, true: dict[str, Any]) -> bool:
    """Whether a value says what the record says, as far as styles print it."""
    wanted = true.get(field)
    if field == "author":
        return _same_people(value, wanted)
    if field == "issued":
        return _year({"issued": value}) == _year({"issued": wanted})
    if field == "container-title":
        one, other = weighty(words_of(str(value))), weighty(words_of(str(wanted)))
        return one == other or abbreviates(one, other)
    if field == "title":
        return words_of(str(value)) == words_of(str(wanted))
    if field == "page":
        return _ends(str(value)) == _ends(str(wanted))
    return str(value) == str(wanted)


def _ends(page: str) -> list[str]:
    first, _, last = page.replace("–", "-").partition("-")
    return [first, first[: -len(last)] + last if len(last) < len(first) else last]


def _same_people(value: Any, wanted: Any) -> bool:
    one = [n for n in map(name_from_csl, value or ()) if n]
    other = [n for n in map(name_from_csl, wanted or ()) if n]
    if [names.family_key(n) for n in one] != [names.family_key(n) for n in other]:
        return False
    pairs = zip(map(_letters, one), map(_letters, other), strict=True)
    return all(a and (b.startswith(a) or a.startswith(b)) for a, b in pairs)


def _letters(name: Any) -> str:
    given = names.initials_of(getattr(name, "given", ""))
    return "".join(c for c in persons.folded(given) if c.isalpha())


def cleaned(planted: Sequence[Planted], sources: Sequence[Memory], policy: Policy) -> Cleaned:
    """Clean a list."""
    text = Text(printed="".join(f"{one.raw}\n" for one in planted))
    return clean_text(text, layout=_LIST_ONLY, sources=sources, policy=policy)


def values(outcome: Cleaned, *, mended: bool = True) -> list[dict[str, Any]]:
    """Give the values of each entry, mended or as printed."""
    entries = (outcome.result if mended else outcome.document).entries
    return [dict(to_csl(entry.reference)) for entry in entries]


def measured(sets: Sequence[Sequence[Planted]], sources: Sequence[Memory]) -> Outcome:
    """Clean lists with some sources and count."""
    out = Outcome(Counter(), Counter(), Counter(), [], [], 0)
    changed = 0
    for planted in sets:
        alone = values(cleaned(planted, (), Policy()))
        usual = cleaned(planted, sources, Policy())
        told = values(usual)
        printed = values(usual, mended=False)
        guessed = values(cleaned(planted, sources, _ALL))
        if not len(alone) == len(told) == len(guessed) == len(planted) == len(printed):
            msg = f"{len(planted)} references were split into {len(told)} entries"
            raise ValueError(msg)
        for at, one in enumerate(planted):
            changed += sum(told[at].get(f) != alone[at].get(f) for f in {*told[at], *alone[at]})
            out.planted[one.error] += 1
            if field := HEALABLE.get(one.error):
                mended = right(field, told[at].get(field), one.true)
                proposed = not mended and right(field, guessed[at].get(field), one.true)
                out.mended[one.error] += mended
                out.proposed[one.error] += proposed
                if not mended and not proposed:
                    out.left.append(f"{one.error}: {told[at].get(field)} | {one.raw}")
            for field in FIELDS:
                before, after = (v[at].get(field) for v in (printed, told))
                if right(field, before, one.true) and not right(field, after, one.true):
                    kind = one.error or "right"
                    out.harmed.append(f"{kind}: {field} {before} → {after} | {one.raw}")
    return out._replace(changed=changed)


def falsified(one: Candidate, rng: random.Random, share: float) -> tuple[Candidate, set[str]]:
    """Make some values of a record false, its dates all alike."""
    item = dict(one.item)
    wrong: set[str] = set()
    for error in ("year", "page", "initial", "typo"):
        if rng.random() < share and (changed := with_error(item, error, rng)):
            item, wrong = changed, wrong | {HEALABLE[error]}
    for field in ("volume", "issue"):
        if rng.random() < share:
            item[field] = str(int(str(item[field])) + rng.choice((1, 2, 10)))
            wrong.add(field)
    if rng.random() < share:
        item["container-title"] = "Annals of Imaginary Results"
        item.pop("container-title-short", None)
        wrong.add("container-title")
    years = (
        {}
        if "issued" not in wrong
        else {"years": (_year(item),), "online_year": None, "print_year": None}
    )
    origin = one.origin.model_copy(update={"source": "false"})
    return one.model_copy(update={"origin": origin, "item": item, **years}), wrong


def others(records: dict[str, Candidate], articles: Iterable[Candidate]) -> list[Candidate]:
    """Give the records of other works; a second record of an article set is none."""
    chosen = {words_of(str(one.item["title"])) for one in articles}
    return [c for c in records.values() if words_of(str(c.item.get("title"))) not in chosen]


def figures(outcome: Outcome) -> str:
    """Give the counts in words."""
    lines = []
    for error in HEALABLE:
        total = outcome.planted[error]
        lines.append(
            f"  {error:9} {total:4} planted, {outcome.mended[error]:4} mended, "
            f"{outcome.proposed[error]:4} proposed"
        )
    total = sum(outcome.planted[e] for e in HEALABLE)
    mended, proposed = outcome.mended.total(), outcome.proposed.total()
    lines.append(
        f"  all       {total:4} planted, {mended:4} mended ({mended / total:.3f}), "
        f"{proposed:4} proposed, together {(mended + proposed) / total:.3f}"
    )
    lines.append(
        f"  right values made wrong: {len(outcome.harmed)}; values changed by records: "
        f"{outcome.changed}"
    )
    return "\n".join(lines)


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--works", type=Path, required=True)
    parser.add_argument("--count", type=int, default=600)
    parser.add_argument("--seed", type=int, default=5)
    parser.add_argument("--show", type=int, default=0, help="how many harms to print for each run")
    options = parser.parse_args()
    records = candidates(options.works)
    articles = drawn(records, options.count, options.seed)
    sets = list(lists(articles, options.seed))
    rest = others(records, articles)
    rng = random.Random(options.seed)
    false = [falsified(one, rng, 0.1) for one in articles]
    spoilt = sum(len(wrong) for _, wrong in false)
    right_ones = Memory("works", [*articles, *rest])
    wrong_ones = Memory("false", [*(one for one, _ in false), *rest])
    runs = (
        ("With the records", (right_ones,)),
        ("Without the records of these works", (Memory("others", rest),)),
        (f"With one value in ten of the records false ({spoilt} values)", (wrong_ones,)),
        ("With these and the true ones", (wrong_ones, right_ones)),
    )
    for title, sources in runs:
        outcome = measured(sets, sources)
        print(f"{title}: {sum(outcome.planted.values())} references\n{figures(outcome)}")
        for line in (*outcome.harmed[: options.show], *outcome.left[: options.show]):
            print(f"    {line}")


if __name__ == "__main__":
    main()
