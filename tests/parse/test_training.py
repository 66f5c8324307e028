"""A house style that the shipped model gets wrong is learnt, and the others are not lost."""

import gzip
import importlib.util
import json

import numpy as np
import pytest
from odd_style import made

from joinedup_refs.parse.adapt import Lesson, learnt
from joinedup_refs.parse.adaptation import arrays_of, features_of, from_arrays
from joinedup_refs.parse.align import align
from joinedup_refs.parse.corrections import Correction
from joinedup_refs.parse.descent import minimum
from joinedup_refs.parse.labeller import Labeller, load
from joinedup_refs.parse.model_file import OWN, open_model
from joinedup_refs.parse.tally import Tally
from joinedup_refs.parse.tokens import tokenize
from joinedup_refs.parse.training import Trained, files_of, train
from joinedup_refs.parse.values import plain

LEARNT_FROM = 30


def corrections(count=LEARNT_FROM, seed=1):
    return [
        Correction(raw, item, f"odd.jsonl, line {n}")
        for n, (raw, item) in enumerate(made(count, seed), 1)
    ]


def read_right(labeller, cases):
    tally = Tally()
    labelled = labeller.label_many([raw for raw, _ in cases])
    for (raw, wanted), labels in zip(cases, labelled, strict=True):
        tally.count(wanted, plain(raw, labels).item)
    return tally


@pytest.fixture(scope="module")
def trained():
    found = train(corrections())
    assert isinstance(found, Trained)
    return found


@pytest.fixture(scope="module")
def two():
    return train(corrections(2))


@pytest.fixture(scope="module")
def own(trained):
    return Labeller(load().opened._replace(adaptation=trained.adaptation))


def test_references_never_seen_in_the_style_are_read_right(own):
    unseen = made(60, seed=2)
    assert not {raw for raw, _ in unseen} & {one.text for one in corrections()}
    before, after = read_right(load(), unseen), read_right(own, unseen)
    assert before.share < 0.7
    assert after.share > 0.93


def test_a_few_corrections_help_already(trained):
    labels = load().opened.labels
    taught = corrections(8)
    lessons = []
    for one, scored in zip(taught, load().scored([one.text for one in taught]), strict=True):
        may = align(one.text, one.csl, labels).may
        allowed = np.array([[label in m or not m for label in labels] for m in may])
        lessons.append(Lesson(scored, allowed))
    few = Labeller(load().opened._replace(adaptation=learnt(load(), lessons, [])))
    unseen = made(40, seed=3)
    assert read_right(few, unseen).share > read_right(load(), unseen).share + 0.15
    assert trained.tested == LEARNT_FROM


def test_it_is_tested_on_references_it_did_not_learn_from(trained):
    unseen = read_right(load(), made(100, seed=4)).share
    assert trained.before.share == pytest.approx(unseen, abs=0.1)
    assert trained.after.share > 0.9
    assert trained.better
    assert trained.beyond.share > 0.99
    assert trained.after.wanted.total() == 7 * LEARNT_FROM


def test_references_of_other_styles_are_read_as_before(trained):
    assert trained.other.fields > 400
    assert trained.other.differing / trained.other.fields < 0.015


@pytest.mark.corpus
def test_hardly_anything_is_lost_on_references_from_everywhere(own, corpora):
    path = corpora / "bench" / "score_parsing.py"
    spec = importlib.util.spec_from_file_location("score_parsing", path)
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    gold = []
    for source in ("excite-de", "cermine-refs", "parscit", "openedition-bilbo"):
        file = corpora / "corpora" / "parsing" / f"{source}.jsonl.gz"
        with gzip.open(file, "rt", encoding="utf-8") as held:
            gold += [json.loads(line) for _, line in zip(range(75), held, strict=False)]
    figures = []
    for labeller in (load(), own):
        labelled = labeller.label_many([one["raw"] for one in gold])
        read = [plain(g["raw"], labels).item for g, labels in zip(gold, labelled, strict=True)]
        found = {one["id"]: item for one, item in zip(gold, read, strict=True)}
        report, _ = scorer.score(gold, found)
        figures.append(report["soft"]["micro"]["f1"])
    before, after = figures
    assert after > before - 0.005


