"""Answers in Crossref's shape, and what is refused."""

import http.client
import json
from urllib.parse import quote, urlencode, urlsplit

import pytest
from made_works import made_work

from joinedup_refs.serve.parameters import MOST_ROWS

COUNT = 120
ODD = "10.5555/(sici)1097<1::aid>3.0.co;2-#?/agency"


@pytest.fixture
def ask(service):
    """Request a path, and give status, type and body."""

    def do(path, method="GET", headers=(), body=None, **parameters):
        connection = http.client.HTTPConnection(urlsplit(service).netloc, timeout=10)
        named = {name.replace("__", ".").replace("_", "-"): v for name, v in parameters.items()}
        target = f"{path}?{urlencode(named)}" if named else path
        connection.request(method, target, body, dict(headers))
        answer = connection.getresponse()
        media = answer.headers.get_content_type()
        text = answer.read().decode()
        connection.close()
        return answer.status, media, json.loads(text) if "json" in media else text

    return do


@pytest.fixture
def listed(ask):
    """Request a list that is to come, and give its message."""

    def do(**parameters):
        status, media, body = ask("/works", **parameters)
        assert (status, media) == (200, "application/json"), body
        assert (body["status"], body["message-type"]) == ("ok", "work-list")
        assert body["message-version"] == "1.0.0"
        return body["message"]

    return do


def dois(message):
    return [item["DOI"] for item in message["items"]]


def test_one_work(ask):
    status, media, body = ask("/works/10.5555/MADE.7")
    assert (status, media, body["message-type"]) == (200, "application/json", "work")
    assert body["message"] == made_work(7) | {"score": 1.0}


@pytest.mark.parametrize("path", ["/works/{}", "/v1/works/{}", "/works/{}?mailto=a@example.org"])
def test_a_doi_with_everything_in_it(ask, path):
    status, _, body = ask(path.format(quote(ODD, safe="")))
    assert (status, body["message"]["title"]) == (200, ["An odd number"])


def test_a_slash_that_ends_a_path_is_not_a_slash_of_a_doi(ask):
    _, _, agency = ask("/works/10.5555/made.7/agency")
    assert agency["message"] == {
        "DOI": "10.5555/made.7",
        "agency": {"id": "crossref", "label": "Crossref"},
    }
    assert agency["message-type"] == "work-agency"


@pytest.mark.parametrize(
    "path", ["/works/10.5555/none", "/works/x/agency", "/works/nodoi/transform", "/", "/members/7"]
)
def test_what_is_not_there(ask, path):
    assert ask(path) == (404, "text/plain", "Resource not found.")


def test_another_doi_of_a_work_leads_to_its_own(service):
    connection = http.client.HTTPConnection(urlsplit(service).netloc, timeout=10)
    connection.request("GET", "/works/10.5555/OLD-dykes")
    answer = connection.getresponse()
    assert (answer.status, answer.headers["Location"]) == (301, "/works/10.5555%2Fdykes")
    connection.close()


def test_a_book_of_a_library_is_a_work_too(ask):
    _, _, body = ask("/works/10.5555/dykes")
    work = body["message"]
    assert (work["type"], work["title"], work["publisher"]) == ("book", ["Dykes & ditches"], "Reed")
    assert work["author"][0] | {} == {
        "given": "Olaf",
        "family": "Fenn",
        "sequence": "first",
        "affiliation": [],
    }
    assert work["issued"] == {"date-parts": [[1987]]}


def test_a_list(listed):
    message = listed(rows=3)
    assert (message["total-results"], message["items-per-page"]) == (COUNT + 3, 3)
    assert message["query"] == {"start-index": 0, "search-terms": None}
    assert (message["facets"], len(message["items"])) == ({}, 3)
    assert len(listed()["items"]) == 20
    assert listed(rows=0)["items"] == []


def test_records_without_a_doi_are_not_listed(listed):
    assert dois(listed(query="Salt roads")) == []


