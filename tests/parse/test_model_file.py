import json
import shutil
from importlib.resources import files
from pathlib import Path

import pycrfsuite
import pytest

from joinedup_refs.errors import ModelInvalid
from joinedup_refs.parse import model_file

SHIPPED = Path(str(files("joinedup_refs.parse").joinpath("model")))


@pytest.fixture
def copy(tmp_path):
    folder = tmp_path / "model"
    shutil.copytree(SHIPPED, folder)
    return folder


@pytest.fixture
def unopenable(monkeypatch):
    """Fail the test if any byte reaches CRFsuite."""

    class Refuses:
        def __init__(self):
            pytest.fail("the model was opened before it was checked")

    monkeypatch.setattr(pycrfsuite, "Tagger", Refuses)


def test_the_shipped_model_opens_and_says_its_version(copy):
    opened = model_file.open_model(copy)
    assert opened.version.startswith("2026-")
    assert opened.version == model_file.open_model().version


@pytest.mark.parametrize("name", [model_file.MODEL, model_file.GAZETTEERS, model_file.CLASSES])
@pytest.mark.parametrize("harm", ["flip", "truncate", "remove", "empty"])
@pytest.mark.usefixtures("unopenable")
def test_a_changed_file_is_refused_before_it_is_opened(copy, name, harm):
    path = copy / name
    content = bytearray(path.read_bytes())
    if harm == "flip":
        content[len(content) // 2] ^= 1
        path.write_bytes(content)
    elif harm == "truncate":
        path.write_bytes(content[:-10])
    elif harm == "empty":
        path.write_bytes(b"")
    else:
        path.unlink()
    with pytest.raises(ModelInvalid, match=name):
        model_file.open_model(copy)


@pytest.mark.parametrize("text", ["", "[]", "{", '{"version": 1}', '{"version": "1"}'])
@pytest.mark.usefixtures("unopenable")
def test_a_manifest_that_is_none_is_refused(copy, text):
    (copy / model_file.MANIFEST).write_text(text, encoding="utf-8")
    with pytest.raises(ModelInvalid):
        model_file.open_model(copy)


@pytest.mark.usefixtures("unopenable")
def test_a_manifest_that_leaves_a_file_out_is_refused(copy):
    path = copy / model_file.MANIFEST
    manifest = json.loads(path.read_text(encoding="utf-8"))
    del manifest["sha256"][model_file.MODEL]
    path.write_text(json.dumps(manifest), encoding="utf-8")
    with pytest.raises(ModelInvalid, match="vouch"):
        model_file.open_model(copy)


def test_the_folder_is_not_large_and_its_card_names_no_machine():
    assert sum(path.stat().st_size for path in SHIPPED.iterdir()) < 15_000_000
    card = (SHIPPED / "MODEL_CARD.md").read_text(encoding="utf-8")
    assert "/work" not in card
    assert "/home" not in card
