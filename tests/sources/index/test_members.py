"""Members read alone give the terms that reading all gives, and nothing gets in that would not."""

import gzip
import json
import subprocess
import sys

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from made_works import made_work

from joinedup_refs.sources.index import members, terms
from joinedup_refs.sources.index.parts import doi_of, parsed, read, read_members
from joinedup_refs.sources.index.pieces import Piece
from joinedup_refs.sources.index.prepare import _is_csl, prepare

needs_msgspec = pytest.mark.skipif(members._DECODE is None, reason="msgspec is not installed")


def taken(reader, line):
    """Give all that becomes of a line, or why nothing does."""
    try:
        work, parts = reader(line)
    except ValueError as error:
        return str(error)
    if not isinstance(work, dict) or _is_csl(work):
        return repr(work), parts  # of which NaN is no exception
    doi = doi_of(work.get("DOI"))
    return terms.of_work(work, doi), terms.when(work), doi, parts


def alike(line):
    """Hold both readers to the same."""
    whole = taken(read, line)
    assert taken(read_members, line) == whole
    return whole


class Raw(str):
    """JSON as it is to stand in a line."""

    __slots__ = ()


def written(value):
    """Write JSON that may have members twice, and what is no JSON at all."""
    if isinstance(value, Raw):
        return value
    if isinstance(value, list):
        return f"[{','.join(map(written, value))}]"
    if isinstance(value, tuple):  # pairs, of which some may have one name
        pairs = ",".join(f"{json.dumps(name)}:{written(held)}" for name, held in value)
        return f"{{{pairs}}}"
    return json.dumps(value, ensure_ascii=False)


WORDS = st.text("ab Zß'&<>/10.-é漢\\\"\u0000\u2028", max_size=12)
NUMBERS = st.integers() | st.sampled_from([0, -1, 2**31, 2**63, 10**30, 2004, 1_700_000_000_123])
SPOILT = st.sampled_from(
    [
        Raw(text)
        for text in (
            "NaN",
            "-Infinity",
            "1e999",
            "5.0",
            "-0",
            "01",
            "1.",
            "+1",
            '"\\ud800"',
            '"\\udc00\\ud800"',
            '"\\ud83d\\ude00"',
            '"\\u00e9"',
            '"\\x"',
            '"\t"',
            '"a',
            "[1,]",
            "{,}",
            "nul",
            "[" * 190 + "]" * 190,
            "[" * 250 + "]" * 250,
            '{"a":' * 240 + "0" + "}" * 240,
            "9" * 4300,
            "9" * 4301,
            "9" * 9000 + "e1",
        )
    ]
)
PLAIN = st.none() | st.booleans() | NUMBERS | st.floats() | WORDS
ANY = st.recursive(
    PLAIN | SPOILT,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.lists(st.tuples(WORDS, inner), max_size=3).map(tuple)
        | st.lists(st.tuples(st.sampled_from(["name", "id", "given"]), inner), max_size=3).map(
            tuple
        )
    ),
    max_leaves=6,
)
TEXTS = st.lists(WORDS, max_size=3)
YEARS = st.lists(st.lists(st.integers(0, 2040) | st.none(), max_size=4), max_size=2)
DATE = st.tuples(st.tuples(st.just("date-parts"), YEARS))
STAMP = st.tuples(
    st.tuples(st.just("date-time"), st.sampled_from(["2024-05-06T01:02:03Z", "soon", ""])),
    st.tuples(st.just("timestamp"), NUMBERS),
)
PERSON = st.lists(
    st.tuples(st.sampled_from(["family", "given", "name", "ORCID", "sequence"]), WORDS), max_size=4
).map(tuple)
RELATED = st.tuples(
    st.tuples(
        st.sampled_from(["is-same-as", "is-identical-to", "has-review"]),
        st.lists(st.tuples(st.tuples(st.just("id"), WORDS)), max_size=2),
    )
)
SOUND = {
    str: WORDS,
    list[str]: TEXTS,
    int: NUMBERS,
    list[members._Person]: st.lists(PERSON, max_size=3),
    members._Date: DATE,
    members._Stamp: STAMP,
    members._Issue: st.tuples(st.tuples(st.just("published-print"), DATE)),
    members._Event: st.tuples(st.tuples(st.just("name"), WORDS)),
    dict[str, list[members._Related]]: RELATED,
    list[members._Any]: st.lists(st.just(()) | PERSON, max_size=2),
}
KINDS = members.Members.__annotations__
NAMES = [*KINDS, "publisher", "subject", "resource", "issn-type", "csl", "id"]


@st.composite
def members_of_works(draw):
    found = [("DOI", "10.5555/a")] if draw(st.booleans()) else []
    for name in draw(st.lists(st.sampled_from(NAMES), max_size=9)):
        sound = SOUND.get(KINDS.get(name, str), TEXTS)
        found.append((name, draw(sound if draw(st.integers(0, 3)) else ANY)))
    return tuple(found)