def test_searches(listed):
    message = listed(query__bibliographic="Marlow17 survey 17 rural buses", rows=2)
    assert dois(message)[0] == "10.5555/made.17"
    scores = [item["score"] for item in message["items"]]
    assert scores == sorted(scores, reverse=True)
    assert scores[0] > scores[1]
    assert listed(query="Marlow17")["query"]["search-terms"] == "Marlow17"
    assert dois(listed(query__author="Marlow17")) == ["10.5555/made.17"]
    assert dois(listed(query__title="Marlow17")) == []
    assert dois(listed(**{"query.container-title": "sedges"})) == ["10.6666/chapter"]
    assert dois(listed(query__author="Marlow17", query__title="18")) == []
    assert dois(listed(query="Annals of Invented Places 18, 117 (1997)", rows=1)) == [
        "10.5555/made.17"
    ]


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ("doi:10.5555/made.3,doi:10.5555/MADE.4,doi:10.5555/none", {3, 4}),
        (f"doi:{ODD},type:journal-article", {ODD}),
        ("type:book-chapter", {"10.6666/chapter"}),
        ("prefix:10.6666", {"10.6666/chapter"}),
        ("isbn:9780306406157", {"10.6666/chapter"}),
        ("isbn:978-0-306-40615-7", {"10.6666/chapter"}),
        ("orcid:https://orcid.org/0000-0002-1825-0097", {"10.6666/chapter"}),
        ("container-title:Reeds, rushes, and sedges", {"10.6666/chapter"}),
        ("container-title:Reeds, rushes, and sedges,type:book-chapter", {"10.6666/chapter"}),
        ("has-abstract:true", {ODD}),
        ("has-orcid:1", {"10.6666/chapter"}),
        ("has-references:false", {"10.5555/dykes"}),
        ("from-pub-date:2019", {39, 79, 119}),
        ("from-pub-date:1980-03,until-pub-date:1980-03-31", {0, 40, 80}),
        ("from-pub-date:1980-04,until-pub-date:1981-02", set()),
        ("from-created-date:2019-04-05,until-created-date:2019-04-05", {39, 79, 119}),
        ("from-index-date:2025", set()),
        ("doi:10.5555/none", set()),
        ("member:8", set()),
    ],
)
def test_filters(listed, condition, expected):
    message = listed(filter=condition, rows=1000)
    wanted = {f"10.5555/made.{one}" if isinstance(one, int) else one for one in expected}
    assert set(dois(message)) == wanted
    assert message["total-results"] == len(wanted)


def test_filters_and_searches_go_together(listed):
    message = listed(query="Marlow17 Marlow18 Marlow19", filter="doi:10.5555/made.18")
    assert (dois(message), message["total-results"]) == (["10.5555/made.18"], 1)
    assert len(dois(listed(filter="issn:1234-5679", rows=1000))) == COUNT + 2


def test_selected_members(listed):
    message = listed(filter="doi:10.5555/made.3", select="DOI,title,abstract")
    assert message["items"] == [{"DOI": "10.5555/made.3", "title": made_work(3)["title"]}]


def test_values_of_lists_add_up(ask):
    status, _, body = ask(
        "/works?select=DOI&select=title&filter=doi:10.5555/made.3&filter=type:book"
    )
    assert (status, body["message"]["items"]) == (200, [])
    _, _, body = ask("/works?select=DOI&select=title&filter=doi:10.5555/made.3")
    assert body["message"]["items"] == [{"DOI": "10.5555/made.3", "title": made_work(3)["title"]}]


@pytest.mark.parametrize(
    ("path", "headers", "pool"),
    [
        ("/works?rows=0", {}, "public-array"),
        ("/v1/works?rows=0&mailto=reader@example.org", {}, "polite-array"),
        ("/works/10.5555/made.3", {"User-Agent": "a/1 (mailto:a@example.org)"}, "polite-single"),
        ("/works/10.5555/none", {}, "public-single"),
        ("/works?rows=things", {}, "public-array"),
    ],
)
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_limits_are_told(service, path, headers, pool, method):
    connection = http.client.HTTPConnection(urlsplit(service).netloc, timeout=10)
    connection.request(method, path, headers=headers)
    answer = connection.getresponse()
    told = {name: answer.headers[name] for name in answer.headers if name.startswith("x-")}
    connection.close()
    assert told == {
        "x-rate-limit-limit": "1000",
        "x-rate-limit-interval": "1s",
        "x-concurrency-limit": "64",
        "x-api-pool": pool,
    }


