"""A house style as a value: what a journal or a publisher asks of a list."""

from joinedup_refs.model.value import Value


class HouseStyle(Value):
    """What a list is held to in place of its own majority; empty where nothing is asked."""

    traits: dict[str, str] = {}
    """For a trait of style, the way that is asked for, written as an example: `(2003), Title`."""
    needs: dict[str, tuple[str, ...]] = {}
    """For a type of reference, the CSL variables that every entry of it gives."""