@needs_msgspec
@settings(max_examples=600, deadline=None)
@given(members_of_works())
@example((("DOI", "10.5555/a"), ("title", None), ("title", ["A"])))
@example((("DOI", "10.5555/a"), ("x", Raw("[" * 198 + "]" * 198))))
@example((("DOI", "10.5555/a"), ("x", Raw("[" * 199 + "]" * 199))))
@example((("DOI", "10.5555/a"), ("x", Raw("9" * 4301))))
@example((("DOI", "10.5555/a"), ("title", "A CSL item")))
@example((("title", ["No DOI"]), ("publisher", "P")))
@example((("DOI", None), ("abstract", ""), ("link", []), ("relation", ()), ("reference", [0])))
@example((("DOI", "10.5555/a"), ("reference", [()]), ("reference", [])))
def test_either_reader_makes_the_same_of_a_record(work):
    alike(written(work).encode("utf-8", "surrogatepass"))


@needs_msgspec
@settings(max_examples=300, deadline=None)
@given(members_of_works(), st.integers(0), st.binary(max_size=3))
def test_either_reader_refuses_what_is_damaged(work, at, harm):
    line = written(work).encode("utf-8", "surrogatepass")
    at %= len(line) + 1
    alike(line[:at] + harm + line[at + len(harm) :])
    alike(line[:at])


@needs_msgspec
@pytest.mark.parametrize(
    "harm",
    [
        b'"\xff"',
        b'"\xed\xa0\x80"',
        b'"\xc0\x80"',
        b"[" * 250 + b"]" * 250,
        b'{"a":[' * 110 + b"]}" * 110,
        b"7" * 4301,
        b"[" + b"7" * 9000 + b"]",
        b'{"\xff":1}',
    ],
)
def test_what_is_passed_over_is_looked_at_all_the_same(harm):
    """msgspec itself would let all of these in."""
    assert members._JSON.decode(b'{"DOI":"a","more":%b}' % harm, type=members.Members)
    for more in (b"", b'"title":["' + b"b" * 1000 + b'"],', b'"subject":"' + b"c" * 5000 + b'",'):
        line = b'{"DOI":"10.5555/a",%b"more":%b}' % (more, harm)
        assert isinstance(alike(line), str)


@needs_msgspec
def test_a_sound_work_is_read_by_its_members_alone():
    line = json.dumps(made_work(3, license=[{"URL": "u"}], abstract="A", publisher="P")).encode()
    found, (short, _) = read_members(line)
    assert found == {n: v for n, v in parsed(short).items() if n in KINDS} | {"license": [{}]} | {
        role: [{n: p[n] for n in ("given", "family")} for p in found[role]] for role in ("author",)
    }
    assert "publisher" not in found


@needs_msgspec
@pytest.mark.corpus
def test_either_reader_makes_the_same_of_real_works(corpora):
    alone = total = 0
    with gzip.open(corpora / "crossref" / "works.jsonl.gz") as lines:
        for line in lines:
            first = alike(line.strip())[3].first
            alone += members.members(first) is not None
            total += 1
    assert alone > 0.97 * total


def test_documents_are_the_same_however_they_are_read(monkeypatch):
    works = [made_work(1), made_work(2, title=['Ünï “cödé” 漢字 \\ " \x7f'], volume='4"1')]
    content = "\n".join(map(json.dumps, works)).encode()
    piece = Piece("a.jsonl", "a.jsonl", ".jsonl", 0, content)
    before = [json.loads(d) for d in prepare([piece])[0].documents]
    monkeypatch.setattr(members, "_DECODE", None)
    monkeypatch.setattr(members, "_ENCODE", None)
    (made,) = prepare([piece])
    assert [json.loads(document) for document in made.documents] == before
    assert len(before) == 2


def test_an_index_is_built_without_the_libraries_of_the_extra(tmp_path, lines):
    """What one has built is what the other has built, to the last byte of the records."""
    path = lines("works.jsonl.gz", map(made_work, range(60)))
    script = (
        "import sys\n"
        "for name in sys.argv[3:]: sys.modules[name] = None\n"
        "from pathlib import Path\n"
        "from joinedup_refs.sources.index.build import build\n"
        "from joinedup_refs.sources.index.outcome import Options\n"
        "from joinedup_refs.sources.index.source import Index\n"
        "from joinedup_refs.sources.index import deflate, members\n"
        "told = (deflate._LIBRARY.__name__, members._DECODE)\n"
        "assert not sys.argv[3:] or told == ('zlib', None)\n"
        "build([Path(sys.argv[1])], Path(sys.argv[2]), Options(processes=1))\n"
        "index = Index(Path(sys.argv[2]), name='i')\n"
        "print([c.model_dump_json() for c in index.search('glacial lakes of the lower fen')])\n"
    )
    told = [
        subprocess.run(
            [sys.executable, "-c", script, str(path), str(tmp_path / f"index{n}"), *hidden],
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for n, hidden in enumerate([(), ("isal", "isal.isal_zlib", "msgspec")])
    ]
    assert told[0] == told[1]
    assert "glacial lakes" in told[0]
