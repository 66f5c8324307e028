"""The model's folder: checked against its hashes before anything in it is opened.

No byte of a file is looked into before its hash is known to be right, and what was checked is what
is opened: the bytes themselves. The arrays are plain numbers; nothing in them is ever executed.
"""

import gzip
import hashlib
import json
import os
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from joinedup_refs.errors import ModelInvalid
from joinedup_refs.parse import adaptation
from joinedup_refs.parse.adaptation import Adaptation
from joinedup_refs.parse.features import Featurizer, Gazetteer
from joinedup_refs.parse.network import Network, from_arrays, numbers
from joinedup_refs.parse.sureness import Sureness, sureness_from
from joinedup_refs.parse.tokens import tokenize

__all__ = [
    "CLASSES",
    "GAZETTEERS",
    "MANIFEST",
    "MODEL",
    "OWN",
    "SURENESS",
    "Choice",
    "Model",
    "OpenedModel",
    "checked_files",
    "chosen",
    "featurizer_from",
    "fingerprint",
    "model_at",
    "open_model",
    "shipped",
]

MANIFEST = "model.json"
MODEL = "labels.npz"
GAZETTEERS = "gazetteers.tsv.gz"
CLASSES = "word_classes.tsv"
SURENESS = "sureness.tsv"
OWN = "own.npz"
"""What was learnt from a user's corrections; the shipped model has none."""
PHRASE_KINDS = frozenset("JPL")
"""Gazetteers of phrases: journals, publishers, places. The other kinds are words of names."""
_AGAIN = "install joinedup-refs again"
_TRAIN = "name a folder that joinedup-refs train has written"
_LARGEST = 200_000_000
"""Bytes of a file; a model's are some megabytes."""
_PROBE = (
    "Ólafsdóttir, K. B. & van der Berg, J. (Eds.), 2004a. “The Long Road”: A Study. In: Journal of "
    "Public Policy, Vol. 12, No. 3, pp. 45–61. London: Example Press. doi:10.1234/x.5"
)
"""A reference whose features tell whether a model was made for the features of this version."""


class Model(NamedTuple):
    """Which model is meant: a folder, and the hash of the manifest that vouches for its files."""

    folder: str
    digest: str
    """SHA-256 of the manifest, so that a folder written anew is another model."""


Choice: TypeAlias = os.PathLike[str] | Model | None
"""How a caller says which model is to read: a folder, one already looked at, or the shipped one."""


class OpenedModel(NamedTuple):
    """The network, the features it was trained with, its labels, and the model's version."""

    network: Network
    featurizer: Featurizer
    labels: tuple[str, ...]
    opening: NDArray[np.float32]
    """What each label earns at the start of a string."""
    following: NDArray[np.float32]
    """What each label (column) earns after each other (row)."""
    version: str
    sureness: Sureness = Sureness({})
    """How often values are right that the network and the grammars are so sure of."""
    adaptation: Adaptation | None = None
    """What was learnt from a user's corrections on top."""


def shipped() -> Traversable:
    """Give the folder of the shipped model."""
    return files("joinedup_refs.parse").joinpath("model")


def model_at(folder: os.PathLike[str] | str) -> Model:
    """Say which model a folder holds at present; only its manifest is read.

    Raises:
        ModelInvalid: it holds none.
    """
    path = Path(folder).absolute()
    return Model(str(path), hashlib.sha256(_manifest_bytes(path)).hexdigest())


def chosen(choice: Choice) -> Model | None:
    """Say which model a caller means; None is the shipped one.

    Raises:
        ModelInvalid: the folder holds none.
    """
    return choice if choice is None or isinstance(choice, Model) else model_at(choice)


def open_model(folder: Traversable | Model | None = None) -> OpenedModel:
    """Check and open the model in `folder`, by default the shipped one.

    Raises:
        ModelInvalid: a file is missing, its SHA-256 is not the one in the manifest, or its arrays
            are not those of a model.
    """
    manifest, content = checked_files(folder)
    missing = {MODEL, GAZETTEERS, CLASSES} - content.keys()
    if missing:
        raise ModelInvalid(f"{MANIFEST} does not vouch for {', '.join(sorted(missing))}")
    try:
        gazetteer_lines = gzip.decompress(content[GAZETTEERS]).decode("utf-8").splitlines()
        class_lines = content[CLASSES].decode("utf-8").splitlines()
        featurizer = featurizer_from(gazetteer_lines, class_lines)
        opened = _network(content[MODEL], featurizer, manifest["version"])._replace(
            sureness=sureness_from(content.get(SURENESS, b"").decode("utf-8").splitlines())
        )
        if OWN in content:
            _refuse_other_features(manifest, featurizer)
            opened = opened._replace(adaptation=_adaptation(content[OWN], opened.network))
    except (KeyError, ValueError, EOFError, OSError, zipfile.BadZipFile, zlib.error) as error:
        raise ModelInvalid(f"the parsing model holds what is none: {error}\n{_TRAIN}") from error
    return opened


