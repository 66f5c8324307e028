"""What `zotero check` and `zotero clean` are both told: which items, and what is wanted of them."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated

import typer

from joinedup_refs.cli import options
from joinedup_refs.cli.access import Access
from joinedup_refs.cli.wanted import Said, Wanted, wanted
from joinedup_refs.cli.zotero import reach

if TYPE_CHECKING:
    from joinedup_refs.targets.zotero.address import Selection


@dataclass(frozen=True, slots=True, kw_only=True)
class Which:
    """Which items of which library, and how it is reached."""

    library: reach.LibraryName = ""
    collection: reach.Collection = ""
    tag: reach.Tags = field(default_factory=list)
    query: reach.Query = ""
    search: reach.Search = ""
    local: reach.Local = False
    port: reach.Port = reach.USUAL_PORT
    key_file: reach.KeyFile = None
    server: reach.Server = ""

    def reached(self, *, quiet: bool) -> reach.Reach:
        """Give the way to the library."""
        return reach.Reach(
            local=self.local,
            port=self.port,
            key_file=self.key_file,
            server=self.server,
            quiet=quiet,
        )

    def selection(self) -> "Selection":
        """Give what of the library is read."""
        return reach.selection(self.collection, self.tag, self.query, self.search)


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What the items are held to, and how that is told."""

    show_as: options.Format = None
    full: options.Full = False
    select: options.Select = field(default_factory=list)
    ignore: options.Ignore = field(default_factory=list)
    extend: options.Extend = field(default_factory=list)
    config: options.Config = None
    no_config: options.NoConfig = False
    source: options.Sources = field(default_factory=list)
    mailto: options.MailTo = ""
    cache: options.CacheFile = None
    no_cache: options.NoCache = False
    offline: Annotated[
        bool, typer.Option("--offline", help="Ask no source but those on this machine.")
    ] = False
    safe_only: options.SafeOnly = False
    fill_only: options.FillOnly = False
    unsafe: options.Unsafe = False
    quiet: options.Quiet = False

    def wanted(self, fail_on: options.Fail = None) -> Wanted:
        """Open what was named, over the settings; raises what `cli.wanted.wanted` raises."""
        access = Access(
            mailto=self.mailto, cache=self.cache, no_cache=self.no_cache, offline=self.offline
        )
        said = Said(
            select=self.select,
            ignore=self.ignore,
            extend=self.extend,
            config=self.config,
            no_config=self.no_config,
            safe_only=self.safe_only,
            fill_only=self.fill_only,
            unsafe=self.unsafe,
            source=self.source,
            access=access,
            show_as=self.show_as,
            fail_on=fail_on,
            quiet=self.quiet,
        )
        return wanted(said, "zotero")
