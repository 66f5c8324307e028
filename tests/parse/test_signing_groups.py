import pytest

from joinedup_refs.notation.csl import to_csl
from joinedup_refs.parse import parse
from joinedup_refs.parse.draft import Label
from joinedup_refs.parse.signing_groups import with_registered_trials, with_signing_groups


@pytest.mark.parametrize("group", ["GBD 2016 Toll Collaborators", "GBD 2019 Tolls Collaborators"])
def test_a_year_in_the_name_of_a_group_is_none_of_issue(group):
    csl = to_csl(parse(f"{group}. Global burden of 9 tolls. Lancet 2020;396:1204-22.").reference)
    assert csl["author"] == [{"literal": group}]
    assert (csl["title"], csl["issued"]) == (
        "Global burden of 9 tolls",
        {"date-parts": [[2020]]},
    )


@pytest.mark.parametrize("end", [28, 22])
def test_a_group_before_people_is_an_author_with_its_whole_name(end):
    raw = "FERRIES Collaborative Group, Quill P, Lim WS, et al. Tolls. N Engl J Med 2021;384:1-9."
    labels = [
        Label("collaboration", 0, min(end, 27), 0.7),
        Label("author", 22 if end == 22 else 29, 51, 0.9),
        Label("title", 53, 58, 0.9),
    ]
    told = with_signing_groups(labels, raw)
    assert [(x.label, raw[x.start : x.end]) for x in told] == [
        ("author", "FERRIES Collaborative Group, Quill P, Lim WS, et al"),
        ("title", "Tolls"),
    ]


def test_a_year_behind_a_body_is_the_date_where_no_other_stands():
    raw = "GBD 2019 Tolls Collaborators. Global burden of tolls. London: Quill Press."
    labels = [Label("author", 0, 3, 0.9), Label("issued", 4, 8, 0.9), Label("title", 9, 52, 0.9)]
    assert with_signing_groups(labels, raw) == labels


def test_a_registered_trial_has_its_number_and_its_registry_no_given_name():
    raw = (
        "ClinicalTrials.gov [Internet]. Bethesda (MD): National Library of Medicine (US). 2000 - . "
        "Identifier NCT00991936; 2020 May 11. Available from: https://clinicaltrials.gov/x"
    )
    csl = to_csl(parse(raw).reference)
    assert (csl["title"], csl["number"]) == ("ClinicalTrials.gov", "NCT00991936")
    assert csl["publisher"] == "National Library of Medicine (US)"
    assert "author" not in csl


def test_a_number_without_its_word_is_no_trial_s():
    raw = "Quill P. Tolls (NCT00991936). J Ferries 2020;3:1-9."
    labels = [Label("author", 0, 7, 0.9), Label("title", 9, 28, 0.9)]
    assert with_registered_trials(labels, raw) == labels