def _network(content: bytes, featurizer: Featurizer, version: str) -> OpenedModel:
    with np.load(BytesIO(content), allow_pickle=False) as arrays:
        network = from_arrays(arrays)
        labels = tuple(bytes(arrays["labels"]).decode("utf-8").split("\n"))
        count = network.labels
        if len(labels) != count:
            raise ValueError(f"{len(labels)} labels, and {count} are scored")
        opening = numbers(arrays, "opening", count)
        following = numbers(arrays, "following", count, count)
    return OpenedModel(network, featurizer, labels, opening, following, version)


def _adaptation(content: bytes, network: Network) -> Adaptation:
    with np.load(BytesIO(content), allow_pickle=False) as arrays:
        return adaptation.from_arrays(arrays, network.channels, network.labels)


def fingerprint(featurizer: Featurizer) -> str:
    """Tell the features of this version from those of another, by what a reference looks like."""
    tokens = tokenize(_PROBE)
    words, around = featurizer.examined(tokens)
    rows = adaptation.features_of(tokens, words, around.rows())
    return hashlib.sha256(json.dumps(rows).encode()).hexdigest()[:16]


def _refuse_other_features(manifest: Mapping[str, Any], featurizer: Featurizer) -> None:
    if manifest.get("features") != fingerprint(featurizer):
        raise ModelInvalid(
            "the parsing model was made by another version of joinedup-refs\n"
            "make it again: joinedup-refs train --from FOLDER -o NEW_FOLDER"
        )


def checked_files(folder: Traversable | Model | None) -> tuple[dict[str, Any], dict[str, bytes]]:
    """Give the manifest of a model and the content of its files, each checked by its hash.

    Raises:
        ModelInvalid: a file is missing, or is not the one that the manifest vouches for.
    """
    place = Path(folder.folder) if isinstance(folder, Model) else folder or shipped()
    told = _manifest_bytes(place)
    if isinstance(folder, Model) and hashlib.sha256(told).hexdigest() != folder.digest:
        raise ModelInvalid(f"the parsing model in {place} was changed meanwhile\nbegin again")
    manifest = _manifest(told, place)
    digests = manifest["sha256"].items()
    return manifest, {name: _checked(place, name, digest) for name, digest in digests}


def _manifest_bytes(folder: Traversable) -> bytes:
    try:
        return folder.joinpath(MANIFEST).read_bytes()
    except OSError as error:
        raise ModelInvalid(
            f"{_told(folder)} holds no parsing model: {MANIFEST} cannot be read\n{_way_out(folder)}"
        ) from error


def _manifest(told: bytes, folder: Traversable) -> dict[str, Any]:
    """Read the manifest: version, and the SHA-256 of every file."""
    try:
        manifest = json.loads(told.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise ModelInvalid(
            f"the parsing model's {MANIFEST} cannot be read; {_way_out(folder)}"
        ) from error
    if (
        isinstance(manifest, dict)
        and isinstance(manifest.get("version"), str)
        and isinstance(manifest.get("sha256"), dict)
        and all(Path(name).name == name for name in manifest["sha256"])
    ):
        return manifest
    raise ModelInvalid(
        f"the parsing model's {MANIFEST} lacks its version or hashes\n{_way_out(folder)}"
    )


def _checked(folder: Traversable, name: str, digest: str) -> bytes:
    """Read a file of the model, and give it out only if it is the one that was vouched for."""
    try:
        place = folder.joinpath(name)
        if isinstance(place, Path) and place.stat().st_size > _LARGEST:
            raise ModelInvalid(f"the parsing model's {name} is too large; {_way_out(folder)}")
        content = place.read_bytes()
    except OSError as error:
        raise ModelInvalid(f"the parsing model lacks {name}; {_way_out(folder)}") from error
    if hashlib.sha256(content).hexdigest() != digest:
        raise ModelInvalid(
            f"the parsing model's {name} is not the file that was "
            f"{'shipped' if _is_shipped(folder) else 'written'}; it was not opened\n"
            f"{_way_out(folder)}"
        )
    return content


def _is_shipped(folder: Traversable) -> bool:
    return str(folder) == str(shipped())


def _told(folder: Traversable) -> str:
    return "joinedup-refs" if _is_shipped(folder) else str(folder)


def _way_out(folder: Traversable) -> str:
    return _AGAIN if _is_shipped(folder) else _TRAIN


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
    sizes: dict[str, int] = {}
    for phrase in kept:
        first = phrase.partition(" ")[0]
        sizes[first] = sizes.get(first, 0) | 2 << phrase.count(" ")
    return Gazetteer(kept, sizes)


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
