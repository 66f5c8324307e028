"""A model of one's own: the shipped one, and what corrected references teach on top of it.

Everything is told: which corrections could be used, how well references are read before and after
(each of them left out of what is learnt when it is tested), and what is read otherwise elsewhere.
"""

import hashlib
import io
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from joinedup_refs.model.value import Json
from joinedup_refs.parse.adapt import Lesson, learnt
from joinedup_refs.parse.adaptation import Adaptation, arrays_of
from joinedup_refs.parse.align import Aligned, align
from joinedup_refs.parse.corrections import Correction, Passed, written
from joinedup_refs.parse.labeller import Labeller, Scored, load, stretches
from joinedup_refs.parse.lattice import decode
from joinedup_refs.parse.model_file import (
    CLASSES,
    GAZETTEERS,
    MANIFEST,
    MODEL,
    OWN,
    checked_files,
    fingerprint,
)
from joinedup_refs.parse.tally import Tally, differing
from joinedup_refs.parse.values import plain
from joinedup_refs.tables import rows

__all__ = ["CORRECTIONS", "KEPT", "MOST", "Changed", "Trained", "files_of", "train"]

CORRECTIONS = "corrections.jsonl"
KEPT = "kept.txt"
MOST = 3000
"""Corrections that are learnt from; more teach no more of a style."""
_MOST_TESTED = 400
"""Corrections that take part in cross-validation, which learns several times."""
_FOLDS = 5
_MOST_KEPT = 1000
_BATCH = 64


class Changed(NamedTuple):
    """A kept reference that is read otherwise than before."""

    text: str
    variables: tuple[str, ...]


class Other(NamedTuple):
    """References that were to be read as before."""

    fields: int
    """How many fields the shipped model reads in them."""
    differing: int
    changed: tuple[Changed, ...]


class Trained(NamedTuple):
    """What was learnt, from what, and how good it is."""

    adaptation: Adaptation
    corrections: tuple[Correction, ...]
    kept: tuple[str, ...]
    passed: tuple[Passed, ...]
    """What could not be used."""
    partly: tuple[Passed, ...]
    """What could be used but for some of its values."""
    tested: int
    """How many references took part in the cross-validation; 0 where there were too few."""
    before: Tally
    after: Tally
    beyond: Tally
    """What comes out of the right labels: what is wrong here no label can mend."""
    other: Other
    """The references that come with the package."""
    own: Other
    """Those that the user wants kept."""

    @property
    def better(self) -> bool:
        """Whether references like the corrected ones are read better than before."""
        return self.after.share > self.before.share


def train(
    corrections: Sequence[Correction],
    kept: Iterable[str] = (),
    on_progress: Callable[[int, int], None] | None = None,
) -> Trained | tuple[Passed, ...]:
    """Learn from corrections, with other references to be read as before.

    The same corrections in the same order give the same model, byte for byte. `on_progress` is
    told how many rounds of learning are done, and how many there are.

    Returns:
        What was learnt; or, where no correction could be used, the reasons.
    """
    labeller = load()
    labels = labeller.opened.labels
    used, passed, partly = _usable(corrections[:MOST], labels)
    if not used:
        return tuple(passed)
    given = [one for one, _ in used]
    kept = _to_keep(kept, given)
    rehearsed = tuple(row["reference"] for row in rows("rehearsal"))
    stay = _scored(labeller, (*rehearsed, *kept))
    cases = [
        _Case(one.text, _printed(one, aligned), Lesson(scored, _may(aligned, labels)))
        for scored, (one, aligned) in zip(
            _scored(labeller, [one.text for one in given]), used, strict=True
        )
    ]
    adaptation = learnt(labeller, [case.lesson for case in cases], stay)
    before, after, tested = _tested(labeller, cases, stay, on_progress or _silent)
    beyond = Tally()
    for case in cases:
        beyond.count(case.wanted, _with_right_labels(labeller, case))
    bent = _bent(labeller, adaptation)
    return Trained(
        adaptation=adaptation,
        corrections=tuple(given),
        kept=kept,
        passed=tuple(passed),
        partly=tuple(partly),
        tested=tested,
        before=before,
        after=after,
        beyond=beyond,
        other=_compared(labeller, bent, rehearsed),
        own=_compared(labeller, bent, kept),
    )


class _Case(NamedTuple):
    text: str
    wanted: dict[str, Json]
    """The right values as far as they stand in the text."""
    lesson: Lesson


def _silent(_done: int, _all: int) -> None:
    """Say nothing of how far it is."""


def _to_keep(kept: Iterable[str], given: Sequence[Correction]) -> tuple[str, ...]:
    """Give each reference once, and none that is corrected."""
    corrected = {one.text for one in given}
    each = dict.fromkeys(text for text in map(_one_line, kept) if text)
    return tuple(text for text in each if text not in corrected)[:_MOST_KEPT]


def _scored(labeller: Labeller, texts: Sequence[str]) -> list[Scored]:
    batches = (texts[at : at + _BATCH] for at in range(0, len(texts), _BATCH))
    return [scored for batch in batches for scored in labeller.scored(batch)]


