"""References as a formatted list, in any style, and as files of several kinds."""

import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from pathlib import Path
from typing import Any, Literal, TypeAlias, get_args, overload

from joinedup_refs.convert import records_of
from joinedup_refs.errors import ConfigInvalid
from joinedup_refs.formats import Record
from joinedup_refs.formats.journal_list import known
from joinedup_refs.formats.journals import (
    Way,
    of_records,
    with_short_forms,
    without_short_forms,
)
from joinedup_refs.forms import with_whole_pages
from joinedup_refs.model.document import Document, Outcome
from joinedup_refs.model.entry import Entry
from joinedup_refs.model.reference import Reference
from joinedup_refs.saving import save
from joinedup_refs.styles.html import PAGE
from joinedup_refs.styles.runs import Item, Run, as_html, as_markdown, as_pandoc

ListForm: TypeAlias = Literal["txt", "md", "html", "tex", "docx"]
"""Plain text, Markdown (CommonMark), a page of HTML, a document for LaTeX, one for Word."""

_CALLED: dict[str, ListForm] = {
    **{form: form for form in get_args(ListForm)},
    "text": "txt",
    "plain": "txt",
    "markdown": "md",
    "htm": "html",
    "latex": "tex",
    "word": "docx",
}
_BY_BIBTEX = ("plain", "alpha", "unsrt")
_PANDOC_API = [1, 23]  # the version of its document model, which pandoc checks
_HANGING = "margin:.5em 0;padding-left:2em;text-indent:-2em;overflow-wrap:anywhere"
_LABELLED = "margin:.5em 0;display:flex;gap:.6em;overflow-wrap:anywhere"
_UPRIGHT = "margin:.5em 0;overflow-wrap:anywhere"


