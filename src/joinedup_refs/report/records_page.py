"""The records beside the references, as a table of the HTML report."""

from collections.abc import Iterable
from html import escape

from joinedup_refs.report import words
from joinedup_refs.report.page_parts import escaped
from joinedup_refs.report.records import Difference, Records, Row, Shown


def records_page(records: Records | None) -> str:
    """Give the table; empty where no source was asked."""
    if records is None:
        return ""
    rows = "\n".join(_row(row) for row in records.rows)
    return (
        f"<p>{escaped(counted(records))}</p>\n"
        '<table class="records">\n<thead><tr><th scope="col">Reference</th>'
        '<th scope="col">Result</th><th scope="col">Record</th></tr></thead>\n'
        f"<tbody>\n{rows}\n</tbody>\n</table>"
    )


def counted(records: Records) -> str:
    """Say against what a list was checked, and how that went."""
    told = ", ".join(f"{number} {verdict}" for verdict, number in records.counts)
    return f"Checked against {' and '.join(records.asked)}: {told or 'no reference'}."


def _row(row: Row) -> str:
    loud = ' class="loud"' if row.verdict == words.COULD_NOT else ""
    told = "".join(_record(shown) for shown in row.records)
    return (
        f'<tr><th scope="row">{escaped(row.name)}</th><td{loud}>{escaped(row.verdict)}</td>'
        f"<td>{told}</td></tr>"
    )


def _record(shown: Shown) -> str:
    label = escaped(shown.label)
    if shown.href:
        label = f'<a href="{escape(shown.href)}">{label}</a>'
    title = f" {escaped(shown.title)}" if shown.title else ""
    verdict = "" if shown.verdict == words.VERDICTS["accept"] else f"{escaped(shown.verdict)}: "
    reason = f'<p class="soft">{escaped(shown.reason)}</p>' if verdict and shown.reason else ""
    return (
        f'<p>{verdict}{label} <span class="tag">{escaped(shown.source)}</span>{title}</p>{reason}'
        + _differences(shown.differences)
    )


def _differences(differences: Iterable[Difference]) -> str:
    rows = "".join(
        f"<dt>{escaped(one.field)}</dt><dd>{_printed(one)}; in the record "
        f"“{escaped(one.recorded)}”</dd>"
        for one in differences
    )
    return f"<dl>{rows}</dl>" if rows else ""


def _printed(one: Difference) -> str:
    return f"printed “{escaped(one.printed)}”" if one.printed else "not printed"