def _tested(
    labeller: Labeller,
    cases: Sequence[_Case],
    stay: Sequence[Scored],
    on_progress: Callable[[int, int], None],
) -> tuple[Tally, Tally, int]:
    """Read each corrected string as before, and by a model that did not learn from it."""
    folds = _folds([case.text for case in cases])
    before, after = Tally(), Tally()
    on_progress(1, len(folds) + 1)
    for number, fold in enumerate(folds, 2):
        held = frozenset(fold)
        taught = [case.lesson for i, case in enumerate(cases) if i not in held]
        bent = _bent(labeller, learnt(labeller, taught, stay))
        for tally, reader in ((before, labeller), (after, bent)):
            read = _read(reader, [cases[i].text for i in fold])
            for i, item in zip(fold, read, strict=True):
                tally.count(cases[i].wanted, item)
        on_progress(number, len(folds) + 1)
    return before, after, sum(map(len, folds))


def _usable(
    corrections: Iterable[Correction], labels: Sequence[str]
) -> tuple[list[tuple[Correction, Aligned]], list[Passed], list[Passed]]:
    """Part what can be learnt from from what cannot, with the reasons."""
    used: list[tuple[Correction, Aligned]] = []
    passed: list[Passed] = []
    partly: list[Passed] = []
    for one in corrections:
        aligned = align(one.text, one.csl, labels)
        missing = ", ".join(aligned.missing)
        if not aligned.placed or len(aligned.missing) > len(aligned.placed):
            why = f"its {missing}" if missing else "what it holds"
            passed.append(Passed(one.place, f"{why} cannot be found in the text"))
            continue
        if missing:
            passed_over = f"its {missing} cannot be found in the text; the rest is used"
            partly.append(Passed(one.place, passed_over))
        used.append((one, aligned))
    return used, passed, partly


def _may(aligned: Aligned, labels: Sequence[str]) -> NDArray[np.bool_]:
    """Write which labels each token may have as a table."""
    number = {label: i for i, label in enumerate(labels)}
    may = np.zeros((len(aligned.tokens), len(labels)), np.bool_)
    for row, allowed in zip(may, aligned.may, strict=True):
        row[[number[label] for label in allowed] if allowed else slice(None)] = True
    return may


def _printed(one: Correction, aligned: Aligned) -> dict[str, Json]:
    """Leave out the values that do not stand in the text: no reading can give them."""
    return {v: value for v, value in one.csl.items() if v not in aligned.missing}


def _folds(texts: Sequence[str]) -> list[list[int]]:
    """Part strings into those that are tested together; by what they are, not their order."""
    order = sorted(range(len(texts)), key=lambda i: _digest(texts[i].encode()))
    order = order[:_MOST_TESTED]
    if len(order) < 2:
        return []
    count = min(_FOLDS, len(order))
    return [sorted(order[n::count]) for n in range(count)]


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _bent(labeller: Labeller, adaptation: Adaptation) -> Labeller:
    return Labeller(labeller.opened._replace(adaptation=adaptation))


def _read(labeller: Labeller, texts: Sequence[str]) -> list[dict[str, Json]]:
    batches = (texts[at : at + _BATCH] for at in range(0, len(texts), _BATCH))
    labelled = [labels for batch in batches for labels in labeller.label_many(batch)]
    return [plain(text, labels).item for text, labels in zip(texts, labelled, strict=True)]


def _with_right_labels(labeller: Labeller, case: _Case) -> Mapping[str, Json]:
    """Read a string with the labels that its correction allows."""
    opened, scored = labeller.opened, case.lesson.scored
    held = np.where(case.lesson.may, scored.scores, np.float32(-1e4))
    ((path, sure),) = decode([held], opened.opening, opened.following)
    tags = [opened.labels[number] for number in path]
    return plain(case.text, stretches(case.text, scored.tokens, tags, sure)).item


def _compared(one: Labeller, other: Labeller, texts: Sequence[str]) -> Other:
    """Say what two models read differently."""
    fields = 0
    changed: list[Changed] = []
    for text, old, new in zip(texts, _read(one, texts), _read(other, texts), strict=True):
        fields += len(differing(old, {}))
        variables = differing(old, new)
        if variables:
            changed.append(Changed(text, tuple(variables)))
    return Other(fields, sum(len(one.variables) for one in changed), tuple(changed))


def _one_line(text: str) -> str:
    return " ".join(text.split())


def files_of(trained: Trained) -> dict[str, bytes]:
    """Give the files of a model's folder: the shipped ones, what was learnt, and from what."""
    manifest, content = checked_files(None)
    held = io.BytesIO()
    np.savez_compressed(held, **arrays_of(trained.adaptation))  # type: ignore[arg-type]
    files = {name: content[name] for name in (MODEL, GAZETTEERS, CLASSES)}
    files[OWN] = held.getvalue()
    files[CORRECTIONS] = written(trained.corrections)
    files[KEPT] = "".join(f"{text}\n" for text in trained.kept).encode("utf-8", "replace")
    digests = {name: _digest(content) for name, content in sorted(files.items())}
    told = {
        "version": f"{manifest['version']}+own.{digests[OWN][:8]}",
        "features": fingerprint(load().opened.featurizer),
        "sha256": digests,
    }
    files[MANIFEST] = (json.dumps(told, indent=2) + "\n").encode()
    return files
