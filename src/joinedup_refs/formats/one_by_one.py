"""Records written one by one, so that none has to be held until the keys of all are known."""

from collections.abc import Iterable, Sequence

from joinedup_refs.formats import keys
from joinedup_refs.formats.format import Each, Record, Target


class Writing:
    """The text of a file in the making; it holds what each record says, and its key."""

    def __init__(self, each: Each, target: Target) -> None:
        self._each = each
        self._target: Target = target
        self._parts: list[tuple[str, ...]] = []
        self._named: list[Record] = []

    def add(self, record: Record) -> None:
        """Write a record, but for its key."""
        self._parts.append(self._each.parts(record, self._target))
        self._named.append(keys.named(record))

    @property
    def named(self) -> Sequence[Record]:
        """The records with their keys; of those that came with one nothing else."""
        return self._named

    def text(self) -> str:
        """Give the text of the file, each record under a key of its own."""
        made = self._each.keys(self._named)
        written = [key.join(parts) for key, parts in zip(made, self._parts, strict=True)]
        self._parts.clear()
        return self._each.join(written)


def write(each: Each, records: Iterable[Record], target: Target) -> str:
    """Write records in their order, each under a key of its own."""
    writing = Writing(each, target)
    for record in records:
        writing.add(record)
    return writing.text()
