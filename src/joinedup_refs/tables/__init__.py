"""Data tables, each with its source and date in its first lines."""

from functools import cache
from importlib.resources import files


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """Read the table `name` (`NAME.tsv` in this folder): one dict a row, by column.

    Lines that begin with `#` say where the data come from and are passed over.
    """
    text = files(__name__).joinpath(f"{name}.tsv").read_text(encoding="utf-8")
    head, *lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    columns = head.split("\t")
    return tuple(dict(zip(columns, line.split("\t"), strict=True)) for line in lines)
