"""Finds the reference list and takes it apart into entries."""

from joinedup_refs.split.items import Item, Parts
from joinedup_refs.split.split import split

__all__ = ["Item", "Parts", "split"]