class Bibliography(Sequence[str]):
    """A list as a style prints it: its entries as plain text, and as files; notebooks show it."""

    def __init__(
        self,
        items: Iterable[Item],
        *,
        style: str,
        hanging: bool = True,
        remarks: Iterable[str] = (),
        locale: str = "",
    ) -> None:
        self.items = tuple(items)
        self.style = style
        self.hanging = hanging
        """Whether the lines of an entry after the first are set in."""
        self.remarks = tuple(remarks)
        """What a reader of the list should know, each in a sentence."""
        self.locale = locale

    @overload
    def __getitem__(self, at: int) -> str: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[str, ...]: ...
    def __getitem__(self, at: int | slice) -> str | tuple[str, ...]:
        if isinstance(at, slice):
            return tuple(item.text for item in self.items[at])
        return self.items[at].text

    def __len__(self) -> int:
        return len(self.items)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Bibliography):
            return (self.items, self.style) == (other.items, other.style)
        return isinstance(other, tuple) and tuple(self) == other

    def __hash__(self) -> int:
        return hash((self.items, self.style))

    def __repr__(self) -> str:
        return f"<Bibliography of {len(self)} in the style {self.style}>"

    def __str__(self) -> str:
        return "".join(f"{text}\n" for text in self)

    def to(self, form: str) -> str:
        """Give the list as `txt`, `md`, `html` (a page) or `tex` (a document).

        Raises:
            ConfigInvalid: no form is called so, or it needs the extra `styles`, as `tex` does.
        """
        match called(form):
            case "txt":
                return str(self)
            case "md":
                return self._repr_markdown_()
            case "html":
                return PAGE.format(items=self._repr_html_())
            case "tex":
                return self._by_pandoc("latex", ["--standalone"]).decode()
            case "docx":
                msg = "a Word document is no text\nwrite it to a file: save('refs.docx')"
                raise ConfigInvalid(msg)

    def content(self, form: str) -> bytes:
        """Give the list as the bytes of a file, in UTF-8; `docx` too; raises what `to` raises."""
        if called(form) == "docx":
            from joinedup_refs.styles import word  # noqa: PLC0415  (lxml, when it is needed)

            written = self._by_pandoc("docx", [])
            return word.set_in(written) if self.hanging or self._labelled else written
        return self.to(form).encode()

    def save(self, path: os.PathLike[str] | str, form: str = "") -> str:
        """Write the list in the form named or the one the ending tells, and say what was done.

        The file is written at once or not at all; what stood there and differs is kept beside it
        as `NAME.bak`.

        Raises:
            ConfigInvalid: neither the form nor the ending is known, or it needs the extra `styles`.
            InputUnreadable: the place cannot be written to.
        """
        return save(Path(path), self.content(form or Path(path).suffix))

    def _repr_html_(self) -> str:
        """Show the list in a notebook; whatever a reference holds is text there."""
        rows = "\n".join(self._row(item) for item in self.items)
        language = f' lang="{escape(self.locale)}"' if self.locale else ""
        return f"<div{language}>\n{rows}\n</div>"

    def _repr_markdown_(self) -> str:
        return "\n".join(f"{as_markdown(item.label, item.runs)}\n" for item in self.items)

    @property
    def _labelled(self) -> bool:
        return any(item.label for item in self.items)

    def _row(self, item: Item) -> str:
        inner = as_html(item.runs)
        anchor = f' id="ref-{escape(item.key)}"' if item.key else ""
        if item.label:
            margin = f'<span style="min-width:2em">{escape(item.label)}</span>'
            return f'<div{anchor} dir="auto" style="{_LABELLED}">{margin}<div>{inner}</div></div>'
        look = _HANGING if self.hanging else _UPRIGHT
        return f'<div{anchor} dir="auto" style="{look}">{inner}</div>'

    def _by_pandoc(self, to: str, arguments: list[str]) -> bytes:
        from joinedup_refs.styles import pandoc  # noqa: PLC0415  (what starts programs, when needed)

        written = json.dumps(self._document(), ensure_ascii=False).encode("utf-8", "replace")
        command = ["--from=json", f"--to={to}", "--output=-", *arguments]
        return pandoc.run(command, written, wanted=f"a list as {to}")

    def _document(self) -> dict[str, Any]:
        classes = ["references", "csl-bib-body", *(["hanging-indent"] if self.hanging else [])]
        entries = [
            _div(f"ref-{item.key}", ["csl-entry"], [{"t": "Para", "c": as_pandoc(item)}])
            for item in self.items
        ]
        meta = {"lang": {"t": "MetaString", "c": self.locale}} if self.locale else {}
        blocks = [_div("refs", classes, entries)]
        return {"pandoc-api-version": _PANDOC_API, "meta": meta, "blocks": blocks}