def test_the_agency_of_a_librarys_doi_is_not_known(ask):
    assert ask("/works/10.5555/made.7/agency")[2]["message"]["agency"]["id"] == "crossref"
    assert ask("/works/10.5555/dykes/agency")[::2] == (404, "Resource not found.")


def test_sorting(listed):
    by = {"sort": "is-referenced-by-count", "rows": 1000, "filter": "type:journal-article"}
    counts = [one["is-referenced-by-count"] for one in listed(**by)["items"]]
    assert counts == sorted(counts, reverse=True)
    assert len(counts) == COUNT + 1
    for order in ("asc", "1"):
        rising = [one["is-referenced-by-count"] for one in listed(order=order, **by)["items"]]
        assert rising == sorted(counts)
    issued = listed(sort="published", order="asc", rows=3)["items"]
    assert [one["published"]["date-parts"][0][0] for one in issued] == [1980] * 3
    best = dois(listed(query="Marlow17 survey 17 18", rows=1000))
    worst = dois(listed(query="Marlow17 survey 17 18", sort="score", order="asc", rows=1000))
    assert (worst[-1], len(worst)) == (best[0], len(best))


def test_pages_by_offset(listed):
    pages = [dois(listed(rows=50, offset=at)) for at in (0, 50, 100, 150)]
    assert list(map(len, pages)) == [50, 50, 23, 0]
    assert len({doi for page in pages for doi in page}) == COUNT + 3


@pytest.mark.parametrize(
    "more", [{}, {"query": "tidal marshes Annals"}, {"sort": "published"}, {"filter": "type:book"}]
)
def test_pages_by_cursor(listed, more):
    expected = listed(rows=0, **more)["total-results"]
    cursor, seen = "*", []
    while True:
        message = listed(rows=17, cursor=cursor, **more)
        assert message["total-results"] == expected
        if not message["items"]:
            break
        seen += dois(message)
        cursor = message["next-cursor"]
    assert len(seen) == len(set(seen)) == expected > 0


def test_a_cursor_is_of_its_own_request(ask, listed):
    cursor = listed(rows=5, cursor="*")["next-cursor"]
    for wrong, more in ((cursor, {"query": "tidal"}), ("thing", {}), ("W10=", {}), ("é", {})):
        status, _, body = ask("/works", cursor=wrong, rows=5, **more)
        assert (status, body["message-type"]) == (404, "resource-failure")
        assert body["message"][0]["type"] == "cursor-invalid"


def test_samples(listed):
    message = listed(sample=10)
    assert len(set(dois(message))) == message["total-results"] == 10
    assert dois(listed(sample=5, filter="type:book")) == ["10.5555/dykes"]
    assert dois(listed(sample=10)) != dois(message)


