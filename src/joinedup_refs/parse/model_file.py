"""The model's folder: checked against its hashes before anything in it is opened.

A truncated or altered CRFsuite file crashes the whole process, so no byte of it reaches the library
before its hash is known to be right. What was checked is what is opened: the bytes themselves.
"""

import gzip
import hashlib
import json
from collections.abc import Iterable, Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, NamedTuple

import pycrfsuite

from joinedup_refs.errors import ModelInvalid
from joinedup_refs.parse.features import Featurizer, Gazetteer

__all__ = [
    "CLASSES",
    "GAZETTEERS",
    "MANIFEST",
    "MODEL",
    "OpenedModel",
    "featurizer_from",
    "open_model",
]

MANIFEST = "model.json"
MODEL = "labels.crfsuite"
GAZETTEERS = "gazetteers.tsv.gz"
CLASSES = "word_classes.tsv"
PHRASE_KINDS = frozenset("JPL")
"""Gazetteers of phrases: journals, publishers, places. The other kinds are words of names."""


class OpenedModel(NamedTuple):
    """The tagger, the features it was trained with, and the model's version."""

    tagger: Any
    featurizer: Featurizer
    version: str
    content: bytes
    """The model itself: the tagger reads it in place, so it must live as long as the tagger."""


def open_model(folder: Traversable | None = None) -> OpenedModel:
    """Check and open the model in `folder`, by default the shipped one.

    Raises:
        ModelInvalid: a file is missing, or its SHA-256 is not the one in the manifest.
    """
    folder = folder or files("joinedup_refs.parse").joinpath("model")
    manifest = _manifest(folder)
    content = {name: _checked(folder, name, digest) for name, digest in manifest["sha256"].items()}
    missing = {MODEL, GAZETTEERS, CLASSES} - content.keys()
    if missing:
        raise ModelInvalid(f"{MANIFEST} does not vouch for {', '.join(sorted(missing))}")
    tagger = pycrfsuite.Tagger()
    tagger.open_inmemory(content[MODEL])
    gazetteer_lines = gzip.decompress(content[GAZETTEERS]).decode("utf-8").splitlines()
    class_lines = content[CLASSES].decode("utf-8").splitlines()
    featurizer = featurizer_from(gazetteer_lines, class_lines)
    return OpenedModel(tagger, featurizer, manifest["version"], content[MODEL])


def _manifest(folder: Traversable) -> dict[str, Any]:
    """Read the manifest: version, labels, and the SHA-256 of every file."""
    try:
        manifest = json.loads(folder.joinpath(MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ModelInvalid(
            f"the parsing model's {MANIFEST} cannot be read; install joinedup-refs again"
        ) from error
    if (
        isinstance(manifest, dict)
        and isinstance(manifest.get("version"), str)
        and isinstance(manifest.get("sha256"), dict)
    ):
        return manifest
    raise ModelInvalid(f"the parsing model's {MANIFEST} lacks its version or hashes")


def _checked(folder: Traversable, name: str, digest: str) -> bytes:
    """Read a file of the model, and give it out only if it is the one that was shipped."""
    try:
        content = folder.joinpath(name).read_bytes()
    except OSError as error:
        raise ModelInvalid(
            f"the parsing model lacks {name}; install joinedup-refs again"
        ) from error
    if hashlib.sha256(content).hexdigest() != digest:
        raise ModelInvalid(
            f"the parsing model's {name} is not the file that was shipped; it was not opened.\n"
            "Install joinedup-refs again."
        )
    return content


def featurizer_from(gazetteer_lines: Iterable[str], class_lines: Iterable[str]) -> Featurizer:
    """Build the featurizer from `kind TAB phrase` and `class TAB words` lines."""
    entries: dict[str, list[str]] = {}
    for line in gazetteer_lines:
        if not line.startswith("#"):
            kind, _, phrase = line.partition("\t")
            entries.setdefault(kind, []).append(phrase)
    phrases = {kind: _gazetteer(entries.get(kind, ())) for kind in sorted(PHRASE_KINDS)}
    names = {kind: frozenset(e) for kind, e in entries.items() if kind not in PHRASE_KINDS}
    return Featurizer(phrases, names, _classes(class_lines))


def _gazetteer(phrases: Iterable[str]) -> Gazetteer:
    """Index phrases by their first word."""
    kept = frozenset(phrases)
    longest: dict[str, int] = {}
    for phrase in kept:
        words = phrase.split(" ")
        longest[words[0]] = max(longest.get(words[0], 0), len(words))
    return Gazetteer(kept, longest)


def _classes(lines: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    """Turn the table of word classes round: the classes of each word, in the table's order."""
    classes: dict[str, list[str]] = {}
    for line in lines:
        if line and not line.startswith("#"):
            name, _, words = line.partition("\t")
            for word in words.split():
                known = classes.setdefault(word.lower(), [])
                if name not in known:
                    known.append(name)
    return {word: tuple(names) for word, names in classes.items()}