def test_kept_references_are_told_of(trained):
    kept = ["Perri 6 (1997), Holistic Government (Demos).", "  ", corrections()[0].text]
    found = train(corrections(3), kept)
    assert found.kept == ("Perri 6 (1997), Holistic Government (Demos).",)
    assert found.own.fields == 4
    assert trained.own.fields == 0


def test_what_cannot_be_used_is_told_and_the_rest_is():
    given = corrections(3)
    strange = Correction("Nothing of it", {"title": "Another thing"}, "odd.jsonl, line 9")
    partly = given[2]._replace(csl={**given[2].csl, "publisher": "Demos"})
    found = train([*given[:2], strange, partly])
    assert [str(p) for p in found.passed] == [
        "odd.jsonl, line 9: its title cannot be found in the text"
    ]
    assert [p.place for p in found.partly] == ["odd.jsonl, line 3"]
    assert len(found.corrections) == 3
    assert "publisher" not in found.after.wanted
    assert train([strange]) == found.passed


def test_one_correction_is_learnt_from_and_not_tested():
    (one,) = corrections(1)
    found = train([one])
    assert found.tested == 0
    bent = Labeller(load().opened._replace(adaptation=found.adaptation))
    assert read_right(bent, [(one.text, one.csl)]).share > 0.9


def test_the_same_corrections_give_the_same_files(tmp_path, two):
    one, other = files_of(two), files_of(train(corrections(2)))
    assert one == other
    for name, content in one.items():
        (tmp_path / name).write_bytes(content)
    opened = open_model(tmp_path)
    assert opened.version.startswith(f"{open_model().version}+own.")
    assert opened.adaptation is not None
    assert OWN in one


def test_a_model_for_other_features_is_refused(tmp_path, two):
    from joinedup_refs.errors import ModelInvalid

    files = files_of(two)
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    manifest = tmp_path / "model.json"
    text = manifest.read_text(encoding="utf-8")
    mark = text.partition('"features": "')[2][:16]
    manifest.write_text(text.replace(mark, "0" * 16), encoding="utf-8")
    with pytest.raises(ModelInvalid, match="another version"):
        open_model(tmp_path)


def test_without_weights_the_scores_stay(two):
    adaptation = two.adaptation
    empty = adaptation._replace(
        hidden=np.zeros_like(adaptation.hidden), weights=np.zeros_like(adaptation.weights)
    )
    (scored,) = load().scored(["Perri 6 (1997), Holistic Government (Demos)."])
    bent = empty.bent(scored.scores, scored.hidden, scored.rows)
    assert bent == pytest.approx(scored.scores)


def test_an_adaptation_reads_as_it_was_written(two):
    adaptation = two.adaptation
    channels, labels = adaptation.hidden.shape
    again = from_arrays(arrays_of(adaptation), channels, labels)
    assert again.features == adaptation.features
    assert (again.weights == adaptation.weights).all()
    assert (again.hidden == adaptation.hidden).all()
    with pytest.raises(ValueError, match="fit"):
        from_arrays(arrays_of(adaptation), channels, labels + 1)


def test_features_name_neighbours_and_columns():
    tokens = tokenize("A | b | 12")
    words, around = load().opened.featurizer.examined(tokens)
    rows = features_of(tokens, words, around.rows())
    assert "-1=|" in rows[2]
    assert "1=|" in rows[2]
    assert "#|1" in rows[2]
    assert "#|2" in rows[4]
    assert "1=$" in rows[4]


def test_descent_finds_the_bottom_of_a_long_valley():
    def valley(x):  # Rosenbrock 1960: the minimum is at (1, 1)
        a, b = float(x[0]), float(x[1])
        slope = [-2 * (1 - a) - 400 * a * (b - a * a), 200 * (b - a * a)]
        return (1 - a) ** 2 + 100 * (b - a * a) ** 2, np.array(slope, np.float32)

    assert minimum(valley, np.array([-1, 1], np.float32), 200) == pytest.approx([1, 1], abs=0.05)
