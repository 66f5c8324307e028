"""An index as a source of records."""

import os
from collections.abc import Callable, Mapping
from functools import lru_cache, partial
from pathlib import Path

from joinedup_refs.model.evidence import Candidate
from joinedup_refs.model.value import Json
from joinedup_refs.sources import crossref_work
from joinedup_refs.sources.csl_candidate import candidate_of_item
from joinedup_refs.sources.index.reading import Reading, places_in
from joinedup_refs.sources.source import Query


class Index:
    """Records of a folder that `joinedup-refs index build` has made, without any network.

    It is read as it stood when it was opened, whatever is built afterwards, and may be asked from
    several threads.

    Raises:
        ConfigInvalid: there is no index in the folder, or none that was finished.
        SourceUnavailable: it is damaged.
    """

    def __init__(self, folder: os.PathLike[str] | str, *, name: str = "") -> None:
        self._reading = Reading(Path(folder))
        self._name = name or Path(folder).resolve().name

    def __len__(self) -> int:
        return len(self._reading)

    @property
    def name(self) -> str:
        """What the source is called in origins and reports: the folder's name."""
        return self._name

    def candidates(self, query: Query, *, most: int = 5) -> tuple[Candidate, ...]:
        """Give the record of the printed DOI, then those that share most with the reference.

        Raises:
            SourceUnavailable: the index is damaged.
        """
        if most < 1:
            return ()
        at = self._reading.find(query.doi) if query.doi else None
        places = [] if at is None else [at]
        text = f"{query.text} {query.title}"
        keys = places_in(text, query.volume, query.page, query.year[:4])
        looked_for = self._reading.looking_for(text, places=keys)
        if looked_for is not None:
            places += [hit.at for hit in self._reading.ranked(looked_for, most)]
        return tuple(self._candidate(at) for at in list(dict.fromkeys(places))[:most])

    def again(self) -> "Callable[[], Index]":
        """Give what opens the index in another process, once there, as it stands by then."""
        return partial(_opened, str(self._reading.folder.resolve()), self._name)

    def search(self, text: str, *, most: int = 5) -> tuple[Candidate, ...]:
        """Give the records that share most with a text.

        Raises:
            SourceUnavailable: the index is damaged.
        """
        return self.candidates(Query(text=text), most=most)

    def get(self, doi: str) -> Candidate | None:
        """Give the record of a DOI; None where there is none.

        Raises:
            SourceUnavailable: the index is damaged.
        """
        at = self._reading.find(doi)
        return None if at is None else self._candidate(at)

    def _candidate(self, at: int) -> Candidate:
        return candidate_of(self._reading.work(at), self._name)


@lru_cache(maxsize=4)
def _opened(folder: str, name: str) -> Index:
    return Index(folder, name=name)


def candidate_of(message: Mapping[str, Json], name: str) -> Candidate:
    """Give a record of an index as a candidate."""
    item = message.get("csl")
    if isinstance(item, dict):
        return candidate_of_item(item, name, str(message.get("id")))
    return crossref_work.candidate(message, name)
