"""How the sources named on the command line are opened: where answers are kept, and who waits."""

from collections.abc import Callable, Sequence, Sized
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from joinedup_refs.cli import options
from joinedup_refs.cli.terminal import say
from joinedup_refs.errors import ConfigInvalid

if TYPE_CHECKING:
    from joinedup_refs.sources.addresses import Addresses
    from joinedup_refs.sources.answer_cache import AnswerCache
    from joinedup_refs.sources.source import Source

_FILE = "answers.sqlite"
_PATIENCE_S = 120.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """What the command line says of asking."""

    mailto: options.MailTo = ""
    cache: options.CacheFile = None
    """The file where answers are kept; None is the usual one."""
    no_cache: options.NoCache = False
    offline: options.Offline = False
    dry_run: options.Dry = False

    def stopped(self, sources: "Sequence[Source]") -> str:
        """What to say of work that was broken off."""
        from joinedup_refs.sources.source import Planning

        if self.no_cache or not any(isinstance(source, Planning) for source in sources):
            return "stopped"
        return "stopped; what was answered is kept, and the same command goes on from there"

    def refuse_contradictions(self) -> None:
        """Refuse options that exclude each other.

        Raises:
            ConfigInvalid: they do.
        """
        if self.no_cache and (self.cache or self.offline):
            other = "--cache" if self.cache else "--offline"
            msg = f"--no-cache and {other} exclude each other\nleave one of them out"
            raise ConfigInvalid(msg)

    def opened(
        self,
        sources: Sequence[str],
        on_wait: Callable[[float, str], None],
        *,
        patience_s: float = _PATIENCE_S,
        whole: bool = False,
        others: bool = False,
    ) -> "tuple[Source, ...]":
        """Open the sources that are named.

        With `whole` records are taken in with what is added on request. `others` tells that
        somebody else is asked too, so that there is something to plan without a source.

        Raises:
            ConfigInvalid: one of them is no source, or the cache named is none.
            FormatInvalid: a file of records breaks its own format.
            InputUnreadable: it cannot be read.
        """
        self.refuse_contradictions()
        if self.dry_run and not sources and not others:
            msg = "--dry-run says what a source would be asked, so it needs --source"
            raise ConfigInvalid(msg)
        if not sources:
            return ()
        from joinedup_refs.sources.opening import is_asked, open_source

        cache = self._cache() if any(map(is_asked, sources)) else None
        opened = {
            named: open_source(
                named,
                mailto=self.mailto,
                cache=cache,
                offline=self.offline,
                on_wait=on_wait,
                patience_s=patience_s,
                whole=whole,
            )
            for named in dict.fromkeys(sources)
        }
        for named, source in opened.items():
            if isinstance(source, Sized) and not len(source):
                say(f"joinedup-refs: {named} has no record in it: nothing is found there", err=True)
        return tuple(opened.values())

    def addresses(self) -> "Addresses":
        """Give what asks for web addresses.

        Raises:
            ConfigInvalid: the mail address is none.
        """
        from joinedup_refs.sources.addresses import Addresses

        return Addresses(self.mailto, offline=self.offline)

    def _cache(self) -> "AnswerCache | None":
        """Open the cache; where the usual one cannot be used, say so and do without."""
        if self.no_cache:
            return None
        from joinedup_refs.sources.answer_cache import AnswerCache

        if self.cache is not None:
            return AnswerCache(self.cache)
        path = usual_cache()
        try:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            return AnswerCache(path)
        except (OSError, ConfigInvalid) as error:
            say(f"answers are not kept this time: {error}".partition("\n")[0], err=True)
            return None


def usual_cache() -> Path:
    """Name the file where answers are kept unless another is named."""
    from platformdirs import user_cache_path

    return user_cache_path("joinedup-refs", appauthor=False) / _FILE
