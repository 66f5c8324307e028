"""The sequence model as it learns: the network of `parse/network.py` in torch, trained as a CRF.

Features are hidden at random while it learns, gazetteers and words above all, for at work many a
name, journal and place is not known.
"""

import io
import random
import sys
import time
from collections import Counter
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn
from torch.nn import functional

from joinedup_refs.parse.features import Featurizer
from joinedup_refs.parse.tokens import tokenize
from training.sample import Sample, tags

DIMENSIONS, CHANNELS = 64, 128
REACHES = (1, 2, 4, 8, 1)
"""How far each convolution looks: together 16 tokens to either side."""
LEAST_SEEN = 5
"""A feature seen less often is not learnt."""
DROPPED = 0.22
WORDS_DROPPED = 0.2
HINTS_DROPPED = 0.25
HIDDEN_DROPPED = 0.2
RATE = 2e-3
BATCH_TOKENS = 2400
MOST_TOKENS = 400
HELD_BACK = 600
"""Strings on which the loss is told after each epoch; nothing is chosen by it."""

Arrays = dict[str, NDArray[Any]]


class Coded(NamedTuple):
    """All strings as numbers: features of each token one after another, and the tags."""

    codes: NDArray[np.int64]
    starts: NDArray[np.int64]
    """Where each token's features start; one more at the end."""
    labels: NDArray[np.int64]
    tokens: NDArray[np.int64]
    """Where each string's tokens start; one more at the end."""


def coded(samples: Sequence[Sample], featurizer: Featurizer) -> tuple[Coded, list[str], list[str]]:
    """Turn strings into numbers; gives the names of the features and of the labels too."""
    numbers: dict[str, int] = {}
    counts: Counter[int] = Counter()
    codes: list[int] = []
    starts, ends_of_strings = [0], [0]
    names: dict[str, int] = {}
    labels: list[int] = []
    for sample in samples:
        tokens = tokenize(sample.raw)
        if not 0 < len(tokens) <= MOST_TOKENS:
            continue
        for row in featurizer.features(tokens):
            row_codes = [numbers.setdefault(feature, len(numbers)) for feature in row]
            counts.update(row_codes)
            codes += row_codes
            starts.append(len(codes))
        labels += [names.setdefault(tag, len(names)) for tag in tags(sample, tokens)]
        ends_of_strings.append(len(labels))
    kept = sorted(f for f, code in numbers.items() if counts[code] >= LEAST_SEEN)
    renumbered = np.full(len(numbers), -1, np.int64)
    renumbered[[numbers[f] for f in kept]] = np.arange(len(kept))
    ordered = sorted(names)
    of_label = np.empty(len(names), np.int64)
    of_label[[names[name] for name in ordered]] = np.arange(len(ordered))
    all_codes = renumbered[np.array(codes)]
    known = all_codes >= 0
    moved = np.concatenate([[0], np.cumsum(known)])[np.array(starts)]
    data = Coded(all_codes[known], moved, of_label[np.array(labels)], np.array(ends_of_strings))
    return data, kept, ordered


