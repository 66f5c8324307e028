"""Records that a service was fed by someone who means harm: they stay what they are, text."""

import json
import re

import pytest
from crossref_server import work
from lxml import html as lxml_html
from rich.console import Console

import joinedup_refs as jr
from joinedup_refs.report.as_html import as_html
from joinedup_refs.report.as_json import report
from joinedup_refs.report.concise import concise
from joinedup_refs.report.github import github
from joinedup_refs.report.pretty import pretty
from joinedup_refs.report.sarif import sarif
from joinedup_refs.sources.crossref_work import candidate
from joinedup_refs.sources.memory import Memory

LINE = "Heron, A. (2001), Herons of the northern lakes. Nature, 1, pp. 2–3."
DOI = " https://doi.org/10.5555/herons"
TITLE = "Herons of the northern lakes"
GOOD = {
    "author": [{"family": "Heron", "given": "Ada"}],
    "issued": {"date-parts": [[2001]]},
    "volume": "1",
    "page": "2-3",
    "publisher": "Lakes",
    "container-title": ["Nature"],
}
EVIL = (
    "</script><script>alert(1)</script><img src=x onerror=alert(1)> {\\input{/etc/passwd}} }\n"
    "@article{evil, title={x}}\nER  - \nTY  - JOUR\n [bold red]x[/] \x1b[31m\u202e \\write18{rm}"
    "\n::error::x%0A<![CDATA[ ]]> javascript:alert(1)"
)
LINK = "javascript:alert(document.cookie)"
RECORDS = {
    "words everywhere": work(
        "10.5555/herons",
        TITLE,
        **GOOD
        | {
            "issue": EVIL,
            "publisher": EVIL,
            "container-title": ["Nature", EVIL],
            "author": [{"family": "Heron", "given": EVIL, "suffix": EVIL}],
            "ISSN": [EVIL],
            "URL": LINK,
            "resource": {"primary": {"URL": LINK}},
        },
    ),
    "title": work("10.5555/herons", f"{TITLE}: {EVIL}", **GOOD),
    "issue": work("10.5555/herons", TITLE, **GOOD, issue=f"3{EVIL}"),
    "page": work("10.5555/herons", TITLE, **GOOD | {"page": EVIL}),
    "doi": work(f"10.5555/herons{EVIL}", TITLE, **GOOD),
    "doi of a script": work(f'{LINK}//"><script>alert(1)</script>', TITLE, **GOOD),
    "doi of braces": work("10.5555/herons}{\\x,note={y", TITLE, **GOOD),
    "10,000 authors": work(
        "10.5555/herons",
        TITLE,
        **GOOD | {"author": [{"family": f"Heron{n}", "given": "Ada"} for n in range(10_000)]},
    ),
    "year 0": work("10.5555/herons", TITLE, **GOOD | {"issued": {"date-parts": [[0]]}}),
    "year 99999": work("10.5555/herons", TITLE, **GOOD | {"issued": {"date-parts": [[99999, 99]]}}),
    "lone surrogates": work(
        "10.5555/herons", "Herons \ud800of the northern\udfff lakes", **GOOD, issue="\ud8003"
    ),
    "1 MB": work("10.5555/herons", f"{TITLE} {'x' * 1_000_000}", **GOOD),
    "1 MB of markup": work("10.5555/herons", "<i>" * 350_000, **GOOD),
    "1 MB of entities": work("10.5555/herons", "&amp;" * 200_000, **GOOD),
    "1 MB issue": work("10.5555/herons", TITLE, **GOOD, issue="3" * 1_000_000),
    "nulls": dict.fromkeys(GOOD) | {"DOI": "10.5555/herons", "type": None, "title": None},
    "lists of nulls": {"DOI": "10.5555/herons", "title": [None]} | {key: [None] for key in GOOD},
    "other types": {"DOI": "10.5555/herons", "title": 7.5, "type": 7}
    | {key: {"a": [1]} for key in GOOD},
    "no numbers": work(
        "10.5555/herons", TITLE, **GOOD | {"issue": float("nan"), "volume": float("inf")}
    ),
    "a notice": work(
        "10.5555/herons",
        TITLE,
        **GOOD,
        **{"updated-by": [{"DOI": f'{LINK}"><script>', "type": "retraction", "label": EVIL}]},
    ),
    "1,000 aliases": work(
        "10.5555/herons",
        TITLE,
        **GOOD,
        relation={"is-same-as": [{"id-type": "doi", "id": f"{EVIL}{n}"} for n in range(1000)]},
    ),
}


