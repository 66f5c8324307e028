"""arXiv: preprints by identifier or title; its XML is read with everything risky off."""

import catalogue_records as records
import pytest
from catalogue_server import Answer
from pretended_time import PretendedTime

import joinedup_refs as jr
from joinedup_refs.errors import SourceUnavailable
from joinedup_refs.sources.arxiv import candidate, read_feed
from joinedup_refs.sources.source import Query

SEARCH = Query(
    text="Heron, B. (2020), Sparse herons in dense lakes & ponds. arXiv.",
    title="Sparse herons in dense lakes & ponds",
    authors=("Heron",),
    kind="article",
)


def asker(server):
    return jr.ArXiv(base_url=server.url, timing=PretendedTime().timing)


def test_an_entry_is_a_preprint_with_its_article():
    (entry,) = read_feed(records.feed([records.ARXIV]).encode())
    found = candidate(entry, retrieved="2026-11-28")
    assert (found.origin.source, found.origin.id) == ("arxiv", "2001.12345")
    assert found.item == {
        "type": "article",
        "genre": "preprint",
        "DOI": "10.48550/arxiv.2001.12345",
        "title": "Sparse herons in dense lakes & ponds",
        "author": [
            {"family": "Heron", "given": "Bea"},
            {"family": "Dole", "given": "Carl D."},
        ],
        "issued": {"date-parts": [[2020, 1, 29]]},
        "publisher": "arXiv",
        "number": "arXiv:2001.12345",
        "URL": "https://arxiv.org/abs/2001.12345",
    }
    assert found.years == (2020, 2021)
    assert found.related == (("is-preprint-of", "10.5555/sparse"),)
    assert found.updates == ()


@pytest.mark.parametrize(
    ("comment", "kinds"),
    [
        ("This paper has been withdrawn by the author due to an error", ["retraction"]),
        ("the submission is withdrawn", ["retraction"]),
        ("8 pages; on withdrawn licences", []),
    ],
)
def test_a_withdrawn_preprint_says_so(comment, kinds):
    found = candidate(records.ARXIV | {"comment": comment})
    assert [one.kind for one in found.updates] == kinds


@pytest.mark.parametrize(
    ("printed", "asked"),
    [
        ({"arxiv": "2001.12345v2"}, "2001.12345"),
        ({"doi": "10.48550/arXiv.2001.12345"}, "2001.12345"),
        ({"arxiv": "math.GT/0309136"}, "math/0309136"),
        ({"arxiv": "solv-int/9901001v1"}, "solv-int/9901001"),
    ],
)
def test_what_is_printed_is_looked_up(printed, asked):
    entry = records.ARXIV | {"id": f"http://arxiv.org/abs/{asked}v1"}
    with records.arxiv(entry) as server:
        (found,) = asker(server).candidates(SEARCH._replace(**printed))
        assert found.origin.id == asked
        assert [one.parameters for one in server.asked] == [{"id_list": asked, "max_results": "1"}]


def test_announced_identifiers_are_looked_up_together():
    others = [records.ARXIV | {"id": f"http://arxiv.org/abs/2001.0000{n}v1"} for n in range(5)]
    with records.arxiv(*others) as server:
        source = asker(server)
        queries = [SEARCH._replace(arxiv=f"2001.0000{n}") for n in range(5)]
        source.announce(queries)
        found = [source.candidates(query)[0].origin.id for query in queries]
        assert found == [f"2001.0000{n}" for n in range(5)]
        assert len(server.asked) == 1


def test_a_batch_that_is_refused_is_asked_for_one_by_one():
    with records.arxiv(records.ARXIV) as server:
        source = asker(server)
        source.announce([SEARCH._replace(arxiv="2001.12345"), SEARCH._replace(arxiv="2001.99999")])
        server.script.append(Answer(400, b"<feed/>"))
        assert source.candidates(SEARCH._replace(arxiv="2001.12345"))[0].origin.id == "2001.12345"
        assert [one.parameters["id_list"] for one in server.asked] == [
            "2001.12345,2001.99999",
            "2001.12345",
        ]


def test_a_preprint_is_searched_for_by_title_and_author():
    with records.arxiv(records.ARXIV) as server:
        assert asker(server).candidates(SEARCH)[0].origin.id == "2001.12345"
        assert server.asked[0].parameters["search_query"] == (
            "ti:sparse AND ti:herons AND ti:dense AND ti:lakes AND ti:ponds AND au:heron"
        )


def test_what_arxiv_says_of_an_error_is_told():
    entry = {
        "id": "http://arxiv.org/api/errors#incorrect_id_format_for_x",
        "title": "Error",
        "summary": "incorrect id format for x",
    }
    with records.arxiv(entry) as server, pytest.raises(SourceUnavailable) as caught:
        asker(server).candidates(SEARCH)
    assert "refused the request: incorrect id format for x" in str(caught.value)


HELD = "a-secret-of-this-machine"
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))


@pytest.mark.parametrize(
    "declared",
    [
        '<!DOCTYPE feed [<!ENTITY x SYSTEM "file://{path}">]>',
        '<!DOCTYPE feed SYSTEM "http://127.0.0.1:1/feed.dtd">',
        f'<!DOCTYPE feed [<!ENTITY l0 "ha">{LAUGHS}<!ENTITY x "&l11;">]>',
    ],
)
def test_neither_entities_nor_dtd_are_used(declared, tmp_path):
    (tmp_path / "secret").write_text(HELD, encoding="utf-8")
    declared = declared.replace("{path}", str(tmp_path / "secret"))
    entry = "<entry><id>http://arxiv.org/abs/2001.12345v1</id><title>T &x;</title></entry>"
    body = f'{declared}<feed xmlns="http://www.w3.org/2005/Atom">{entry}</feed>'
    with records.arxiv() as server:
        server.always = Answer(body=body.encode())
        with pytest.raises(SourceUnavailable, match="makes no sense") as caught:
            asker(server).candidates(SEARCH)
    assert HELD not in str(caught.value)


def test_only_preprints_are_asked_about():
    source = jr.ArXiv()
    assert source.suits(SEARCH)
    assert not source.suits(SEARCH._replace(kind="article-journal"))
    assert source.suits(SEARCH._replace(kind="article-journal", arxiv="2001.12345"))
