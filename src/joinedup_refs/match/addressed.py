"""Asks for the web addresses that entries print, a few at a time."""

from collections.abc import Callable

from joinedup_refs.match.in_order import in_order
from joinedup_refs.model.document import Document
from joinedup_refs.model.evidence import Address
from joinedup_refs.sources.addresses import Addresses
from joinedup_refs.sources.source import Plan

_AT_ONCE = 6


def plan_of(document: Document) -> Plan:
    """Tell how many addresses are to be asked for."""
    number = len(dict.fromkeys(url for _, url in _printed(document)))
    return Plan("web addresses", 0, number, 0, Addresses.per_second * _AT_ONCE, printed="addresses")


def look_at(
    document: Document,
    addresses: Addresses,
    *,
    on_progress: Callable[[int, int], None] | None = None,
) -> tuple[Address, ...]:
    """Ask for every address that the entries of a document print, each once; nothing is raised.

    `on_progress` is told how many are done and how many there are, in the calling thread.
    """
    printed = _printed(document)
    urls = list(dict.fromkeys(url for _, url in printed))
    looked = {}
    answers = in_order(addresses.look, urls, workers=_AT_ONCE, ahead=4 * _AT_ONCE)
    for done, (url, answer) in enumerate(zip(urls, answers, strict=True), 1):
        looked[url] = answer
        if on_progress is not None:
            on_progress(done, len(urls))
    return tuple(
        Address(entry=entry, url=url, state=answer.state, told=answer.told)
        for entry, url in printed
        if (answer := looked[url]) is not None
    )


def _printed(document: Document) -> list[tuple[str, str]]:
    """Give entries with the address that each prints; a URL that a record filled in is not one."""
    return [
        (entry.id, entry.reference.url)
        for entry in document.entries
        if entry.reference.url.startswith(("http://", "https://"))
    ]
