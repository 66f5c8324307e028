"""The report as one page that can be read, printed and sent on: no script, nothing fetched."""

import re
from collections.abc import Iterable
from html import escape
from typing import NamedTuple

from joinedup_refs.model.document import Outcome
from joinedup_refs.model.entry import Entry
from joinedup_refs.report import words
from joinedup_refs.report.briefly import clip, marked_changes, plain
from joinedup_refs.report.page_parts import doi_link, safe_link
from joinedup_refs.report.page_parts import escaped as _e
from joinedup_refs.report.page_style import CSS
from joinedup_refs.report.phrases import because, citations, shape
from joinedup_refs.report.records import Records
from joinedup_refs.report.records_page import counted, records_page
from joinedup_refs.report.story import Amended, Mended, Noted, Open, Option, Story
from joinedup_refs.report.telling import tell
from joinedup_refs.version import __version__

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
"""Whatever a reference holds, the page loads and runs nothing."""
_RESOLVER = r"(?:https?://(?:dx\.)?doi\.org/|doi:\s?)?"


def as_html(outcome: Outcome, name: str) -> str:
    """Give the report as a self-contained HTML page; links lead only to http, https and DOIs."""
    story = tell(outcome)
    sections = {
        "decide": ("For you to decide", _decisions(story.open)),
        "mended": ("What was mended", _mendings(story.mended)),
        "text": ("Change in your text", _amendments(story.amended)),
        "records": ("Checked against records", records_page(story.records)),
        "list": ("The list, mended", _list(outcome, story)),
        "look": ("Worth a look", _notes(story.noted)),
        "aside": ("Left aside", _aside(story.aside)),
    }
    held = {key: it for key, it in sections.items() if it[1]}
    title = f"References of {_e(clip(name, 90))}"
    links = " ".join(f'<a href="#{key}">{_e(head)}</a>' for key, (head, _) in held.items())
    body = "\n".join(
        f'<section aria-labelledby="{key}">\n<h2 id="{key}">{_e(head)}</h2>\n{inner}\n</section>'
        for key, (head, inner) in held.items()
    )
    navigation = f'<nav aria-label="Sections">{links}</nav>' if len(held) > 1 else ""
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="{_POLICY}">
<meta name="referrer" content="no-referrer">
<title>{title}</title>
<style>
{CSS}</style>
</head>
<body>
<header>
<h1>{title}</h1>
{_verdict(story)}
{navigation}
</header>
<main>
{body}
</main>
<footer>Made by joinedup-refs {_e(__version__)}. “joinedup-refs rule NAME” explains each finding
by the name that stands with it.</footer>
</body>
</html>
"""


def _verdict(story: Story) -> str:
    count = story.count
    if not count.references:
        return (
            '<p class="lead">No reference list was found.</p>\n'
            "<p>If it stands under an unusual heading, give it with <code>--heading</code>; "
            "if the whole text is a list, say <code>--list-only</code>.</p>"
        )
    waiting = len(story.open)
    parts = [
        words.count(len(story.mended), "change in your list", "changes in your list"),
        words.count(len(story.amended), "change in your text", "changes in your text"),
        f"{words.count(waiting, 'matter')} for you to decide",
    ]
    if story.noted:
        parts.append(f"{len(story.noted)} worth a look")
    said = [
        *(
            f'<p class="loud" role="note"><strong>{_e(one.headline.upper())}</strong>: '
            f"{_e(one.name)}, line {one.line}. {_e(one.message)}</p>"
            for one in story.warnings
        ),
        f'<p class="lead">{_e(words.sentence(shape(count)))}.</p>',
        f"<p>{_e(words.listed(parts))}.</p>",
        f"<p>{_e(citations(count, 'below'))}</p>",
    ]
    if story.refused:
        said.append(f"<p>Kept as they are, as you decided: {story.refused}.</p>")
    if story.suppressed:
        said.append(f"<p>Suppressed, each where it is written: {story.suppressed}.</p>")
    if story.records is None:
        said.append(
            '<p class="loud" role="note"><strong>NOT CHECKED</strong> against any record. What is '
            "not named here was not found faulty by itself, which does not mean that it is "
            "right.</p>"
        )
    else:
        said += _checked(story.records)
    return "\n".join(said)


def _checked(records: Records) -> list[str]:
    """Say how looking for records went, what could not be looked for by itself."""
    said = [f"<p>{_e(counted(records))}</p>"]
    missed = records.named(words.COULD_NOT)
    if missed:
        failures = " ".join(records.failures)
        said.append(
            f'<p class="loud" role="note"><strong>{_e(words.COULD_NOT.upper())}</strong>: '
            f"{_e(', '.join(missed))}. {_e(failures)}</p>"
        )
    return said


def _decisions(things: Iterable[Open]) -> str:
    return "\n".join(_decision(one) for one in things)


def _decision(one: Open) -> str:
    where = words.lines(one.lines)
    rows = [("In the text", _e(one.text))] if one.text else []
    rows += [("In the list", _e(reading)) for reading in one.listed]
    rows += [
        (f"Line {line}", f"<del>{_e(old)}</del> → <ins>{_e(new)}</ins>")
        for line, old, new in one.places
    ]
    for number, option in enumerate(one.options):
        label = "Possible" if len(one.options) == 1 else ("Either" if number == 0 else "Or")
        rows.append((label, _way(option)))
    if one.reasons:
        rows.append(("Why", _e(words.sentence(because(one.reasons)))))
    if one.consequences:
        rows.append(("With it", _e(", ".join(one.consequences))))
    message = f"<p>{_e(one.message)}</p>\n" if one.message else ""
    return (
        f"<article>\n<h3>{one.number}. {_e(words.sentence(one.headline))}, {_e(where)}"
        f"{_tag(one.rule)}</h3>\n{message}{_rows(rows)}\n</article>"
    )


def _way(option: Option) -> str:
    changes = "; ".join(
        f"<del>{_e(old)}</del> → <ins>{_e(new) or 'nothing'}</ins>" if old else _e(new)
        for old, new in option.changes
    )
    told = f"{_e(option.title)}: {changes}" if changes else _e(option.title)
    return f'{told} <span class="tag">{_e(option.support)}</span>'


def _rows(rows: Iterable[tuple[str, str]]) -> str:
    inner = "\n".join(f"<dt>{_e(label)}</dt><dd>{html}</dd>" for label, html in rows)
    return f"<dl>\n{inner}\n</dl>"


def _tag(rule: str) -> str:
    return f' <span class="tag">{_e(rule)}</span>' if words.sayable(rule) else ""


def _mendings(things: Iterable[Mended]) -> str:
    return "\n".join(_mending(one) for one in things)


def _mending(one: Mended) -> str:
    head = f"Line {one.line}: {one.headline}"
    if one.alike:
        entries = words.count(len(one.alike), "entry", "entries")
        head = f"{words.sentence(one.headline)}, in {entries}"
    parts = [f'<h3>{_e(head)} <span class="tag">{_e(one.support)}</span></h3>']
    if one.alike:
        first = ". The first of them:" if one.before != one.after else ""
        parts.append(f"<p>{_e(', '.join(one.alike))}{first}</p>")
    before, after = marked_changes(one.before, one.after)
    if one.before != one.after:
        parts += [_reading(text, "before", "del", "Before: ") for text in before]
        parts += [_reading(text, "after", "ins", "After: ") for text in after]
    elif not one.alike:
        parts += [f'<p class="reading">{_e(reading)}</p>' for reading in one.before]
    parts += [f"<p><ins>{_e(value)}</ins></p>" for value in one.values]
    if one.reasons:
        parts.append(f'<p class="soft">{_e(words.sentence(because(one.reasons)))}</p>')
    parts += [f"<p><strong>Still open:</strong> {_e(said)}</p>" for said in one.remains]
    return "<article>\n" + "\n".join(parts) + "\n</article>"


def _reading(text: list[tuple[str, bool]], kind: str, mark: str, label: str) -> str:
    out: list[str] = []
    inside = False
    for word, changed in text:
        gap = " " if out else ""
        if changed and not inside:
            out.append(f"{gap}<{mark}>{_e(word)}")
        elif inside and not changed:
            out.append(f"</{mark}>{gap}{_e(word)}")
        else:
            out.append(f"{gap}{_e(word)}")
        inside = changed
    if inside:
        out.append(f"</{mark}>")
    return f'<p class="reading {kind}"><span class="hidden">{label}</span>{"".join(out)}</p>'


def _amendments(things: Iterable[Amended]) -> str:
    return "\n".join(
        f"<article>\n<h3>Line {one.line}</h3>\n<p>{_e(one.before)} <del>{_e(one.old)}</del> "
        f"<ins>{_e(one.new)}</ins> {_e(one.after)}</p>"
        + (f'\n<p class="soft">{_e(words.sentence(because(one.reasons)))}</p>' * bool(one.reasons))
        + "\n</article>"
        for one in things
    )


class _Link(NamedTuple):
    """An address, how it is called, and how it is printed in an entry."""

    said: str
    href: str
    printed: re.Pattern[str]


def _list(outcome: Outcome, story: Story) -> str:
    changed = {reading for one in story.mended for reading in one.after if one.before != one.after}
    rows: list[str] = []
    for entry in outcome.result.entries:
        reading = plain(outcome.result.reading(entry))
        mark = ' class="mended"' if reading in changed else ""
        rows.append(f"<li{mark}>{_linked(reading, _links(entry))}</li>")
    return "\n".join(('<ol class="list">', *rows, "</ol>")) if rows else ""


def _linked(reading: str, links: Iterable[_Link]) -> str:
    """Give an entry, plain, with its links: where they are printed, and the others behind it."""
    within: list[tuple[int, int, str]] = []
    behind = ""
    for link in links:
        met = link.printed.search(reading)
        if met and not any(s < met.end() and met.start() < e for s, e, _ in within):
            within.append((*met.span(), link.href))
        elif met is None:
            behind += f' <a href="{escape(link.href)}">{_e(link.said)}</a>'
    parts: list[str] = []
    at = 0
    for start, end, href in sorted(within):
        said = escape(reading[start:end])
        parts += [escape(reading[at:start]), f'<a href="{escape(href)}">{said}</a>']
        at = end
    return f"{''.join(parts)}{escape(reading[at:])}{behind}"


def _links(entry: Entry) -> Iterable[_Link]:
    reference = entry.reference
    doi = plain(reference.doi)
    if doi_link(doi):
        printed = re.compile(rf"{_RESOLVER}{re.escape(doi)}", re.IGNORECASE)
        yield _Link(f"doi:{doi}", doi_link(doi), printed)
    url = plain(reference.url)
    if url and not url.endswith(doi or "\n") and safe_link(url):
        yield _Link(clip(url, 60), url, re.compile(re.escape(url)))


def _notes(things: Iterable[Noted]) -> str:
    return "\n".join(_note(one) for one in things)


def _note(one: Noted) -> str:
    told = ", ".join(one.names)
    parts = [f"<p>{_e(told)}</p>"]
    remarks = [one.remark] if one.remark else list(one.messages)
    if len(remarks) == 1:
        parts.append(f'<p class="soft">{_e(remarks[0])}</p>')
    elif remarks:
        rows = "".join(f"<li>{_e(remark)}</li>" for remark in remarks)
        parts.append(f'<ul class="soft">{rows}</ul>')
    if one.consequences:
        parts.append(f'<p class="soft">With it: {_e(", ".join(one.consequences))}</p>')
    head = f"{one.number}. {words.sentence(one.headline)}"
    kind = f'<span class="tag">{_e(words.SEVERITIES[one.severity])}</span>'
    return (
        f"<article>\n<h3>{_e(head)} {kind}{_tag(one.rule)}</h3>\n"
        + "\n".join(parts)
        + "\n</article>"
    )


def _aside(things: Iterable[str]) -> str:
    rows = "".join(f"<li>{_e(words.sentence(thing))}</li>\n" for thing in things)
    return f"<ul>\n{rows}</ul>" if rows else ""