class Network(nn.Module):
    """Feature vectors, dilated convolutions with residual connections, scores of labels."""

    def __init__(self, features: int, labels: int) -> None:
        super().__init__()
        self.table = nn.EmbeddingBag(features, DIMENSIONS, mode="sum")
        nn.init.normal_(self.table.weight, std=0.1)
        self.project = nn.Linear(DIMENSIONS, CHANNELS)
        self.convolve = nn.ModuleList(
            nn.Conv1d(CHANNELS, CHANNELS, 3, padding=reach, dilation=reach) for reach in REACHES
        )
        self.normal = nn.ModuleList(nn.LayerNorm(CHANNELS) for _ in REACHES)
        self.output = nn.Linear(CHANNELS, labels)
        self.following = nn.Parameter(torch.zeros(labels, labels))
        self.opening = nn.Parameter(torch.zeros(labels))

    def forward(
        self, codes: torch.Tensor, starts: torch.Tensor, inside: torch.Tensor
    ) -> torch.Tensor:
        """Score the labels: strings by tokens by labels."""
        mask = inside[..., None]
        x = functional.relu(self.project(self.table(codes, starts)))
        x = functional.dropout(x, HIDDEN_DROPPED, self.training).view(*inside.shape, -1) * mask
        for convolve, normal in zip(self.convolve, self.normal, strict=True):
            seen = convolve((normal(x) * mask).transpose(1, 2)).transpose(1, 2)
            x = (
                x + functional.dropout(functional.relu(seen), HIDDEN_DROPPED, self.training)
            ) * mask
        scores: torch.Tensor = self.output(x)
        return scores

    def loss(
        self, scores: torch.Tensor, labels: torch.Tensor, inside: torch.Tensor
    ) -> torch.Tensor:
        """Give the negative log-likelihood of the labels, per token (Lafferty et al. 2001)."""
        strings = torch.arange(len(scores))
        first = labels[:, 0]
        earned = self.opening[first] + scores[strings, 0, first]
        at_token = scores.gather(2, labels[..., None])[..., 0]
        steps = at_token[:, 1:] + self.following[labels[:, :-1], labels[:, 1:]]
        earned = earned + (steps * inside[:, 1:]).sum(1)
        forward = self.opening + scores[:, 0]
        weights = self.following.exp()
        for t in range(1, scores.shape[1]):
            top = forward.max(1, keepdim=True).values
            reached = torch.log((forward - top).exp() @ weights + 1e-30) + top + scores[:, t]
            forward = torch.where(inside[:, t : t + 1] > 0, reached, forward)
        total: torch.Tensor = (forward.logsumexp(1) - earned).sum() / inside.sum()
        return total


class Feeder:
    """Batches of strings of like length, with features hidden at random."""

    def __init__(self, data: Coded, features: Sequence[str], seed: int) -> None:
        self._data = data
        self._rng = np.random.default_rng(seed)
        self._hint = np.array([_is_hint(name) for name in features])
        self._word = np.array([name.startswith("w=") for name in features])

    def batches(self, strings: NDArray[np.int64]) -> list[list[int]]:
        """Group strings: alike in length within a few thousand, in no order."""
        strings = self._rng.permutation(strings)
        lengths = np.diff(self._data.tokens)
        found: list[list[int]] = []
        for at in range(0, len(strings), 3000):
            batch: list[int] = []
            for i in sorted(strings[at : at + 3000].tolist(), key=lambda i: lengths[i]):
                if batch and (len(batch) + 1) * lengths[i] > BATCH_TOKENS:
                    found.append(batch)
                    batch = []
                batch.append(i)
            found.append(batch)
        order = self._rng.permutation(len(found))
        return [found[i] for i in order]

    def tensors(self, batch: Sequence[int], *, hide: bool) -> tuple[torch.Tensor, ...]:
        """Give codes, where each token's start, the labels, and which places are tokens."""
        data = self._data
        longest = max(int(data.tokens[i + 1] - data.tokens[i]) for i in batch)
        counts = np.zeros((len(batch), longest), np.int64)
        inside = np.zeros((len(batch), longest), np.float32)
        labels = np.zeros((len(batch), longest), np.int64)
        codes: list[NDArray[np.int64]] = []
        for row, i in enumerate(batch):
            first, last = data.tokens[i], data.tokens[i + 1]
            chosen = data.codes[data.starts[first] : data.starts[last]]
            each = np.diff(data.starts[first : last + 1])
            if hide:
                kept = self._kept(chosen, each)
                owner = np.repeat(np.arange(len(each)), each)
                each = np.bincount(owner[kept], minlength=len(each))
                chosen = chosen[kept]
            codes.append(chosen)
            counts[row, : last - first] = each
            inside[row, : last - first] = 1
            labels[row, : last - first] = data.labels[first:last]
        starts = np.concatenate([[0], np.cumsum(counts.ravel())[:-1]])
        arrays = (np.concatenate(codes), starts, labels, inside)
        return tuple(torch.from_numpy(array) for array in arrays)

    def _kept(self, codes: NDArray[np.int64], each: NDArray[np.int64]) -> NDArray[np.bool_]:
        kept: NDArray[np.bool_] = self._rng.random(len(codes)) >= DROPPED
        if self._rng.random() < HINTS_DROPPED:
            kept &= ~self._hint[codes]
        unseen = np.repeat(self._rng.random(len(each)) < WORDS_DROPPED, each)
        return kept & ~(unseen & self._word[codes])


