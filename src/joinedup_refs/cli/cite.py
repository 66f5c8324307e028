"""`joinedup-refs cite`: references as a formatted list."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from joinedup_refs.cli import options
from joinedup_refs.cli.journals import document_with_journals, refuse_list_alone
from joinedup_refs.cli.terminal import give, say, taken
from joinedup_refs.errors import ConfigInvalid
from joinedup_refs.saving import same_file, save

if TYPE_CHECKING:
    from collections.abc import Iterator

    from joinedup_refs.convert import Loaded
    from joinedup_refs.model.document import Document

_STREAM = Path("-")
_OWN = "own"
_OWN_FORMS = ("txt", "md", "html")
_SHOWN = 40  # styles that a search shows
_GAPS = 5  # lines of a file that are named as not read


def cite(  # noqa: PLR0913  (a command has as many parameters as options)
    file: Annotated[
        Path | None,
        typer.Argument(metavar="FILE", help="A record file or a text; - for standard input."),
    ] = None,
    *,
    style: Annotated[
        str,
        typer.Option(
            "--style",
            metavar="STYLE",
            help="own (as the text itself has it, mended), plain, alpha, unsrt, or any CSL style: "
            "apa, ieee…, or the file of one.",
        ),
    ] = "",
    locale: Annotated[
        str,
        typer.Option("--locale", metavar="LANGUAGE", help="de-DE, fr-FR…; the style's own unless."),
    ] = "",
    keep_names_whole: Annotated[
        bool,
        typer.Option("--keep-names-whole", help="Print “Perri 6”, where styles print “6, P.”."),
    ] = False,
    journals: options.JournalTitles = None,
    journal_list: options.JournalList = None,
    from_: Annotated[
        str, typer.Option("--from", metavar="FORMAT", help="What FILE is: bibtex, ris… or text.")
    ] = "",
    output: Annotated[
        Path,
        typer.Option(
            "--output",
            "-o",
            metavar="OUT",
            help="Where to: .docx, .html, .md, .tex or .txt; - for standard output.",
        ),
    ] = _STREAM,
    to: Annotated[
        str, typer.Option("--to", metavar="FORM", help="txt, md, html, tex or docx.")
    ] = "",
    styles: Annotated[
        str | None,
        typer.Option("--styles", metavar="WORDS", help="Only search for styles by their titles."),
    ] = None,
) -> None:
    """Print references as a list in a style.

    Of a text that is the list in its own style, mended, unless another style is named.

    Examples:

      joinedup-refs cite refs.bib --style apa -o references.docx

      joinedup-refs cite refs.ris --style harvard --locale en-GB

      joinedup-refs cite article.txt --style unsrt -o references.txt

      joinedup-refs cite --styles "public health"
    """  # noqa: D412  (this is the help of the command, not of a function)
    from joinedup_refs.bibliography import called
    from joinedup_refs.bibliography import cite as in_style
    from joinedup_refs.convert import load

    if styles is not None:
        _show_styles(styles)
        return
    if file is None:
        msg = "name a FILE of references, or search for a style: --styles WORDS"
        raise ConfigInvalid(msg)
    if _STREAM not in {file, output} and same_file(file, output):
        msg = f"{output} is the input, which is not overwritten\ngive the output another name"
        raise ConfigInvalid(msg)
    form = called(to or ("txt" if output == _STREAM else output.suffix))
    if form == "docx" and output == _STREAM and sys.stdout.isatty():
        msg = "a Word document is nothing for a terminal\nname a file: -o references.docx"
        raise ConfigInvalid(msg)
    document = _cleaned(file) if _is_text(file, from_) else None
    refuse_list_alone(journals, journal_list)
    remarks: tuple[str, ...] = ()
    if style == _OWN or (document is not None and not style):
        if document is not None:
            document, remarks = document_with_journals(document, journals, journal_list)
        content = _own_style(file, document, form)
    else:
        loaded = None if document else load(_data(file), from_)
        listed = in_style(
            loaded.records if loaded else document or (),
            _file_or_name(style),
            locale=locale,
            keep_names_whole=keep_names_whole,
            journals=journals.value if journals else None,
            journal_list=journal_list,
        )
        content = listed.content(form)
        remarks = (*_unread(file, loaded), *listed.remarks)
    if document is not None and not document.entries:
        empty = not document.text.printed.strip()
        why = "the text is empty" if empty else "no reference list was found"
        remarks = (f"{file}: {why}", *remarks)
    if output == _STREAM:
        give(content)
    else:
        say(save(output, content))
    for remark in remarks:
        say(remark, err=True)


def _unread(file: Path, loaded: "Loaded | None") -> "Iterator[str]":
    """Tell what of a record file could not be read, and so is not in the list."""
    gaps = loaded.gaps if loaded else ()
    yield from (f"{file}, line {gap.line}: {gap.message}" for gap in gaps[:_GAPS])
    if len(gaps) > _GAPS:
        yield f"and {len(gaps) - _GAPS} more such lines in {file}"


def _file_or_name(style: str) -> Path | str:
    """Tell a file with a style from the name of one."""
    return Path(style) if style.endswith(".csl") and Path(style).exists() else style or "plain"


def _own_style(file: Path, document: "Document | None", form: str) -> bytes:
    from joinedup_refs.forms import OwnStyle, form_of

    if document is None:
        msg = f"{file} holds records, which have no style of their own\nname one: --style plain"
        raise ConfigInvalid(msg)
    found = form_of(Path(), form) if form in _OWN_FORMS else None
    if not isinstance(found, OwnStyle):
        msg = f"a list in its own style is txt, md or html, not {form}\nname another --style"
        raise ConfigInvalid(msg)
    return found.content(document)


def _is_text(file: Path, from_: str) -> bool:
    """Whether a file is a text with a list in it; its name tells, and for input `--from`."""
    from joinedup_refs.formats import all_formats

    if from_:
        return from_.lower() in {"text", "txt", "html"}
    return file.suffix.lower() not in {s for f in all_formats() for s in f.suffixes}


def _cleaned(file: Path) -> "Document":
    from joinedup_refs.clean import clean

    return clean(_data(file)).result


def _data(file: Path) -> bytes | Path:
    return taken() if file == _STREAM else file


def _show_styles(words: str) -> None:
    """Show the styles whose titles have the words, one a line, and what each looks like."""
    from joinedup_refs.styles.csl_styles import search

    number = 0
    for number, found in enumerate(search(words), 1):
        if number <= _SHOWN:
            like = f", as {found.parent}" if found.parent else ""
            say(f"{found.name}: {found.title}{like}")
    if number > _SHOWN:
        say(f"and {number - _SHOWN} more; add a word", err=True)
    if not number:
        msg = f"no style has {words!r} in its name or title\ntry fewer words, or a part of one"
        raise ConfigInvalid(msg)
