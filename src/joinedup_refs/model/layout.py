"""What a caller knows about an input beforehand."""

from joinedup_refs.model.value import Value


class Layout(Value):
    """Hints for finding the list."""

    list_only: bool = False
    """The whole text is a reference list: no heading is looked for and no citation."""
    heading: str = ""
    """The heading that the list stands under, where it is an unusual one."""