def _is_hint(feature: str) -> bool:
    """Tell whether a feature comes from a gazetteer."""
    return (feature[0] == "g" and feature[2:3] == "=") or feature[:2] in {"Sg", "Pg"}


def learn(
    samples: Sequence[Sample], featurizer: Featurizer, epochs: int, seed: int
) -> dict[str, NDArray[Any]]:
    """Train the network and give the arrays of its file."""
    torch.manual_seed(seed)
    random.seed(seed)
    data, features, labels = coded(samples, featurizer)
    feeder = Feeder(data, features, seed)
    strings = np.random.default_rng(seed).permutation(len(data.tokens) - 1)
    watched, learnt = strings[:HELD_BACK], strings[HELD_BACK:]
    network = Network(len(features), len(labels))
    optimiser = torch.optim.AdamW(network.parameters(), lr=RATE, weight_decay=1e-4)
    steps = epochs * len(feeder.batches(learnt))
    step, started = 0, time.monotonic()
    for epoch in range(epochs):
        network.train()
        for batch in feeder.batches(learnt):
            step += 1
            for group in optimiser.param_groups:  # quickly up, then straight down
                group["lr"] = RATE * min(1.0, step / 200) * max(0.02, 1 - step / steps)
            codes, starts, wanted, inside = feeder.tensors(batch, hide=True)
            loss = network.loss(network(codes, starts, inside), wanted, inside)
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
        seconds = time.monotonic() - started
        told = _loss(network, feeder, watched)
        print(f"epoch {epoch + 1}: loss {told:.4f} a token, {seconds:.0f} s", file=sys.stderr)
    return arrays(network, features, labels)


@torch.no_grad()
def _loss(network: Network, feeder: Feeder, strings: NDArray[np.int64]) -> float:
    network.eval()
    total = tokens = 0.0
    for batch in feeder.batches(strings):
        codes, starts, wanted, inside = feeder.tensors(batch, hide=False)
        loss = network.loss(network(codes, starts, inside), wanted, inside)
        total += float(loss) * float(inside.sum())
        tokens += float(inside.sum())
    return total / tokens


def arrays(network: Network, features: Sequence[str], labels: Sequence[str]) -> Arrays:
    """Give the arrays of a model file; `joinedup_refs.parse.network.from_arrays` reads them."""
    weights = {name: value.numpy() for name, value in network.state_dict().items()}
    table = weights["table.weight"]
    scale = np.maximum(np.abs(table).max(axis=1), 1e-9) / 127
    found: Arrays = {
        "features": _text(features),
        "labels": _text(labels),
        "table": np.round(table / scale[:, None]).astype(np.int8),
        "scale": scale.astype(np.float32),
        "project": _half(weights["project.weight"].T),
        "project_bias": _half(weights["project.bias"]),
        "output": _half(weights["output.weight"].T),
        "output_bias": _half(weights["output.bias"]),
        "opening": weights["opening"],
        "following": weights["following"],
        "reach": np.array(REACHES, np.int16),
    }
    for i in range(len(REACHES)):
        kernel = weights[f"convolve.{i}.weight"]  # out, in, place
        found[f"weights{i}"] = _half(np.concatenate([kernel[:, :, k].T for k in range(3)]))
        found[f"bias{i}"] = _half(weights[f"convolve.{i}.bias"])
        found[f"gain{i}"] = _half(weights[f"normal.{i}.weight"])
        found[f"shift{i}"] = _half(weights[f"normal.{i}.bias"])
    return found


def _text(names: Sequence[str]) -> NDArray[np.uint8]:
    return np.frombuffer("\n".join(names).encode("utf-8"), np.uint8)


def _half(array: NDArray[Any]) -> NDArray[np.float16]:
    return np.ascontiguousarray(array, np.float16)


def packed_arrays(arrays_of_model: Arrays) -> bytes:
    """Pack the arrays as a file; the same arrays give the same bytes."""
    held = io.BytesIO()
    np.savez_compressed(held, **arrays_of_model)
    return held.getvalue()
