"""Lists in any CSL style and language, set by pandoc's citeproc.

Source: CSL 1.0.2; pandoc 3.9, whose `lang` chooses among the locales of CSL that it holds.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from joinedup_refs.errors import ConfigInvalid
from joinedup_refs.formats import Record
from joinedup_refs.formats.keys import citation_keys
from joinedup_refs.notation.csl import from_csl
from joinedup_refs.styles import csl_items, csl_setting, not_set, unread
from joinedup_refs.styles.csl_styles import Style
from joinedup_refs.styles.runs import Item, Run
from joinedup_refs.tables import rows

_LOCALE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z]{2,4}){0,2}")
_NOTHING: Mapping[str, str] = MappingProxyType({})


class Listing(NamedTuple):
    """A formatted list, and what its reader should know of it."""

    items: tuple[Item, ...]
    hanging: bool
    """Whether the lines after the first are set in."""
    remarks: tuple[str, ...]


def cite(
    records: Sequence[Record],
    style: Style,
    *,
    locale: str = "",
    keep_names_whole: bool = False,
    printed: Mapping[str, str] = _NOTHING,
) -> Listing:
    """Give each reference as the style prints it, in the style's order.

    `locale` is a language such as `de-DE`, and the style's own where it is empty. A reference that
    says nothing a style could print stands at the end as it is `printed`, by its identifier, or is
    left out; a remark tells of it.

    Raises:
        ConfigInvalid: the style has no list of references, or pandoc is missing or refuses it.
    """
    if not style.lists:
        msg = (
            f"the style {style.name} has no list of references: it cites in notes alone\n"
            f"search for another: joinedup-refs cite --styles WORDS"
        )
        raise ConfigInvalid(msg)
    if locale and _language(locale) not in _languages():
        msg = (
            f"styles know no language {locale!r}\nsay it as in --locale de-DE; known: "
            f"{' '.join(sorted(_languages()))}"
        )
        raise ConfigInvalid(msg)
    locale = locale or style.locale
    told = [record for record in records if csl_items.says_something(record.reference)]
    silent = [record for record in records if not csl_items.says_something(record.reference)]
    as_it_came = [
        Item(record.id, "", (Run(printed[record.id]),)) for record in silent if record.id in printed
    ]
    keys = citation_keys(told)
    made = [
        csl_items.item(record.reference, key, whole_names=keep_names_whole)
        for record, key in zip(told, keys, strict=True)
    ]
    items, hanging = csl_setting.set_items(made, style, locale) if made else ((), False)
    if len(items) != len(made):
        msg = f"pandoc set {len(items)} of {len(made)} references in the style {style.name}"
        raise ConfigInvalid(msg)
    said = _printed(told, keys, items)
    remarks = [
        *([] if keep_names_whole else _of_names(told)),
        *_of_letters(told, keys, items),
        *unread.of_dates(told, said),
        *unread.of_names(told),
        *not_set.of_promises(told, said),
        *not_set.of_doubtful_years(told, style),
        *not_set.of_pages(told),
        *_of_silence(len(as_it_came), len(silent) - len(as_it_came)),
    ]
    return Listing((*items, *as_it_came), hanging, tuple(remarks))


@cache
def _languages() -> frozenset[str]:
    return frozenset(_language(row["locale"]) for row in rows("csl_locales"))


def _language(locale: str) -> str:
    return locale.partition("-")[0].lower() if _LOCALE.fullmatch(locale) else ""


def _of_names(records: Iterable[Record]) -> list[str]:
    """Explain once what a style makes of a name such as Perri 6."""
    names = list(dict.fromkeys(n for r in records for n in csl_items.odd_names(r.reference)))
    if not names:
        return []
    given, _, family = names[0].rpartition(" ")
    said = (
        f"{unread.some(names)}: CSL styles take the number for the family name and shorten the "
        f"rest, as in “{family}, {given[:1]}.”; --keep-names-whole prints “{names[0]}” "
        "(in Python keep_names_whole=True)."
    )
    return [said]


def _printed(
    records: Sequence[Record], keys: Sequence[str], items: Iterable[Item]
) -> dict[str, str]:
    """Give what a style prints of each record, by its identifier."""
    text = {item.key: item.text for item in items}
    pairs = zip(records, keys, strict=True)
    return {record.id: text[key] for record, key in pairs if key in text}


def _of_letters(records: Sequence[Record], keys: Sequence[str], items: Iterable[Item]) -> list[str]:
    """Tell of letters after years, by which a text cites, that the style has given anew."""
    printed = {item.key: item.text for item in items if not item.label}
    changed = [
        f"{csl_items.surname(record.reference)} {letter}"
        for record, key in zip(records, keys, strict=True)
        if (letter := csl_items.letter_of(record.reference))
        and letter not in printed.get(key, letter)
    ]
    if not changed:
        return []
    said = (
        f"Letters after years are the style's own, so {unread.some(changed)} may stand under "
        "another letter or none; the citations in your text have to follow."
    )
    return [said]


def _of_silence(kept: int, left_out: int) -> Iterator[str]:
    if kept:
        one = "1 reference was" if kept == 1 else f"{kept} references were"
        ends = "stands" if kept == 1 else "stand"
        yield f"{one} not understood, and {ends} at the end as in the text."
    if left_out:
        one, is_ = (
            ("1 reference has", "is") if left_out == 1 else (f"{left_out} references have", "are")
        )
        yield f"{one} neither a title nor an author, and {is_} left out."


def prints_short_forms(style: Style) -> bool:
    """Whether the style prints an article with the abbreviated title of its journal.

    Raises:
        ConfigInvalid: as `cite` does.
    """
    article = {
        "type": "article-journal",
        "title": "T",
        "container-title": "Full Form",
        "container-title-short": "Short Form",
    }
    items, _, _ = cite([Record("article", from_csl(article))], style)
    return any("Short Form" in item.text for item in items)
