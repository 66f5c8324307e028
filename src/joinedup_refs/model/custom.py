"""What a CSL item says under `custom`, its place for what no variable holds.

Source: CSL 1.0.2, csl-data.json.
"""

from joinedup_refs.model.value import Json

AND_OTHERS = "and-others"
"""The key under which the variables stand whose names end in *et al.*"""


def and_others_of(custom: Json) -> tuple[str, ...]:
    """Give the variables, such as `author`, whose names end in et al., of a value of `custom`."""
    told = custom.get(AND_OTHERS) if isinstance(custom, dict) else None
    return tuple(v for v in told if isinstance(v, str)) if isinstance(told, list) else ()
