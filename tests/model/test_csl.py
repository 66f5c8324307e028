"""References and CSL items are two faces of one thing."""

from typing import get_args

import pytest
import strategies
from hypothesis import given
from hypothesis import strategies as st

from joinedup_refs.model.date import AnyDate
from joinedup_refs.model.name import Name
from joinedup_refs.model.pages import AnyPages
from joinedup_refs.model.reference import TYPES
from joinedup_refs.notation.csl import (
    from_csl,
    name_from_csl,
    name_to_csl,
    retype,
    to_csl,
    with_value,
)
from joinedup_refs.tables import rows

OWN = {"kind", "csl_type", "other"}
VARIABLES = {row["field"]: row for row in rows("csl_variables")}
TYPE_ROWS = {row["type"]: row for row in rows("csl_types")}
ANNOTATION = {
    "names": tuple[Name, ...],
    "date": AnyDate | None,
    "pages": AnyPages | None,
    "text": str,
}


@given(strategies.references)
def test_a_reference_comes_back_from_csl(reference):
    assert from_csl(to_csl(reference)) == reference


@given(strategies.names)
def test_a_name_comes_back_from_csl(name):
    assert name_from_csl(name_to_csl(name)) == name


@given(strategies.references, st.sampled_from(strategies.CSL_TYPES))
def test_retyping_there_and_back_loses_nothing(reference, csl_type):
    there = retype(reference, csl_type)
    assert there.csl_type == csl_type
    item = to_csl(reference)
    assert to_csl(there) == item | {"type": csl_type}
    assert to_csl(retype(there, reference.csl_type)) == item


@pytest.mark.parametrize("csl_type", strategies.CSL_TYPES)
def test_each_csl_type_makes_the_class_of_its_row(csl_type):
    made = from_csl({"type": csl_type, "title": "A title"})
    assert type(made).__name__ == TYPE_ROWS[csl_type]["reference"]
    assert made.kind == TYPE_ROWS[csl_type]["kind"]
    assert to_csl(made) == {"type": csl_type, "title": "A title"}


def test_an_unknown_type_keeps_its_name():
    item = {"type": "board-game", "title": "Go"}
    assert from_csl(item).kind == "unclassified"
    assert to_csl(from_csl(item)) == item


@given(strategies.references)
def test_setting_a_title_changes_nothing_else(reference):
    changed = with_value(reference, "title", "A new title")
    assert to_csl(changed) == to_csl(reference) | {"title": "A new title"}
    taken = with_value(changed, "title", None)
    assert to_csl(taken) == {k: v for k, v in to_csl(reference).items() if k != "title"}


@pytest.mark.parametrize("cls", TYPES, ids=lambda cls: cls.__name__)
def test_every_field_stands_in_the_table_of_variables(cls):
    for name, field in cls.model_fields.items():
        if name in OWN:
            continue
        assert name in VARIABLES, f"{cls.__name__}.{name} has no row in csl_variables.tsv"
        expected = ANNOTATION[VARIABLES[name]["kind"]]
        assert field.rebuild_annotation() == expected, f"{cls.__name__}.{name}"


@pytest.mark.parametrize("cls", TYPES, ids=lambda cls: cls.__name__)
def test_every_type_of_a_class_stands_in_the_table_of_types(cls):
    own = set(get_args(cls.model_fields["csl_type"].annotation))
    listed = {t for t, row in TYPE_ROWS.items() if row["reference"] == cls.__name__}
    assert own == listed
    assert {TYPE_ROWS[t]["kind"] for t in listed} == set(
        get_args(cls.model_fields["kind"].annotation)
    )


def test_the_tables_name_each_variable_and_field_once():
    variables = [row["variable"] for row in rows("csl_variables")]
    fields = [row["field"] for row in rows("csl_variables")]
    assert len(set(variables)) == len(variables)
    assert len(set(fields)) == len(fields)
    assert len(TYPE_ROWS) == len(rows("csl_types"))
