"""Several services asked from the command line, each on this machine, and what is said then.

Time is pretended, so that nothing waits.
"""

import json
import logging

import catalogue_records as records
import pytest
from catalogue_server import PAGE, Answer, CatalogueServer, overrun
from pretended_time import PretendedTime

from joinedup_refs.sources import addresses, opening
from joinedup_refs.sources.openalex import KEY

LINE = "Heron, B. (2011), Lakes without birds. Journal of Lakes, 4, 2, pp. 11–29."
COUNTS = (
    "Ahlgren, P. and Dole, C. (2019), Counts of Ardea on northern lakes: Raw data [Data set]. "
    "Lake Data Archive. https://doi.org/10.5555/heron-counts"
)
ALONE = records.EUROPEPMC["authorList"]["author"][:1]
FIRST = records.OPENALEX | {
    "authorships": records.OPENALEX["authorships"][:1],
    "abstract_inverted_index": {"Lakes": [0], "freeze": [1], "early.": [2]},
    "best_oa_location": {
        "landing_page_url": "https://example.org/lakes",
        "pdf_url": "https://example.org/lakes.pdf",
        "version": "acceptedVersion",
        "license": "cc-by",
    },
}
SECOND = records.EUROPEPMC | {
    "authorList": {"author": ALONE},
    "commentCorrectionList": None,
    "abstractText": "<h4>Aim</h4>Lakes freeze earlier.",
    "license": "cc by-nc",
    "fullTextUrlList": {
        "fullTextUrl": [
            {"availabilityCode": "S", "url": "https://example.org/pay"},
            {"availabilityCode": "OA", "url": "https://europepmc.org/articles/PMC3000001"},
        ]
    },
}
MAILTO = ("--mailto", "reader@example.org")


@pytest.fixture(autouse=True)
def time(monkeypatch):
    made = PretendedTime()
    monkeypatch.setattr(opening, "REAL", made.timing)
    monkeypatch.delenv(KEY, raising=False)
    return made


@pytest.fixture
def alex():
    with records.openalex(FIRST) as running:
        yield running


@pytest.fixture
def pmc():
    with records.europepmc(SECOND) as running:
        yield running


@pytest.fixture
def text(tmp_path):
    path = tmp_path / "list.txt"
    path.write_text(f"{LINE}\n", encoding="utf-8")
    return path


def both(alex, pmc):
    return ("--list-only", *asked("openalex", alex), *asked("europepmc", pmc), *MAILTO)


def asked(name, server):
    return "--source", f"{name}={server.url}"


def found(done):
    return {one["code"]: one for one in json.loads(done.stdout)["findings"]}


def test_services_that_contradict_each_other_are_both_named_and_settle_nothing(
    program, text, alex, pmc
):
    pmc.answers["/search"] = _results(SECOND | {"pageInfo": "11-31"})
    done = program("check", text, *both(alex, pmc), "--format", "json")
    conflict = found(done)["EVD005"]
    assert "the record W1001 in openalex has pages 11–29" in conflict["message"]
    assert "the record 21000001 in europepmc has pages 11–31" in conflict["message"]
    assert conflict["fixes"] == []
    assert done.returncode != 3
    mended = program("clean", text, *both(alex, pmc), "-o", "-", "--to", "csl-json")
    (item,) = json.loads(mended.stdout)
    assert item["page"] in {"11-29", "11–29"}


def test_a_printed_value_that_one_record_denies_and_another_has_stays(program, text, alex, pmc):
    text.write_text(LINE.replace("11–29", "11–31") + "\n", encoding="utf-8")
    pmc.answers["/search"] = _results(SECOND | {"pageInfo": "11-31"})
    mended = program("clean", text, *both(alex, pmc), "-o", "-", "--to", "csl-json")
    assert json.loads(mended.stdout)[0]["page"] in {"11-31", "11–31"}
    pmc.answers["/search"] = _results(SECOND)
    mended = program("clean", text, *both(alex, pmc), "--no-cache", "-o", "-", "--to", "csl-json")
    assert json.loads(mended.stdout)[0]["page"] in {"11-29", "11–29"}


def _results(*found_there):
    return {"hitCount": len(found_there), "resultList": {"result": list(found_there)}}


def test_several_witnesses_fill_one_field(program, text, alex, pmc):
    done = program("clean", text, *both(alex, pmc), "-o", "refs.json")
    (item,) = json.loads((text.parent / "refs.json").read_text(encoding="utf-8"))
    assert item["DOI"] == "10.5555/lakes"
    assert "abstract" not in item
    assert "license" not in item
    assert "URL" not in item
    assert done.returncode == 0


