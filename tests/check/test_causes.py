"""What follows from another defect of the same place is told with it."""

import pytest

from joinedup_refs.clean import clean_text
from joinedup_refs.model.layout import Layout
from joinedup_refs.read import read

ET_AL_TWICE = (
    "Adams, B., et al., and Clark, D. et al. (2001), Joint plans. Policy Studies, 22, 1, pp. 1–9.\n"
)
_ARTICLE = (
    "@article{{a{n}, author = {{Adams, Bea}}, title = {{Plans {n}}},\n"
    "  journal = {{Policy Studies}},\n"
    "  year = 200{n}, volume = {n}, pages = {{{n}--9}}}}\n"
)
WITHOUT_PARENT = "".join(_ARTICLE.format(n=n) for n in range(1, 7)) + (
    "@article{b1, author = {Brown, Cy}, title = {Teams}, journal = {Policy Studies},\n"
    "  volume = 9, crossref = {gone}}\n"
)


@pytest.mark.parametrize(
    ("text", "suffix", "consequence", "cause"),
    [
        (ET_AL_TWICE, "", "NAM305", "LST107"),
        (WITHOUT_PARENT, ".bib", "NUM702", "BIB019"),
    ],
)
def test_one_cause_is_one_story(text, suffix, consequence, cause):
    told = clean_text(read(text, suffix=suffix).text, layout=Layout(list_only=not suffix)).findings
    [first] = [f for f in told if f.code == cause]
    [second] = [f for f in told if f.code == consequence]
    assert (first.because_of, second.because_of) == (None, first.key)


def test_without_that_cause_it_is_a_story_of_its_own():
    text = read(ET_AL_TWICE.replace(" et al. (", " (")).text
    told = clean_text(text, layout=Layout(list_only=True)).findings
    assert [f.because_of for f in told if f.code == "NAM305"] == [None]
    assert "LST107" not in {f.code for f in told}


NUMBERED = (
    "Tolls rose [1, 3].\n\nReferences\n\n"
    "1. Adams B. Joint plans. Policy Studies. 2001;22:1-9.\n"
    "2. rown C. Joint teams. Policy Studies. 2002;23:11-19.\n"
    "3. Clark D. Joint funds. Policy Studies. 2003;24:21-29.\n"
)


def test_what_is_cited_by_number_is_not_lost_by_a_clipped_name():
    outcome = clean_text(read(NUMBERED).text)
    [clipped] = [f for f in outcome.findings if f.code == "LST103"]
    [uncited] = [f for f in outcome.findings if f.code == "CIT202"]
    assert uncited.entries == clipped.entries == ("r2",)
    assert not uncited.because_of


def test_a_work_of_a_list_that_was_passed_over_is_told_with_that_list():
    prose = "Plans are made by many hands, and few agree on what is to be done in the end.\n\n"
    text = (
        "First chapter\n\nMuch is joint (Adams, 2001; Okafor, 1998).\n\nReferences\n\n"
        "Adams, B. (2001), Joint plans. Policy Studies, 22, 1, pp. 1–9.\n"
        + prose
        * 3
        + "Teams are rare (Brown, 2002).\n\nReferences\n\n"
        "Brown, C. (2002), Joint teams. Policy Studies, 23, 1, pp. 1–9.\n"
    )
    found = clean_text(read(text).text).findings
    (over,) = (f for f in found if f.code == "DOC005")
    causes = {f.message: f.because_of for f in found if f.code == "CIT201"}
    assert causes == {
        "The text cites (Adams, 2001), which stands in a list that was not read.": over.key,
        "The text cites (Okafor, 1998), which the list does not have.": None,
    }
