"""Subtitles that a record has and a printed title has not."""

import pytest

from joinedup_refs.check.example_records import match
from joinedup_refs.check.left_out import nothing_else_differs, stands_in, subtitle_left_out

ALL = "author title container-title issued volume page"


@pytest.mark.parametrize(
    ("printed", "recorded", "text"),
    [
        ("Joint plans", "Joint plans: a study", ": a study"),
        ("Joint plans", "Joint plans : une étude", " : une étude"),
        ("Joint plans", "Joint plans – a study", " – a study"),
        ("Joint plans", "Joint plans—a study.", "—a study"),
        ("Who plans?", "Who plans? The towns", " The towns"),
        ("Who plans", "Who plans? The towns", "? The towns"),
        ("Plans (joint)", "Plans (joint): a study", ": a study"),
        ("Joint plans.", "Joint plans: a study", ": a study"),
    ],
)
def test_what_is_put_in(printed, recorded, text):
    found = subtitle_left_out(printed, recorded)
    assert found.text == text
    assert found.simple
    at = found.at
    assert printed[:at] + found.text == recorded.rstrip(".")


@pytest.mark.parametrize(
    ("printed", "recorded"),
    [
        ("Joint plans", "Joint plans"),
        ("Joint plans", "Joint plans of towns"),
        ("Joint plans", "Joint planes: a study"),
        ("Joint plans", "Joint plans, 1990–1995"),
        ("Joint plans…", "Joint plans: a study"),
        ("Joint plans...", "Joint plans: a study"),
        ("Joint plans: a study", "Joint plans: a study: the end"),
        ("Joint plans for the towns", "Joint plans for the towns: joint plans"),
        ("Joint plans", "Joint plans: A Study. By Ann Harrow (Kilcott, 2000) 215 pp. $45.00"),
        ("Joint plans", "JOINT PLANS: A STUDY"),
        ("", "Joint plans: a study"),
    ],
)
def test_what_is_left_alone(printed, recorded):
    assert subtitle_left_out(printed, recorded) is None


@pytest.mark.parametrize(
    ("printed", "recorded"),
    [
        ("Joint plans", "Joint Plans: A Study"),
        ("Plans", "Plans: a study"),
        ("Joint plans", "Joint plans: a study. Second report"),
        ("Joint plans", "Joint plans: une étude: a study"),
    ],
)
def test_what_is_only_offered(printed, recorded):
    assert not subtitle_left_out(printed, recorded).simple


def test_a_subtitle_that_was_read_as_something_else():
    assert stands_in("Adams, B. (2001), Joint plans. A late studdy. Towns, 3, 1–9.", "a late study")
    assert not stands_in("Adams, B. (2001), Joint plans. Towns, 3, 1–9.", "a late study")


def test_all_else_agrees():
    item = {"title": "Joint plans: a study"}
    assert nothing_else_differs(match("r1", item, ALL))
    assert not nothing_else_differs(match("r1", item, ALL, differ="issue"))
    assert not nothing_else_differs(match("r1", item, ALL.replace("volume ", "")))
