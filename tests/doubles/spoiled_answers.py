"""Faults of every kind for the service on this machine: each in turn, or mixed by chance."""

import json
import random
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import crossref_server as double
from crossref_server import Answer, Asked

NARROW = (
    ("x-rate-limit-limit", "1"),
    ("x-rate-limit-interval", "1s"),
    ("x-concurrency-limit", "1"),
)
"""Headers that tell of a narrower limit than the published one."""


def _changed(change: Callable[[Any], Any]) -> Callable[[Answer], Answer]:
    """Make a fault that changes the body of a right answer; what is no JSON stays."""

    def fault(right: Answer) -> Answer:
        try:
            return right._replace(body=json.dumps(change(json.loads(right.body))))
        except ValueError:
            return right

    return fault


def _null_works(body: Any) -> Any:
    """Put null for everything that the works say, their DOI aside."""
    message = body["message"]
    for one in message.get("items", [message]):
        one.update(dict.fromkeys(set(one) - {"DOI"}))
    return body


def _unknown(body: Any) -> Any:
    message = body["message"]
    for one in message.get("items") or [message]:
        one.update({"novelty": {"deep": [None, {"er": 1}]}, "x" * 300: "y" * 3000, "score": "high"})
    return body | {"message-version": 99, "unheard-of": []}


FAULTS: dict[str, Callable[[Answer], Answer]] = {
    "429": lambda _: double.overrun(),
    "429 with retry-after": lambda _: double.overrun("3"),
    "429 that narrows": lambda _: double.overrun()._replace(headers=NARROW),
    "500": lambda _: double.BROKEN,
    "500 of text": lambda _: double.ERROR_IS_TEXT,
    "502": lambda _: double.UNAVAILABLE._replace(status=502),
    "503": lambda _: double.UNAVAILABLE,
    "504": lambda _: double.GATEWAY,
    "time-out": lambda _: double.slow(1.2),
    "slow body": lambda right: right._replace(drop_s=0.17),
    "hang-up": lambda _: double.HANGS_UP,
    "reset": lambda right: right._replace(reset=True, promised=len(right.body) + 99),
    "body cut short": lambda right: right._replace(promised=len(right.body.encode()) + 99),
    "truncated JSON": lambda right: right._replace(status=200, body=right.body[:-9] or "{"),
    "page for JSON": lambda _: double.HTML_AS_JSON,
    "page": lambda _: double.HTML,
    "page with 404": lambda _: double.HTML_404,
    "another 404": lambda _: double.OTHER_404,
    "wrong content type": lambda right: right._replace(status=200, media="text/plain"),
    "no content type": lambda right: right._replace(status=200, media=""),
    "empty body": lambda _: double.EMPTY,
    "redirect elsewhere": lambda _: Answer(302, headers=(("Location", "https://log.in/"),)),
    "redirect to itself": lambda _: Answer(307, headers=(("Location", "/works"),)),
    "refused": lambda _: double.REFUSED,
    "null": lambda _: double.JUST_NULL,
    "null message": lambda _: Answer(body='{"status": null, "message": null}'),
    "null items": lambda _: Answer(body='{"message": {"items": null, "DOI": null}}'),
    "items all null": lambda _: Answer(body='{"message": {"items": [null, null]}}'),
    "works of nulls": _changed(_null_works),
    "items left out": lambda _: Answer(body='{"message": {"items": [], "total-results": 5}}'),
}
HARMLESS: dict[str, Callable[[Answer], Answer]] = {"unknown fields": _changed(_unknown)}
LASTING = frozenset({"refused", "page with 404", "another 404"})
"""Faults after which a request is not made again."""


def spoiled(name: str, right: Answer) -> Answer:
    """Put a fault in place of a right answer; one that there is no way to spoil is a 500."""
    sent = (FAULTS | HARMLESS)[name](right)
    return double.BROKEN if sent == right and name in FAULTS else sent


class Poisoned:
    """Every request about some of the references fails, always in the same way."""

    def __init__(self, name: str, words: Iterable[str]) -> None:
        self._name = name
        self._words = tuple(words)

    def __call__(self, asked: Asked, right: Answer) -> Answer:
        """Spoil the answer where the request is about one of them."""
        about = asked.doi or str(asked.parameters)
        return spoiled(self._name, right) if any(w in about for w in self._words) else right


class InTurn:
    """Every so many answers one is spoiled, each time in the next way."""

    def __init__(self, every: int, names: Sequence[str] = tuple(FAULTS)) -> None:
        self._every = every
        self._names = names
        self._number = 0
        self.sent: Counter[str] = Counter()

    def __call__(self, asked: Asked, right: Answer) -> Answer:
        """Spoil the answer, or let it pass."""
        del asked
        self._number += 1
        turn, rest = divmod(self._number, self._every)
        name = "right" if rest else self._names[turn % len(self._names)]
        self.sent[name] += 1
        return right if rest else spoiled(name, right)


class Mixed:
    """By chance, so many of the answers are spoiled, and now and then all of some in a row."""

    def __init__(self, seed: int, share: float, names: Sequence[str] = tuple(FAULTS)) -> None:
        self._random = random.Random(seed)
        self._share = share
        self._names = (*names, *HARMLESS)
        self._burst = 0
        self.sent: Counter[str] = Counter()

    def __call__(self, asked: Asked, right: Answer) -> Answer:
        """Spoil the answer, or let it pass."""
        del asked
        if self._burst:
            self._burst -= 1
            name = "429"
        elif self._random.random() < self._share:
            name = self._random.choice(self._names)
            if name.startswith("429"):
                self._burst = self._random.randrange(8)
        else:
            self.sent["right"] += 1
            return right
        self.sent[name] += 1
        return spoiled(name, right)


def most_in_a_second(asked: Iterable[Asked]) -> int:
    """Count the requests of the busiest second, wherever it begins."""
    times = sorted(one.at_s for one in asked)
    most = first = 0
    for number, at_s in enumerate(times, 1):
        while at_s - times[first] >= 1.0:
            first += 1
        most = max(most, number - first)
    return most
