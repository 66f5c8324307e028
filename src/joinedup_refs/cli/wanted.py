"""What a command was told: its options, over the settings that were found or named."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from joinedup_refs.cli import options
from joinedup_refs.cli.access import Access
from joinedup_refs.cli.looking_up import LookingUp
from joinedup_refs.cli.options import FailOn, Show
from joinedup_refs.cli.settings import Settings, Silenced, settings
from joinedup_refs.cli.terminal import say
from joinedup_refs.errors import ConfigInvalid

if TYPE_CHECKING:
    from joinedup_refs.check.policy import Level, Policy
    from joinedup_refs.check.selection import Chosen
    from joinedup_refs.check.suppression import Suppression
    from joinedup_refs.model.house_style import HouseStyle
    from joinedup_refs.model.layout import Layout
    from joinedup_refs.parse.model_file import Model
    from joinedup_refs.sources.addresses import Addresses
    from joinedup_refs.sources.source import Source


_KINDS_ADDED = ("abstract", "licence", "open-access")
_ADDED = {"abstract": "ADD001", "licence": "ADD002", "license": "ADD002", "open-access": "ADD003"}
"""What can be filled in on request, and the rule that does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """The options of the command line that `check` and `clean` have."""

    show_as: options.Format = None
    select: options.Select = field(default_factory=list)
    ignore: options.Ignore = field(default_factory=list)
    extend: options.Extend = field(default_factory=list)
    config: options.Config = None
    no_config: options.NoConfig = False
    list_only: options.ListOnly = False
    heading: options.Heading = ""
    encoding: options.Encoding = ""
    source: options.Sources = field(default_factory=list)
    access: Access = field(default_factory=Access)
    check_urls: options.CheckUrls = False
    model: options.OwnModel = None
    house_style: options.HouseStyle = None
    safe_only: options.SafeOnly = False
    fill_only: options.FillOnly = False
    unsafe: options.Unsafe = False
    fail_on: options.Fail = None
    quiet: options.Quiet = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is to be done, with everything that was named opened."""

    policy: "Policy"
    level: str
    """The option that says how far to go; empty where none was given."""
    chosen: "Chosen"
    layout: "Layout"
    encoding: str
    sources: "tuple[Source, ...]"
    addresses: "Addresses | None"
    """What asks for web addresses; None where that is not wanted."""
    access: Access
    looking_up: LookingUp
    model: "Model | None"
    house_style: "HouseStyle"
    target: str
    """The program that the result is written for; empty where none was named."""
    silenced: tuple[Silenced, ...]
    show_as: Show
    fail_on: FailOn
    quiet: bool

    def suppressions(self, name: str) -> "tuple[Suppression, ...]":
        """Give what the settings ask to leave alone in the file of that name."""
        return tuple(one.told for one in self.silenced if one.means(name))


def wanted(said: Said, target: str = "", *, whole: bool = False) -> Wanted:
    """Lay the options over the settings, and open the sources and the model that they name.

    `target` is the program that the result is written for. With `whole` records are taken in with
    what is added on request.

    Raises:
        ConfigInvalid: an option or a setting makes no sense, or names what there is not.
        InputUnreadable: a file that was named cannot be read.
        ModelInvalid: the model named is no folder of a model.
    """
    from joinedup_refs.check.selection import Selection, chosen
    from joinedup_refs.house_style import chosen_style
    from joinedup_refs.model.layout import Layout

    held = settings(said.config, none=said.no_config)
    if held.path is not None and said.config is None and not said.quiet:
        say(f"settings are from {held.path}; --no-config leaves them out", err=True)
    policy, level = _policy(said, held)
    given = Selection(_apart(said.select), _apart(said.ignore), _apart(said.extend))
    model = said.model or (Path(held.model) if held.model else None)
    style = said.house_style or (Path(held.house_style) if held.house_style else None)
    access = replace(said.access, mailto=said.access.mailto or held.mailto)
    looking_up = LookingUp(quiet=said.quiet)
    if whole and not (said.source or held.source):
        msg = "--add takes from records, so it needs --source\nsuch as --source crossref"
        raise ConfigInvalid(msg)
    return Wanted(
        policy=policy,
        level=level,
        chosen=chosen(held.selection, given),
        layout=Layout(
            list_only=said.list_only or held.list_only, heading=said.heading or held.heading
        ),
        encoding=said.encoding or held.encoding,
        sources=access.opened(
            said.source or held.source, looking_up.waits, whole=whole, others=said.check_urls
        ),
        addresses=access.addresses() if said.check_urls else None,
        access=access,
        looking_up=looking_up,
        model=_parser(model),
        house_style=chosen_style(style),
        target=target,
        silenced=held.suppress,
        show_as=said.show_as or Show(held.format or Show.PRETTY),
        fail_on=said.fail_on or FailOn(held.fail_on or FailOn.WARNING),
        quiet=said.quiet,
    )


def additions(words: Sequence[str]) -> tuple[str, ...]:
    """Give the codes of the rules that fill in what is named: `abstract,licence`.

    Raises:
        ConfigInvalid: nothing is called so.
    """
    asked = [word.strip().casefold() for word in _apart(words)]
    for word in asked:
        if word not in _ADDED:
            msg = f"--add knows no {word!r}\nthere is {', '.join(_KINDS_ADDED)}"
            raise ConfigInvalid(msg)
    return tuple(_ADDED[word] for word in asked)


def _policy(said: Said, held: Settings) -> "tuple[Policy, str]":
    from joinedup_refs.check.policy import Policy

    if said.unsafe and (said.safe_only or said.fill_only):
        other = "--safe-only" if said.safe_only else "--fill-only"
        msg = f"{other} and --unsafe exclude each other\nleave one of them out"
        raise ConfigInvalid(msg)
    told = said.safe_only or said.fill_only or said.unsafe
    safe_only, fill_only = (
        (said.safe_only, said.fill_only) if told else (held.safe_only, held.fill_only)
    )
    level: Level = "safe" if safe_only else "unsafe" if said.unsafe else "evident"
    given = (
        *(["--safe-only"] if safe_only else []),
        *(["--fill-only"] if fill_only else []),
        *(["--unsafe"] if said.unsafe else []),
    )
    return Policy(level=level, fill_only=fill_only), " ".join(given)


def _parser(folder: Path | None) -> "Model | None":
    if folder is None:
        return None
    from joinedup_refs.parse.model_file import chosen

    return chosen(folder)


def _apart(words: Sequence[str]) -> tuple[str, ...]:
    """Take `LST101,CIT` as two."""
    return tuple(part for word in words for part in word.split(",") if part.strip())