@pytest.fixture(scope="module", params=RECORDS)
def cleaned(request):
    source = Memory("lakes", [candidate(RECORDS[request.param])])
    text = f"{LINE}\n{LINE}{DOI}\n"
    policy = jr.Policy(level="unsafe")  # even what is a mere guess is written
    return jr.clean(text, layout=jr.Layout(list_only=True), policy=policy, sources=[source])


def sound(text):
    text.encode("utf-8")  # no half of a character
    assert not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e]", text)
    return text


def test_the_references_stay_two(cleaned):
    assert len(cleaned.references) == 2
    assert {one.title for one in cleaned.references} == {TITLE}
    assert cleaned.evidence.unreachable == ()


@pytest.mark.parametrize("form", ["bibtex", "biblatex"])
def test_bibtex_has_two_entries_that_are_read_again(cleaned, form):
    written = sound(cleaned.to(form))
    assert len(re.findall(r"^@", written, re.MULTILINE)) == 2
    assert not re.search(r"(?<!\\)\\(?:input|write18)\b", written)
    again = json.loads(jr.convert(written, form, "csl-json"))
    assert [item["title"] for item in again] == [TITLE, TITLE]


def test_ris_has_two_records_that_are_read_again(cleaned):
    written = sound(cleaned.to("ris"))
    assert len(re.findall(r"^TY  - ", written, re.MULTILINE)) == 2
    assert len(re.findall(r"^ER  -", written, re.MULTILINE)) == 2
    again = json.loads(jr.convert(written, "ris", "csl-json"))
    assert [item["title"] for item in again] == [TITLE, TITLE]


def test_csl_json_holds_two_items(cleaned):
    assert [item["title"] for item in json.loads(sound(cleaned.to("csl-json")))] == [TITLE, TITLE]


@pytest.mark.parametrize("form", ["txt", "md", "zotero-rdf"])
def test_other_forms_are_written(cleaned, form):
    assert sound(cleaned.to(form)).count("northern lakes") >= 2


def harmless(page):
    tree = lxml_html.document_fromstring(page)
    assert [one.text for one in tree.iter("script") if "alert" in (one.text or "")] == []
    for element in tree.iter():
        if not isinstance(element.tag, str):
            continue
        assert not [name for name in element.attrib if name.startswith("on")]
        assert element.tag not in {"img", "iframe", "object"}
        for name in ("href", "src", "action"):
            address = element.get(name, "").strip().casefold()
            assert not address or address.startswith(("http://", "https://", "#", "mailto:"))


def test_the_list_as_a_page_and_the_report_as_one_are_harmless(cleaned):
    harmless(sound(cleaned.to("html")))
    page = sound(as_html(cleaned, "lakes.txt"))
    harmless(page)
    assert len(page) < 300_000  # long values are cut


def test_reports_for_programs_hold_together(cleaned):
    held = json.loads(
        report(cleaned, "lakes.txt", encoding="utf-8", parser_model="x").model_dump_json()
    )
    assert len(held["references"]) == 2
    json.loads(sarif([("lakes.txt", cleaned)], {}))
    for line in concise(cleaned, "lakes.txt").splitlines():
        assert line.startswith("lakes.txt") or line[:1].isdigit() or not line.strip()
    for line in github(cleaned, "lakes.txt").splitlines():
        assert line.startswith("::")
        assert not line.startswith("::error::x")


def test_the_report_at_the_terminal_shows_signs_as_signs(cleaned):
    console = Console(width=100, markup=False, emoji=False, highlight=False, no_color=True)
    with console.capture() as shown:
        console.print(pretty(cleaned, "lakes.txt", width=100), soft_wrap=True)
    told = sound(shown.get())
    assert len(told) < 40_000
    assert "\x1b" not in told