@pytest.mark.parametrize(
    ("parameters", "kind", "told"),
    [
        (
            {"rows": "things"},
            "integer-not-valid",
            (
                "Integer specified as things but must be a "
                "positive integer less than or equal to 1000. "
            ),
        ),
        ({"rows": "1001"}, "integer-not-valid", "less than or equal to 1000. "),
        ({"rows": "-1"}, "integer-not-valid", "Integer specified as -1"),
        (
            {"sample": "200"},
            "integer-not-valid",
            "Integer specified as 200 but must be a positive integer less than or equal to 100. ",
        ),
        ({"offset": "10001"}, "integer-not-valid", "Use the cursor parameter"),
        (
            {"sample": "5", "cursor": "*"},
            "cursor-with-offset-or-sample",
            "Cursor cannot be combined with offset or sample",
        ),
        ({"sample": "5", "offset": "5"}, "sample-with-rows-or-offset", "Sample cannot be combined"),
        ({"offset": "5", "cursor": "*"}, "cursor-with-offset-or-sample", "Cursor cannot be"),
        (
            {"colour": "red"},
            "unknown-parameter",
            "Parameter colour specified but there is no such parameter available on any route",
        ),
        ({"facet": "type-name:*"}, "parameter-not-allowed", "This route does not support facet"),
        (
            {"query__affiliation": "x"},
            "field-query-not-available",
            (
                "Field query affiliation specified but there is no such field query for this "
                "route. Valid field queries for this route are: bibliographic, title, author, "
            ),
        ),
        (
            {"filter": "colour:red"},
            "filter-not-available",
            (
                "Filter colour specified but there is "
                "no such filter for this route. Valid filters for this route are: doi, "
            ),
        ),
        ({"filter": "red"}, "filter-not-available", "Filter red specified"),
        (
            {"filter": "has-abstract:maybe"},
            "boolean-not-valid",
            "Boolean specified as maybe but must be one of: t, true, 1, f, false, 0",
        ),
        (
            {"filter": "from-pub-date:soon"},
            "date-not-valid",
            "Date specified as soon but must be of the form: yyyy or yyyy-MM or yyyy-MM-dd",
        ),
        ({"filter": "until-pub-date:2019-13"}, "date-not-legitimate", "an illegitimate date."),
        ({"filter": "until-pub-date:2019-02-30"}, "date-not-legitimate", "Date 2019-02-30"),
        ({"filter": ",".join(["doi:a/b"] * 301)}, "filter-not-valid", "more than 300"),
        (
            {"filter": "doi:a/b"},
            "doi-not-valid",
            "DOI specified as a/b but must be of the form: 10.",
        ),
        ({"filter": "issn:1234"}, "issn-not-valid", "ISSN specified as 1234 but must be of the"),
        ({"filter": "orcid:0000-0002"}, "orcid-not-valid", "ORCID specified as 0000-0002 but"),
        ({"filter": "prefix:10.x"}, "prefix-not-valid", "must be of the form: 10.digits where"),
        (
            {"filter": "member:seven"},
            "integer-not-valid",
            "Integer specified as seven but must be a positive integer",
        ),
        (
            {"select": "DOI,language"},
            "select-not-available",
            (
                "Select 'language' specified but there is no such select for this route. "
                "Valid selects for this route are: DOI, ISBN, ISSN, "
            ),
        ),
        (
            {"sort": "colour"},
            "sort-field-not-valid",
            "Sort field specified as colour but must be one of: score, relevance, ",
        ),
        (
            {"order": "up"},
            "sort-order-not-valid",
            "Sort order specified as up but must be one of: asc, 1, desc, -1",
        ),
        ({"query": "x" * 4001}, "parameter-too-long", "4000"),
    ],
)
def test_refusals(ask, parameters, kind, told):
    status, media, body = ask("/works", **parameters)
    assert (status, media) == (400, "application/json")
    assert (body["status"], body["message-type"]) == ("failed", "validation-failure")
    (problem,) = body["message"]
    assert problem["type"] == kind
    assert told in problem["message"]


def test_a_work_takes_no_search(ask):
    status, _, body = ask("/works/10.5555/made.1", query__author="x")
    assert (status, body["message"]) == (
        400,
        [
            {
                "type": "parameter-not-allowed",
                "value": "query.*",
                "message": "This route does not support field query parameters",
            }
        ],
    )
    assert ask("/works/10.5555/made.1", select="DOI")[0] == 400


