import gzip
import hashlib
import io
import json
import shutil
from importlib.resources import files
from pathlib import Path

import numpy as np
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
    """Fail the test if any byte of the model is looked into."""

    def refuse(*_args, **_kwargs):
        pytest.fail("the model was opened before it was checked")

    monkeypatch.setattr(np, "load", refuse)
    monkeypatch.setattr(gzip, "decompress", refuse)


def vouched(folder, **contents):
    """Write files with the hashes that make them pass as the model's own."""
    path = folder / model_file.MANIFEST
    manifest = json.loads(path.read_text(encoding="utf-8"))
    for name, content in contents.items():
        (folder / name).write_bytes(content)
        manifest["sha256"][name] = hashlib.sha256(content).hexdigest()
    path.write_text(json.dumps(manifest), encoding="utf-8")


def packed(**arrays):
    file = io.BytesIO()
    np.savez(file, **arrays)
    return file.getvalue()


@pytest.fixture
def arrays():
    with np.load(SHIPPED / model_file.MODEL) as held:
        return dict(held)


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


@pytest.mark.usefixtures("unopenable")
def test_a_manifest_that_names_a_file_elsewhere_is_refused(copy):
    path = copy / model_file.MANIFEST
    manifest = json.loads(path.read_text(encoding="utf-8"))
    manifest["sha256"]["../elsewhere"] = "0"
    path.write_text(json.dumps(manifest), encoding="utf-8")
    with pytest.raises(ModelInvalid):
        model_file.open_model(copy)


@pytest.mark.parametrize(
    "content", [b"", b"no archive", b"PK\x03\x04 cut", b"\x93NUMPY\x01\x00 cut"]
)
def test_what_is_no_archive_is_refused_even_with_the_right_hash(copy, content):
    vouched(copy, **{model_file.MODEL: content})
    with pytest.raises(ModelInvalid):
        model_file.open_model(copy)


def test_gazetteers_that_are_none_are_refused(copy):
    vouched(copy, **{model_file.GAZETTEERS: b"plain text"})
    with pytest.raises(ModelInvalid):
        model_file.open_model(copy)


@pytest.mark.parametrize("name", ["opening", "following", "labels", "table", "output"])
def test_arrays_that_do_not_fit_are_refused(copy, arrays, name):
    arrays[name] = arrays[name][1:]
    if name == "labels":
        arrays[name] = arrays[name][arrays[name].tolist().index(10) + 1 :]
    vouched(copy, **{model_file.MODEL: packed(**arrays)})
    with pytest.raises(ModelInvalid):
        model_file.open_model(copy)


def test_a_missing_array_is_refused(copy, arrays):
    del arrays["following"]
    vouched(copy, **{model_file.MODEL: packed(**arrays)})
    with pytest.raises(ModelInvalid, match="following"):
        model_file.open_model(copy)


def test_pickled_objects_are_refused(copy, arrays):
    arrays["opening"] = np.array([object()], dtype=object)
    vouched(copy, **{model_file.MODEL: packed(**arrays)})
    with pytest.raises(ModelInvalid, match="pickle"):
        model_file.open_model(copy)


def test_a_model_is_told_from_one_written_anew(copy):
    before = model_file.model_at(copy)
    assert before == model_file.model_at(str(copy))
    assert model_file.open_model(before).version == model_file.open_model().version
    vouched(copy, note=b"another one")
    assert model_file.model_at(copy) != before
    with pytest.raises(ModelInvalid, match="changed meanwhile"):
        model_file.open_model(before)


def test_a_folder_without_a_model_is_said(tmp_path):
    with pytest.raises(ModelInvalid, match="joinedup-refs train"):
        model_file.model_at(tmp_path)
    with pytest.raises(ModelInvalid, match="holds no parsing model"):
        model_file.model_at(tmp_path / "nowhere")


def test_the_folder_is_not_large_and_its_card_names_no_machine():
    assert sum(path.stat().st_size for path in SHIPPED.iterdir()) < 15_000_000
    card = (SHIPPED / "MODEL_CARD.md").read_text(encoding="utf-8")
    assert "/work" not in card
    assert "/home" not in card