def cite(
    entries: Iterable[Entry | Reference | Record] | Document | Outcome,
    style: str | os.PathLike[str] = "plain",
    *,
    locale: str = "",
    keep_names_whole: bool = False,
    journals: Way | None = None,
    journal_list: os.PathLike[str] | None = None,
) -> Bibliography:
    """Give entries, references or records as a style prints them, in the order of the style.

    `style` is `plain`, `alpha` or `unsrt`, or any CSL style by its name (`apa`), an old or usual
    name of it (`vancouver`, `harvard`), or the file of one (`os.PathLike`); CSL styles need the
    extra `styles`. `locale` is the language of what the style adds (`de-DE`); the style's own where
    empty. With `keep_names_whole` a person such as Perri 6 is printed under that name, which CSL
    styles shorten to “6, P.”. Of a cleaned text, what was not understood comes last, as printed.
    `journals` has titles of journals printed in `full`, `abbreviated` or `without-stops`, where
    they are known; `journal_list` is a file of further ones. Without it a style that asks for
    abbreviations gets those that are known.

    Raises:
        ConfigInvalid: there is no such style, it has no list, or the extra is missing.
        InputUnreadable: the file of a style cannot be read.

    >>> from joinedup_refs.model.reference import Book
    >>> from joinedup_refs.model.name import Person
    >>> perri = Person(family="6", given="Perri")
    >>> list(cite([Book(title="Holistic Government", author=(perri,), publisher="Demos")]))
    ['[1] Perri 6. Holistic Government. Demos.']
    """
    records, printed = _taken(entries)
    said: tuple[str, ...] = ()
    if journals is not None:
        records, said = of_records(records, journals, known(journal_list))
        if journals == "full":
            records = without_short_forms(records)
    if style in _BY_BIBTEX:
        _refuse_options(str(style), locale=locale, keep_names_whole=keep_names_whole)
        from joinedup_refs.styles import not_set, unread  # noqa: PLC0415  (as the styles are)

        unprinted = {record.id: "" for record in records if "issued" in record.reference.other}
        dated = {record.id: "" for record in records if not not_set.promise_alone(record)}
        told = (
            *said,
            *unread.of_dates(records, unprinted),
            *unread.of_names(records),
            *not_set.of_promises(records, dated),
            *not_set.of_pages(records),
        )
        return _labelled(records, str(style), told)
    from joinedup_refs.styles import csl, csl_styles  # noqa: PLC0415  (lxml, when it is needed)

    chosen = csl_styles.named(style) if isinstance(style, str) else csl_styles.in_file(Path(style))
    if journals is None and chosen.shortens:
        records, said = with_short_forms(records, known(journal_list))
        # many a style asks for them in other places than articles, where it prints titles in full
        said = said if said and csl.prints_short_forms(chosen) else ()
    items, hanging, remarks = csl.cite(
        records, chosen, locale=locale, keep_names_whole=keep_names_whole, printed=printed
    )
    return Bibliography(
        items,
        style=chosen.name,
        hanging=hanging,
        remarks=(*remarks, *said),
        locale=locale or chosen.locale,
    )


def called(form: str) -> ListForm:
    """Tell a form by its name or by the ending of a file's name.

    Raises:
        ConfigInvalid: no form is called so.
    """
    found = _CALLED.get(form.strip().lower().lstrip("."))
    if found is None:
        what = (
            f"no form of a list is called {form!r}" if form else "the name tells no form of a list"
        )
        msg = f"{what}\nname one with --to: {', '.join(get_args(ListForm))}"
        raise ConfigInvalid(msg)
    return found


def _taken(
    entries: Iterable[Entry | Reference | Record] | Document | Outcome,
) -> tuple[tuple[Record, ...], Mapping[str, str]]:
    """Give the records, shortened pages in full, and how those of a text are printed."""
    document = entries.result if isinstance(entries, Outcome) else entries
    if isinstance(document, Document):
        printed = {entry.id: document.reading(entry) for entry in document.entries}
        return records_of(map(with_whole_pages, document.entries)), printed
    held = (with_whole_pages(e) if isinstance(e, Entry) else e for e in document)
    return records_of(held), {}


def _labelled(records: tuple[Record, ...], style: str, remarks: tuple[str, ...]) -> Bibliography:
    from joinedup_refs.styles import labelled  # noqa: PLC0415  (pybtex loads when it is needed)

    return Bibliography(
        _apart(labelled.cite(records, style)), style=style, hanging=False, remarks=remarks
    )


def _apart(lines: Iterable[str]) -> Iterator[Item]:
    for line in lines:
        label, _, text = line.partition("] ")
        yield Item(label[1:], f"{label}]", (Run(text),))


def _refuse_options(style: str, *, locale: str, keep_names_whole: bool) -> None:
    if not locale and not keep_names_whole:
        return
    asked = "a language" if locale else "whole names"
    msg = f"{style} is a style of BibTeX, which knows nothing of {asked}\nname a CSL style: apa"
    raise ConfigInvalid(msg)


def _div(anchor: str, classes: list[str], blocks: list[dict[str, Any]]) -> dict[str, Any]:
    return {"t": "Div", "c": [[anchor, classes, []], blocks]}
