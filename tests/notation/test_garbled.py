"""Garbled characters: what is undone, what is let alone, what is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from joinedup_refs.notation import garbled


def mended(text):
    out, at = [], 0
    for found in garbled.find(text):
        if found.kind != "lost":
            out += [text[at : found.start], found.reading]
            at = found.end
    return "".join((*out, text[at:]))


@pytest.mark.parametrize(
    ("printed", "meant"),
    [
        ("MÃ¼ller", "Müller"),
        ("GarcÃ­a", "García"),
        ("VerÃ\xadssimo", "Veríssimo"),
        ("Ã–sterreich", "Österreich"),
        ("fÃ¼r SchÃ¤fer", "für Schäfer"),
        ("straÃŸe", "straße"),
        ("itâ€™s â€œso” â€“ he said", "it’s “so” – he said"),
        ("itâ\x80\x99s", "it’s"),
        ("itÃ¢â‚¬â„¢s", "it’s"),
        ("MÃƒÂ¼ller", "Müller"),
        ("Î²Î³ subunit", "βγ subunit"),
        ("Ð¡Ñ‚Ð°Ð»Ð¸Ð½", "Сталин"),
        ("CieÅ›lak, Å½iÅ¾ek", "Cieślak, Žižek"),
        ("ï¬\x81eld and ï¬‚ow", "field and flow"),
        ("caf√©s, it‚Äôs", "cafés, it’s"),
        ("D\x92Adamo, 1\x962", "D’Adamo, 1–2"),
        ("W&ouml;hrm&uuml;ller &amp; O&rsquo;Sullivan", "Wöhrmüller & O’Sullivan"),
        ("pp. 1&#8211;9, 1&#x2013;9", "pp. 1–9, 1–9"),
        ("ﬁeld, ﬂow, oﬃce, eﬀect, waﬄe", "field, flow, office, effect, waffle"),
    ],
)
def test_what_was_meant_is_read(printed, meant):
    assert mended(printed) == meant


@pytest.mark.parametrize(
    "text",
    [
        "NÃO, CORAÇÃO, IRMÃ, SÃO PAULO",
        "MANHÃ’S, “MANHÃ”, A MANHÃ–, MANHÃ…",
        "CAFÉ–BAR, “CAFÉ”, CAFÉ’S",
        "‚Ärger‘ und ‚Öl‘",
        "√2 and √n",
        "Ångström, Ð and Þ in Icelandic; Îles, Ïle",
        "AT&T; R&D; Q&A;",
        "«À», ‹É›, Â, ê",
        "café…” and ‘já’…",
        "тест, 日本語, العربية",
    ],
)
def test_what_belongs_there_is_let_alone(text):
    assert mended(text) == text
    assert not [found for found in garbled.find(text) if found.kind == "lost"]


def test_what_is_lost_is_told_and_not_guessed():
    found = list(garbled.find("M\ufffdller, voilÃ la, voilÃ  la"))
    assert [(f.kind, f.reading) for f in found] == [("lost", "")] * 3


LETTERS = st.text("äöüßéèñçåøœžšłćőğıαβγжшя’“”–—…€™ ", min_size=1, max_size=30)


@given(LETTERS)
def test_undoing_gives_what_was_meant_or_lets_it_be(meant):
    """What UTF-8 read as Windows-1252 makes of letters is undone, each stretch exactly."""
    wrong = "".join(bytes([b]).decode("cp1252", "ignore") or chr(b) for b in meant.encode("utf-8"))
    for found in garbled.find(wrong):
        assert found.reading in meant


@given(st.text(max_size=200))
def test_no_text_is_harmed_twice(text):
    once = mended(text)
    for found in garbled.find(text):
        assert 0 <= found.start < found.end <= len(text)
    assert isinstance(once, str)


def test_a_text_without_a_foreign_letter_costs_nothing():
    assert list(garbled.find("Plain words. " * 1000)) == []
    assert len(list(garbled.find("Ã¼ " * 20_000))) == 20_000


def test_a_next_line_character_ends_a_line_and_is_no_ellipsis():
    lines = "pp. 1–9.\x85\nBrown\x85\r\nhttps://doi.org/10.1000/182\x85"
    assert mended(lines) == lines
    # within a line, or beside other characters of Windows-1252, it is one
    assert mended("and so on\x85 and on\x85\n") == "and so on… and on\x85\n"
    assert mended("\x93Plans\x94 and so on\x85\n") == "“Plans” and so on…\n"