@pytest.mark.parametrize(
    "fault",
    [Answer(503), overrun(), overrun("3600"), Answer(body=PAGE), Answer(body=b"{"), Answer(403)],
    ids=["503", "429", "429 with retry-after", "a page", "garbage", "refused"],
)
def test_one_that_cannot_be_asked_is_neither_not_found_nor_contradicted(
    program, text, alex, pmc, fault
):
    pmc.always = fault
    done = program("check", text, *both(alex, pmc), "--format", "json")
    told = found(done)
    assert done.returncode == 3
    assert "EVD003" not in told
    assert "EVD005" not in told
    assert told["EVD001"]["message"]
    pretty = program("check", text, *both(alex, pmc))
    assert pretty.returncode == 3
    assert b"could not be checked" in pretty.stdout
    assert b"Europe PMC (at http://127.0.0.1:" in pretty.stdout
    pmc.always = None
    again = program("check", text, *both(alex, pmc), "--format", "json")
    assert again.returncode != 3
    assert "EVD004" not in found(again)


def test_nothing_found_is_no_failure(program, text):
    with records.openalex() as alex, records.europepmc() as pmc:
        done = program("check", text, *both(alex, pmc), "--format", "json")
    assert done.returncode == 0
    assert "EVD003" in found(done)
    assert "EVD004" not in found(done)


def test_what_was_answered_is_not_asked_again_and_offline_asks_nobody(program, text, alex, pmc):
    first = program("check", text, *both(alex, pmc))
    number = len(alex.asked) + len(pmc.asked)
    assert number == 2
    again = program("check", text, *both(alex, pmc), "--offline")
    assert (again.returncode, again.stdout) == (first.returncode, first.stdout)
    text.write_text(LINE.replace("without", "with") + "\n", encoding="utf-8")
    other = program("check", text, *both(alex, pmc), "--offline")
    assert other.returncode == 3
    assert b"nothing that OpenAlex has answered before is kept about it" in other.stdout
    assert len(alex.asked) + len(pmc.asked) == number


def test_a_plan_asks_nobody(program, text, alex, pmc):
    text.write_text(f"{LINE}\n{COUNTS}\n", encoding="utf-8")
    with records.datacite(records.DATACITE) as data:
        done = program("clean", text, *both(alex, pmc), *asked("datacite", data), "--dry-run")
        assert data.asked == []
    assert alex.asked == []
    lines = done.stdout.decode().splitlines()
    assert [line.partition(", ")[2].partition(":")[0] for line in lines] == [
        "openalex",
        "europepmc",
        "datacite",
    ]
    assert "1 search and 1 request for printed identifiers at 5 a second" in lines[0]
    assert "datacite: 1 request for printed identifiers at 3 a second" in lines[2]


def test_each_is_asked_at_its_own_pace_about_what_it_may_have(program, text, time, alex):
    text.write_text(f"{LINE}\n{COUNTS}\n", encoding="utf-8")
    with records.datacite(records.DATACITE) as data, records.arxiv() as preprints:
        done = program(
            "check",
            text,
            "--list-only",
            *asked("openalex", alex),
            *asked("datacite", data),
            *asked("arxiv", preprints),
            "--format",
            "json",
        )
        assert len(data.asked) == 1
        assert preprints.asked == []
    assert done.returncode != 3
    assert time.now < 3


def test_neither_key_nor_mail_address_is_shown_or_logged(
    program, text, alex, pmc, monkeypatch, caplog
):
    monkeypatch.setenv(KEY, "very-secret")
    caplog.set_level(logging.DEBUG)
    cache = text.parent / "kept"
    options = (*both(alex, pmc), "--cache", cache)
    shown = [program("check", text, *options)]
    assert alex.asked[0].parameters["api_key"] == "very-secret"
    assert "reader@example.org" in alex.asked[0].user_agent
    assert not any("api_key" in one.parameters for one in pmc.asked)
    alex.always = Answer(403, b'{"message": "no such key"}')
    text.write_text(LINE.replace("Lakes", "Ponds") + "\n", encoding="utf-8")
    shown.append(program("check", text, *options))
    alex.always = Answer(hang_up=True)
    shown.append(program("check", text, *options, "--report", "all.json"))
    shown.append(program("check", text, *options[:-4], "--mailto", "very-secret"))
    told = b"".join(done.stdout + done.stderr for done in shown).decode()
    told += caplog.text + cache.read_bytes().decode("latin-1")
    assert "no such key" in told
    assert "very-secret" not in told
    assert "reader@example.org" not in told


