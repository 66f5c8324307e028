"""Bibliographies you can trust: parse, check and mend references, with every change explained.

    >>> import joinedup_refs as jr
    >>> entry = jr.parse("Perri 6 (1997), Holistic Government (Demos).")
    >>> entry.reference.title
    'Holistic Government'

`str` is always text, an `os.PathLike` is a file, `bytes` is content.
"""

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

from joinedup_refs.version import __version__

if TYPE_CHECKING:
    from joinedup_refs.bibliography import Bibliography, cite
    from joinedup_refs.check.policy import Policy
    from joinedup_refs.check.suppression import Suppression
    from joinedup_refs.clean import Cleaned, check, clean
    from joinedup_refs.convert import convert
    from joinedup_refs.duplicates.finding import duplicates
    from joinedup_refs.duplicates.result import Duplicates
    from joinedup_refs.errors import (
        ConfigInvalid,
        DecisionRefused,
        FormatInvalid,
        InputUnreadable,
        JoinedUpError,
        ModelInvalid,
        SourceUnavailable,
    )
    from joinedup_refs.house_style import learn_style, read_style
    from joinedup_refs.match.entries import match_entry as match
    from joinedup_refs.match.entries import match_many
    from joinedup_refs.model.document import Document
    from joinedup_refs.model.edit import Decision, Fix
    from joinedup_refs.model.entry import Entry
    from joinedup_refs.model.finding import Finding
    from joinedup_refs.model.house_style import HouseStyle
    from joinedup_refs.model.layout import Layout
    from joinedup_refs.notation.csl import entry_to_csl as to_csl
    from joinedup_refs.parse.entries import parse_entry as parse
    from joinedup_refs.parse.entries import parse_many, parse_to_csl
    from joinedup_refs.sources.addresses import Addresses
    from joinedup_refs.sources.arxiv import ArXiv
    from joinedup_refs.sources.crossref import Crossref
    from joinedup_refs.sources.datacite import DataCite
    from joinedup_refs.sources.europepmc import EuropePMC
    from joinedup_refs.sources.index.source import Index
    from joinedup_refs.sources.openalex import OpenAlex
    from joinedup_refs.sources.openlibrary import OpenLibrary
    from joinedup_refs.sources.record_file import RecordFile

_FUNCTIONS = {
    "check": "clean:check",
    "clean": "clean:clean",
    "convert": "convert:convert",
    "duplicates": "duplicates.finding:duplicates",
    "match": "match.entries:match_entry",
    "parse": "parse.entries:parse_entry",
}
"""Functions that bear the name of a room of this package."""

_HOMES = {
    "Addresses": "sources.addresses:Addresses",
    "ArXiv": "sources.arxiv:ArXiv",
    "Bibliography": "bibliography:Bibliography",
    "Cleaned": "clean:Cleaned",
    "ConfigInvalid": "errors:ConfigInvalid",
    "Crossref": "sources.crossref:Crossref",
    "DataCite": "sources.datacite:DataCite",
    "Decision": "model.edit:Decision",
    "DecisionRefused": "errors:DecisionRefused",
    "Document": "model.document:Document",
    "Duplicates": "duplicates.result:Duplicates",
    "Entry": "model.entry:Entry",
    "EuropePMC": "sources.europepmc:EuropePMC",
    "Finding": "model.finding:Finding",
    "Fix": "model.edit:Fix",
    "FormatInvalid": "errors:FormatInvalid",
    "HouseStyle": "model.house_style:HouseStyle",
    "Index": "sources.index.source:Index",
    "InputUnreadable": "errors:InputUnreadable",
    "JoinedUpError": "errors:JoinedUpError",
    "Layout": "model.layout:Layout",
    "ModelInvalid": "errors:ModelInvalid",
    "OpenAlex": "sources.openalex:OpenAlex",
    "OpenLibrary": "sources.openlibrary:OpenLibrary",
    "Policy": "check.policy:Policy",
    "RecordFile": "sources.record_file:RecordFile",
    "SourceUnavailable": "errors:SourceUnavailable",
    "Suppression": "check.suppression:Suppression",
    "cite": "bibliography:cite",
    "learn_style": "house_style:learn_style",
    "match_many": "match.entries:match_many",
    "parse_many": "parse.entries:parse_many",
    "parse_to_csl": "parse.entries:parse_to_csl",
    "read_style": "house_style:read_style",
    "to_csl": "notation.csl:entry_to_csl",
}
"""Where each public name lives; loaded when asked for, so that the program starts at once."""

__all__ = [
    "Addresses",
    "ArXiv",
    "Bibliography",
    "Cleaned",
    "ConfigInvalid",
    "Crossref",
    "DataCite",
    "Decision",
    "DecisionRefused",
    "Document",
    "Duplicates",
    "Entry",
    "EuropePMC",
    "Finding",
    "Fix",
    "FormatInvalid",
    "HouseStyle",
    "Index",
    "InputUnreadable",
    "JoinedUpError",
    "Layout",
    "ModelInvalid",
    "OpenAlex",
    "OpenLibrary",
    "Policy",
    "RecordFile",
    "SourceUnavailable",
    "Suppression",
    "__version__",
    "check",
    "cite",
    "clean",
    "convert",
    "duplicates",
    "learn_style",
    "match",
    "match_many",
    "parse",
    "parse_many",
    "parse_to_csl",
    "read_style",
    "to_csl",
]


def _load(home: str) -> Any:
    module, _, name = home.partition(":")
    return getattr(import_module(f"{__name__}.{module}"), name)


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        msg = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(msg)
    return _load(_HOMES[name])


def __dir__() -> list[str]:
    return __all__


class _Function:
    """A function of the package, whatever room of the same name the import system hangs there."""

    def __init__(self, home: str) -> None:
        self.home = home

    def __get__(self, module: ModuleType | None, owner: type | None = None) -> Any:
        return _load(self.home)

    def __set__(self, module: ModuleType, value: object) -> None:
        """Let the import of the room pass; `sys.modules` keeps it."""


class _Package(ModuleType):
    """This package; see docs/decisions/0003-functions-and-rooms.md."""


for _name, _home in _FUNCTIONS.items():
    setattr(_Package, _name, _Function(_home))
sys.modules[__name__].__class__ = _Package
