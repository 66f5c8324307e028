"""How many records were identified, removed as duplicates, and left, for a flow diagram.

Source: PRISMA 2020: M. J. Page et al. (2021), BMJ 372, n71: records identified from each database,
and duplicate records removed before screening.
"""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass

from joinedup_refs.duplicates.reading import Held, HeldFile
from joinedup_refs.model.value import Json
from joinedup_refs.sources.words import words_of


@dataclass(frozen=True, slots=True)
class Count:
    """What became of the records of one database, one file, or all."""

    name: str
    identified: int
    duplicates: int
    """Records merged into another one."""

    @property
    def left(self) -> int:
        """Records that remain to be screened."""
        return self.identified - self.duplicates


@dataclass(frozen=True, slots=True)
class Counts:
    """The numbers; those of the databases, and those of the files, add up to those of all."""

    databases: tuple[Count, ...]
    files: tuple[Count, ...]
    all: Count
    groups: int
    """Works that several records are of."""
    possible: int
    """Pairs that a person has to judge, which are no duplicates so far."""
    unread: int
    """Records of the files that could not be read, which are counted nowhere else."""

    def to_json(self) -> dict[str, Json]:
        """Give the numbers as JSON has them."""
        return {
            "schema": 1,
            "databases": [_json(count) for count in self.databases],
            "files": [_json(count) for count in self.files],
            "all": _json(self.all),
            "groups": self.groups,
            "possible_pairs": self.possible,
            "unread": self.unread,
        }


def counted(
    files: Iterable[HeldFile],
    records: Sequence[Held],
    groups: Iterable[Sequence[int]],
    possible: int,
) -> Counts:
    """Count; of each group the first record is the one that stays."""
    groups = tuple(groups)
    spare = {place for group in groups for place in group[1:]}
    files = tuple(files)
    by_file = dict.fromkeys(file.name for file in files)
    return Counts(
        databases=_of(_names(one.database for one in records), spare),
        files=_of([one.file for one in records], spare, by_file),
        all=Count("all", len(records), len(spare)),
        groups=len(groups),
        possible=possible,
        unread=sum(gap.lost for file in files for gap in file.gaps),
    )


def _names(told: Iterable[str]) -> list[str]:
    """Give names, the same for those that differ in case and signs only: the one met first."""
    first: dict[tuple[str, ...], str] = {}
    return [first.setdefault(words_of(name) or (name,), name) for name in told]


def _of(names: Sequence[str], spare: set[int], wanted: Iterable[str] = ()) -> tuple[Count, ...]:
    found = {name: [0, 0] for name in (*wanted, *names)}
    for place, name in enumerate(names):
        found[name][0] += 1
        found[name][1] += place in spare
    return tuple(Count(name, *numbers) for name, numbers in found.items())


def _json(count: Count) -> Json:
    return {**asdict(count), "left": count.left}
