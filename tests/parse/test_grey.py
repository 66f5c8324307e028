import pytest

from joinedup_refs.notation.csl import to_csl
from joinedup_refs.parse import parse


@pytest.mark.parametrize(
    ("raw", "kind", "told"),
    [
        (
            (
                "Harrow, M. (2019, May 3). Why mills persist in town [Blog post]. LSE Mills. "
                "https://blogs.example.org/mills/"
            ),
            "post-weblog",
            {"title": "Why mills persist in town", "genre": "Blog post"},
        ),
        (
            (
                "Harrow, B. [@BeaHarrow]. (2012, November 6). Four more mills [Tweet]. Twitter. "
                "https://twitter.com/BeaHarrow/status/266"
            ),
            "post",
            {"title": "Four more mills", "author": [{"family": "Harrow", "given": "B."}]},
        ),
        (
            (
                "TOLL. (2012, March 16). Bea Harrow: Listening to mills [Video]. YouTube. "
                "https://www.youtube.com/watch?v=abc"
            ),
            "motion_picture",
            {"title": "Bea Harrow: Listening to mills", "genre": "Video"},
        ),
        (
            (
                "NatCen Social Research. (2017). Toll Attitudes Survey, 2016. [Data collection]. "
                "UK Data Service."
            ),
            "dataset",
            {"author": [{"literal": "NatCen Social Research"}], "genre": "Data collection"},
        ),
        (
            (
                "Harrow, D. and Quill, B. (2015) mill4: Linear models of mills. R package version "
                "1.1-7. http://example.org/package=mill4"
            ),
            "software",
            {"version": "1.1-7", "genre": "R package", "title": "mill4: Linear models of mills"},
        ),
        (
            "Department of Health (2004) 'Harrow announces new mills', press release, 24 June.",
            "document",
            {"genre": "press release", "title": "Harrow announces new mills"},
        ),
        (
            "Harrow, G. (2007) 'Mill Statement', speech to the House of Tolls, 21 March.",
            "speech",
            {"title": "Mill Statement", "issued": {"date-parts": [[2007, 3, 21]]}},
        ),
        (
            "Harrow, C. personal communication, 14 May 2009.",
            "personal_communication",
            {"author": [{"family": "Harrow", "given": "C."}], "genre": "personal communication"},
        ),
        (
            "British Standards Institution (2014) BS EN ISO 9001:2015 Mills. London: BSI.",
            "standard",
            {"author": [{"literal": "British Standards Institution"}], "publisher": "BSI"},
        ),
        (
            "Health and Toll Mills Act 2001 (c.15), London: HMSO.",
            "legislation",
            {"title": "Health and Toll Mills Act", "chapter-number": "15", "publisher": "HMSO"},
        ),
        (
            "HC Deb 12 March 2003, vol 401, col 345.",
            "article-journal",
            {"volume": "401", "page": "345", "issued": {"date-parts": [[2003, 3, 12]]}},
        ),
    ],
)
def test_what_is_no_book_and_no_article_is_told(raw, kind, told):
    csl = to_csl(parse(raw).reference)
    assert {key: csl.get(key) for key in ("type", *told)} == {"type": kind, **told}