@pytest.mark.parametrize(
    ("path", "accept", "media", "told"),
    [
        ("/works/10.5555/made.7/transform", "application/x-bibtex", "application/x-bibtex",
         "doi = {10.5555/made.7}"),
        ("/works/10.5555/made.7/transform/application/x-bibtex", "", "application/x-bibtex",
         "author = {Marlow7, Tess}"),
        ("/10.5555/made.7", "application/x-research-info-systems",
         "application/x-research-info-systems", "AU  - Marlow7, Tess"),
        ("/10.5555%2Fmade.7", "text/html;q=0.5, application/x-bibtex;q=0.9",
         "application/x-bibtex", "volume = {8}"),
        ("/works/10.5555/dykes/transform", "application/x-bibtex", "application/x-bibtex",
         "@book{"),
    ],
)  # fmt: skip
def test_other_formats(ask, path, accept, media, told):
    status, given, body = ask(path, headers={"Accept": accept} if accept else {})
    assert (status, given) == (200, media)
    assert told in body


@pytest.mark.parametrize("accept", ["application/vnd.citationstyles.csl+json", "*/*"])
def test_csl(ask, accept):
    status, media, item = ask("/10.5555/made.7", headers={"Accept": accept})
    assert (status, media) == (200, "application/vnd.citationstyles.csl+json")
    assert (item["id"], item["type"]) == ("10.5555/made.7", "article-journal")
    assert item["author"] == [{"family": "Marlow7", "given": "Tess"}]


def test_a_format_that_there_is_not(ask):
    status, _, body = ask("/10.5555/made.7", headers={"Accept": "text/x-bibliography"})
    assert status == 406
    assert "application/x-bibtex" in body


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Host": "evil.example"}, 421),
        ({"Host": "127.0.0.1.evil.example:80"}, 421),
        ({"Host": "localhost:1"}, 200),
        ({"Host": "[::1]:1"}, 200),
        ({"Host": "[::1"}, 421),
        ({"Host": ""}, 421),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "http://localhost:8000"}, 200),
    ],
)
def test_other_sites_are_not_answered(ask, headers, status):
    assert ask("/works", headers=headers, rows=1)[0] == status


def test_limits(ask):
    assert ask("/works", method="POST", body="x")[0] == 413
    assert ask("/works", method="POST")[0] in {405, 413}
    assert ask("/works", method="DELETE")[0] == 405
    assert ask("/works?" + "&".join(["query=x"] * 1200))[0] == 414
    assert ask("/works?" + "&".join(["query=x"] * 50))[0] == 400
    assert ask("/works/10.5555/" + "x" * 8000)[0] == 414
    assert ask("/works", headers={"X-Long": "x" * 20_000})[0] == 431
    assert MOST_ROWS == 1000


def test_no_inside_is_shown(ask, monkeypatch):
    from joinedup_refs.serve import app

    def broken(*_):
        raise RuntimeError("the secret inside")

    monkeypatch.setattr(app, "listed", broken)
    status, _, body = ask("/works")
    assert (status, body["status"], body["message-type"]) == (500, "error", "exception")
    assert "secret" not in json.dumps(body)


@pytest.mark.parametrize("text", ["%00", "%ff%fe", "%ed%a0%80", "..%2f..%2fetc", "%25%32%66", "+"])
def test_odd_paths(ask, text):
    assert ask(f"/works/{text}")[0] == 404
    assert ask(f"/works?query={text}&rows=1")[0] == 200
    status, _, body = ask(f"/works?filter=doi:{text}")
    assert (status, body["message"][0]["type"]) == (400, "doi-not-valid")
    status, _, body = ask(f"/works?filter=doi:10.5555/x{text}")
    assert (status, body["message"]["total-results"]) == (200, 0)


@pytest.mark.parametrize("behind", [",", ".", ");", "%20"])
@pytest.mark.parametrize("path", ["/works/{}", "/works/{}/agency", "/works/{}/transform", "/{}"])
def test_what_stands_behind_a_doi_is_not_left_out(ask, path, behind):
    for doi in ("10.5555/made.7", "https://doi.org/10.5555/made.7"):
        named = quote(doi, safe="")
        accept = {"accept": "application/x-bibtex"}
        assert ask(path.format(named), headers=accept)[0] == 200
        assert ask(path.format(named + behind), headers=accept)[0] == 404