def test_what_is_added_on_request_goes_into_the_formats_that_hold_it(program, text, alex, pmc):
    pmc.answers["/search"] = _results(SECOND | {"license": "cc by"})
    add = ("--add", "abstract,licence,open-access")
    done = program("clean", text, *both(alex, pmc), *add, "-o", "refs.json")
    (item,) = json.loads((text.parent / "refs.json").read_text(encoding="utf-8"))
    assert item["abstract"] in {"Lakes freeze early.", "Aim\nLakes freeze earlier."}
    assert item["license"] == "CC BY"
    assert item["URL"] == "https://example.org/lakes.pdf"
    shown = " ".join(done.stdout.decode().split())
    assert "address: https://example.org/lakes.pdf (in records only)" in shown
    assert "the record W1001 in openalex says so, the accepted manuscript" in shown
    written = {}
    for name in ("refs.bib", "refs.ris"):
        program("clean", text, *both(alex, pmc), *add, "-o", name)
        written[name] = (text.parent / name).read_text(encoding="utf-8")
    assert "abstract = {" in written["refs.bib"]
    assert "copyright = {CC BY}" in written["refs.bib"]
    assert "url = {https://example.org/lakes.pdf}" in written["refs.bib"]
    assert "\nAB  - " in written["refs.ris"]
    assert "\nUR  - https://example.org/lakes.pdf" in written["refs.ris"]
    assert "license: CC BY" in written["refs.ris"]
    back = program("convert", "refs.bib", "-o", "back.json")
    assert back.returncode == 0
    (again,) = json.loads((text.parent / "back.json").read_text(encoding="utf-8"))
    assert (again["license"], again["abstract"]) == ("CC BY", item["abstract"])
    program("clean", text, *both(alex, pmc), *add, "-o", "list.out.txt")
    assert (text.parent / "list.out.txt").read_text(encoding="utf-8").strip() == LINE


def test_licences_that_contradict_each_other_are_told_and_not_filled_in(program, text, alex, pmc):
    done = program("clean", text, *both(alex, pmc), "--add", "licence", "-o", "refs.json")
    (item,) = json.loads((text.parent / "refs.json").read_text(encoding="utf-8"))
    assert "license" not in item
    assert "abstract" not in item
    told = " ".join(done.stdout.decode().split())
    assert "Licence to be had" in told
    assert "record W1001 in openalex has CC BY" in told
    assert "record 21000001 in europepmc has CC BY-NC" in told


def test_crossref_is_asked_for_more_where_more_is_wanted(program, text):
    work = {
        "DOI": "10.5555/lakes",
        "type": "journal-article",
        "title": ["Lakes without birds"],
        "author": [{"given": "Bea", "family": "Heron"}],
        "container-title": ["Journal of Lakes"],
        "volume": "4",
        "issue": "2",
        "page": "11-29",
        "issued": {"date-parts": [[2011]]},
        "abstract": "<jats:title>Abstract</jats:title><jats:p>Lakes freeze.</jats:p>",
        "license": [
            {
                "URL": "http://creativecommons.org/licenses/by/4.0/",
                "content-version": "vor",
                "start": {"date-time": "2011-01-01T00:00:00Z"},
            }
        ],
    }
    told = {"status": "ok", "message": {"items": [work], "total-results": 1}}
    with CatalogueServer({"/works": told}) as server:
        named = ("--list-only", "--source", server.url, "-o", "refs.json")
        program("clean", text, *named)
        program("clean", text, *named, "--add", "abstract,license")
        assert len(server.asked) == 2
    (item,) = json.loads((text.parent / "refs.json").read_text(encoding="utf-8"))
    assert (item["abstract"], item["license"]) == ("Lakes freeze.", "CC BY 4.0")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--add", "covers", "--source", "openalex"), "there is abstract, licence, open-access"),
        (("--add", "abstract"), "so it needs --source"),
        (("--source", "openalex=ftp://x"), "there is no source and no record file"),
        (("--source", "opanalex"), "did you mean openalex?"),
    ],
)
def test_what_makes_no_sense_is_refused(program, text, options, said):
    done = program("clean", text, *options)
    assert done.returncode == 2
    assert said in done.stderr.decode()


@pytest.fixture
def pages(monkeypatch):
    monkeypatch.setattr(addresses, "_is_public", lambda _: True)
    monkeypatch.setattr(addresses, "REAL", PretendedTime().timing)
    with CatalogueServer({"/there": "text"}) as running:
        yield running


def test_addresses_are_asked_for_only_where_that_is_wanted(program, text, pages):
    text.write_text(
        "".join(
            f"{name}, B. (2001), {name}s of the lakes, {pages.url}{path} (accessed 3 May 2011).\n"
            for name, path in (("Adams", "/there"), ("Brown", "/gone"), ("Clark", "/there"))
        ),
        encoding="utf-8",
    )
    program("check", text, "--list-only")
    planned = program("check", text, "--list-only", "--check-urls", "--dry-run")
    assert pages.asked == []
    assert b"web addresses: 2 requests for printed addresses" in planned.stdout
    done = program("check", text, "--list-only", "--check-urls", "--format", "json")
    assert sorted(one.path for one in pages.asked) == ["/gone", "/there"]
    dead = found(done)["IDN806"]
    assert dead["message"] == f"The address {pages.url}/gone leads nowhere (404)."
    assert dead["references"] == ["r2"]
    assert "EVD003" not in found(done)
    assert done.returncode == 1
    pages.always = Answer(503)
    down = program("check", text, "--list-only", "--check-urls", "--format", "json")
    assert down.returncode == 3
    assert "IDN806" not in found(down)
    assert "could not be checked: it reports a fault of its own" in found(down)["EVD004"]["message"]
    offline = program("check", text, "--list-only", "--check-urls", "--offline")
    assert offline.returncode == 3
