"""Which rules run."""

import inspect
import sys
from dataclasses import replace

import pytest

from joinedup_refs.check.rule import Context
from joinedup_refs.check.run import all_rules, run
from joinedup_refs.check.selection import Selection, chosen, codes_named
from joinedup_refs.errors import ConfigInvalid
from joinedup_refs.model.document import Document
from joinedup_refs.model.text import Text


def codes(*layers: Selection) -> set[str]:
    found = chosen(*layers)
    return {rule.code for rule in found.rules} - found.silent


def test_without_a_word_the_usual_rules_run():
    assert codes() == {rule.code for rule in all_rules() if rule.by_default}
    assert {"CON603", "TTL504"}.isdisjoint(codes())
    assert chosen().asked == frozenset()


def test_rules_are_named_by_code_name_and_family():
    assert codes(Selection(select=("lst101", "Citation-Year-Mismatch"))) == {"LST101", "CIT203"}
    assert codes(Selection(select=("CIT",))) == {r.code for r in all_rules() if r.family == "CIT"}
    assert codes(Selection(ignore=("CIT",))) == codes() - codes_named("CIT")


def test_structure_rules_run_whatever_is_selected():
    structure = {r.code for r in all_rules() if r.phase == "structure" and r.by_default}
    found = chosen(Selection(select=("CIT",)))
    assert found.silent == structure
    assert structure < {rule.code for rule in found.rules}
    found = chosen(Selection(select=("CIT", "LST101"), ignore=("LST103",)))
    assert found.silent == structure - {"LST101", "LST103"}
    assert "LST103" not in {rule.code for rule in found.rules}
    assert chosen().silent == chosen(Selection(ignore=("LST",))).silent == frozenset()
    assert chosen(Selection(select=("CIT",), ignore=("CIT",))).rules == ()


def test_a_rule_of_taste_runs_when_it_is_asked_for():
    added = chosen(Selection(extend=("CON603",)))
    assert {r.code for r in added.rules} == codes() | {"CON603"}
    assert added.asked == {"CON603"}
    assert "CON603" in codes(Selection(select=("CON",)))


def test_the_more_exact_word_decides():
    told = Selection(ignore=("CIT",), extend=("CIT203",))
    assert codes(told) & codes_named("CIT") == {"CIT203"}
    told = Selection(select=("CIT",), ignore=("cited-not-listed",))
    assert "CIT201" not in codes(told)
    assert "CIT203" in codes(told)
    assert codes(Selection(select=("LST101",), ignore=("LST101",))) == set()


def test_a_later_layer_goes_over_the_one_before():
    file = Selection(ignore=("CIT203",), extend=("CON603",))
    assert "CIT203" in codes(file, Selection(extend=("CIT203",)))
    assert codes(file, Selection(select=("LST101",))) == {"LST101"}
    assert "CON603" not in codes(file, Selection(ignore=("CON603",)))
    assert codes(file, Selection()) == codes(file)


@pytest.mark.parametrize("key", ["select", "ignore", "extend"])
def test_a_word_that_names_no_rule_is_refused(key):
    with pytest.raises(ConfigInvalid, match="no rule is called 'LST999'"):
        chosen(Selection(**{key: ("LST999",)}))


def test_what_is_off_runs_only_where_the_context_says_so():
    document = Document(text=Text(printed=""))
    ran = []
    off = next(r for r in all_rules() if r.code == "CON603")
    rule = replace(off, check=lambda *_: ran.append(1) or ())
    run((rule,), "value", document, None, Context())
    assert not ran
    run((rule,), "value", document, None, Context(asked=frozenset({"CON603"})))
    assert ran


def test_no_rule_asks_by_itself_whether_it_was_asked_for():
    # `by_default=False` says it once, for the runner, the listing and the pages alike
    asking = [
        rule.code
        for rule in all_rules()
        if "context.asked" in inspect.getsource(sys.modules[rule.check.__module__])
    ]
    assert asking == []
