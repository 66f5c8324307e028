"""Dashes and words that stand for the author of the entry before."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from joinedup_refs.notation import names, repeats

ADAMS, BROWN = names.split("Adams, B. and Brown, C.").names


@pytest.mark.parametrize(
    ("text", "sign", "dashes"),
    [
        ("———. 2004. Joint goals.", "———", 1),
        ("——— (2004), Joint goals.", "———", 1),
        ("--- (2004). Joint goals.", "---", 1),
        ("__________. Joint goals. London, 1904.", "__________", 1),
        ("— — — (2004), Joint goals.", "— — —", 1),
        ("— (2004), Joint goals.", "—", 1),
        ("– 2004b, Joint goals, Paris.", "–", 1),
        ("- (2004) Joint goals.", "-", 1),
        ("—, Joint goals, Paris, 2004.", "—", 1),
        ("--, and --, 2006: Joint goals.", "--, and --", 2),
        ("--, --, and X. Niu, 2001: Joint goals.", "--, --", 2),
        ("Ders.: Joint goals, Berlin 2004.", "Ders.", 1),
        ("Dies. (Hg.): Joint goals, Berlin 2004.", "Dies.", 1),
        ("Ders. Joint goals, Berlin 2004.", "Ders.", 1),
        ("ID., Joint goals, Paris, 2004.", "ID.", 1),
        ("Idem (2004), Joint goals.", "Idem", 1),
        ("Le même, Joint goals, Paris, 2004.", "Le même", 1),
        ("Ibid., p. 12.", "Ibid.", 1),
    ],
)
def test_signs_are_read(text, sign, dashes):
    found = repeats.match(text)
    assert found is not None
    assert (found.sign, found.dashes, found.weak) == (sign, dashes, False)


@pytest.mark.parametrize(
    "text",
    [
        "- Adams, B. (2001), Joint plans.",
        "– Adams, B. (2001), Joint plans.",
        "- V. BROWN, « Le plan », Pouvoirs, 1979.",
        "-Joint plans in the West (London, 1990).",
        "Dies, K. (2001), Joint plans.",
        "Idem, J. (2001), Joint plans.",
        "Iddesleigh, E. (2001), Joint plans.",
        "Id Software (2004), Joint plans.",
        "Ibarra, E. (2001), Joint plans.",
        "---",
        "—",
        "",
        "Derselben Meinung ist auch Adams (2001).",
    ],
)
def test_what_is_no_sign_is_none(text):
    assert repeats.match(text) is None


def test_a_dash_right_before_a_title_might_be_a_bullet():
    found = repeats.match("—The Acts of the Rivers (Leeds, 1987).")
    assert found is not None
    assert found.weak


def stood_for(text, *before):
    sign = repeats.match(text)
    assert sign is not None
    return repeats.stood_for(sign, text, before)


@pytest.mark.parametrize(
    ("text", "before", "people", "sure"),
    [
        ("———. 2004. Joint goals.", (ADAMS,), ["Adams"], True),
        ("———. 2004. Joint goals.", (ADAMS, BROWN), ["Adams", "Brown"], True),
        ("———, and Carl Davis. 2004. Goals.", (ADAMS,), ["Adams", "Davis"], True),
        ("———, and Carl Davis. 2004. Goals.", (ADAMS, BROWN), ["Adams", "Davis"], False),
        ("--, J. Gratz, and C. W. Lund, 2008: Goals.", (ADAMS,), ["Adams", "Gratz", "Lund"], True),
        ("--, and --, 2006: Joint goals.", (ADAMS, BROWN), ["Adams", "Brown"], True),
        ("--, and --, 2006: Joint goals.", (ADAMS,), ["Adams"], False),
        ("———, Joint Goals of the Many, Paris, 2004.", (ADAMS,), ["Adams"], True),
        (
            "--, R. A. Pielke Jr., M. Nun ˜ez, and J. Knaff, 1999: Goals.",
            (ADAMS,),
            ["Adams"],
            False,
        ),
        ("Ders. (2004), Joint goals.", (ADAMS,), ["Adams"], True),
        ("Ders. (2004), Joint goals.", (ADAMS, BROWN), ["Adams", "Brown"], False),
        ("Dies. (2004), Joint goals.", (ADAMS, BROWN), ["Adams", "Brown"], True),
        ("Dieselben (2004), Joint goals.", (ADAMS,), ["Adams"], False),
        ("———. 2004. Joint goals.", (), [], False),
    ],
)
def test_who_is_meant(text, before, people, sure):
    found = stood_for(text, *before)
    assert [name.family for name in found.people] == people
    assert found.sure == sure


def test_a_mark_behind_a_sign_tells_the_role_and_the_number():
    one = stood_for("———, ed. 2004. Joint Goals. London: Routledge.", ADAMS)
    assert (one.role, one.sure) == ("editor", True)
    two = stood_for("———, ed. 2004. Joint Goals. London: Routledge.", ADAMS, BROWN)
    assert (two.role, two.sure) == ("editor", False)
    several = stood_for("———, eds. 2004. Joint Goals. London: Routledge.", ADAMS, BROWN)
    assert (several.role, several.sure) == ("editor", True)


@given(st.text("—–-_ ,.;()and2004éAdersDibI", max_size=200))
def test_any_text_is_read_without_an_error(text):
    sign = repeats.match(text)
    if sign is not None:
        assert sign.sign.strip()
        assert text[: sign.end].endswith(sign.sign)
        found = repeats.stood_for(sign, text, (ADAMS,))
        assert set(found.added) <= set(found.people)


def test_long_runs_of_dashes_take_no_time():
    assert repeats.match("- " * 50_000) is None
    assert repeats.match("—" * 100_000) is None
