"""Promises about the package as a whole."""

import importlib
import pkgutil
import subprocess
import sys

import pytest

import joinedup_refs
from joinedup_refs import errors
from joinedup_refs.discover import parts


def test_functions_stay_functions_once_every_room_is_imported():
    for info in pkgutil.walk_packages(joinedup_refs.__path__, "joinedup_refs."):
        if not info.name.endswith("__main__"):
            importlib.import_module(info.name)
    for name in ("parse", "check", "clean", "match", "duplicates"):
        assert callable(getattr(joinedup_refs, name)), name
        assert importlib.import_module(f"joinedup_refs.{name}") is not getattr(joinedup_refs, name)


def test_every_public_name_can_be_had():
    for name in joinedup_refs.__all__:
        assert getattr(joinedup_refs, name) is not None
    assert set(dir(joinedup_refs)) == set(joinedup_refs.__all__)
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = joinedup_refs.nothing


def test_every_error_has_one_root():
    kinds = [k for k in vars(errors).values() if isinstance(k, type)]
    assert len(kinds) > 4
    assert all(issubclass(kind, errors.JoinedUpError) for kind in kinds)
    drawn = errors.__doc__ or ""
    assert all(kind.__name__ in drawn for kind in kinds)


def test_asking_for_help_loads_neither_model_nor_report():
    script = (
        "import sys; from joinedup_refs.cli import main\n"
        "sys.argv = ['joinedup-refs', '--help']\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "heavy = {'numpy', 'lxml', 'pydantic', 'rapidfuzz', 'pybtex'} & set(sys.modules)\n"
        "print('HEAVY', sorted(heavy))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert "HEAVY []" in done.stdout


def test_a_part_of_the_wrong_kind_is_refused():
    from joinedup_refs.check import rules

    with pytest.raises(TypeError, match="RULE is a Rule, not a int"):
        parts(rules, "RULE", int)
