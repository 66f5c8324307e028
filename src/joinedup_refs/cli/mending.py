"""A text written back with its list and citations mended, and nothing else changed."""

import codecs
from pathlib import Path

from joinedup_refs.cli.inputs import MENDED
from joinedup_refs.cli.job import Job
from joinedup_refs.errors import InputUnreadable

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def mended_name(path: Path) -> Path:
    """Give the name of the mended copy.

    >>> mended_name(Path("text/article.md")).name, mended_name(Path("article")).name
    ('article.mended.md', 'article.mended')
    """
    return path.with_name(f"{path.stem}{MENDED}{path.suffix}")


def refuse_other_carriers(job: Job) -> None:
    """Say that only plain text, and a .bib file, can be written back.

    Raises:
        InputUnreadable: the input is a web page, another library file, or the like.
    """
    form = job.outcome.text.form
    if form and _fills(form):
        return
    if form:
        msg = (
            f"{job.name} is no .bib file, so it is not mended itself but written anew\n"
            f"name another file: -o mended{job.path.suffix}"
        )
        raise InputUnreadable(msg)
    if job.given.carrier not in {"text", "markdown"}:
        msg = (
            f"{job.name} is not plain text or Markdown, so it is not mended itself\n"
            "write its list to a file of its own: -o references.html (or .txt, .md)"
        )
        raise InputUnreadable(msg)


def _fills(form: str) -> bool:
    """Whether what mending adds can be put into a library file as it stands."""
    from joinedup_refs.formats import find

    return find(form).fill is not None


def mended_bytes(job: Job) -> bytes:
    """Give the mended text in the encoding, with the byte order mark, that the input has.

    Raises:
        InputUnreadable: the encoding lacks a character that mending puts in, or does not give the
            input back byte for byte.
    """
    from joinedup_refs.report.diff import mended_text

    if job.outcome.result.written is not None:
        from joinedup_refs.read.library import encode

        return encode(job.outcome.result.written)
    old = job.path.read_bytes()
    encoding = job.given.encoding or "utf-8"
    mark = b""
    for sign, marked in _MARKS:
        if old.startswith(sign) and marked.startswith(encoding.removesuffix("-sig")):
            mark, encoding = sign, marked
            break
    mended = mended_text(job.outcome)
    try:
        content = mark + mended.encode(encoding)
        same = mark + job.given.text.printed.encode(encoding) == old
    except UnicodeEncodeError as error:
        msg = (
            f"{job.given.encoding} cannot hold {error.object[error.start]!r}, "
            "which mending puts in\n"
            f"save {job.name} as UTF-8 first"
        )
        raise InputUnreadable(msg) from None
    if not same:
        msg = (
            f"{job.name} cannot be written back in {job.given.encoding} byte for byte\n"
            "save it as UTF-8 first"
        )
        raise InputUnreadable(msg)
    return content
