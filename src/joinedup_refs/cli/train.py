"""`joinedup-refs train`: a parsing model of one's own, from corrected references."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from joinedup_refs.errors import ConfigInvalid, InputUnreadable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from joinedup_refs.parse.corrections import Correction, Passed
    from joinedup_refs.parse.training import Other, Trained

_NOT_WRITTEN = 1
_SHOWN = 5
_CLIPPED = 76
_MANY = 0.02
"""From this share of the fields on, other references are read so differently that it is a loss."""


def train(
    *,
    add: Annotated[
        list[Path],
        typer.Option(
            "--add",
            metavar="FILE",
            help="Corrected references, one JSON object a line; may be given several times.",
        ),
    ] = [],  # noqa: B006  (typer asks for a list; it is only read)
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="FOLDER", help="The folder of the new model.")
    ],
    keep: Annotated[
        list[Path],
        typer.Option(
            "--keep",
            metavar="FILE",
            help="References that are read well already, one a line: they are to stay so.",
        ),
    ] = [],  # noqa: B006
    from_: Annotated[
        Path | None,
        typer.Option("--from", metavar="FOLDER", help="A model of your own to go on from."),
    ] = None,
    force: Annotated[
        bool,
        typer.Option("--force", help="Write even if it is no better, and over an older model."),
    ] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No report.")] = False,
) -> None:
    """Teach the parser your own style, from references that you have corrected.

    Parse some references, mend in the result what is wrong, and give it back. Each line holds the
    reference and what it should have been read as. Some dozens of lines are enough; delete those
    that you did not look at. Nothing leaves your computer.

    The new model is tested on your own references, each time on some that it did not learn from,
    and on references of other styles. It is written only if it is better; otherwise the exit code
    is 1.

    Examples:

      joinedup-refs parse --lines mine.txt --explain --format jsonl > corrected.jsonl

      joinedup-refs train --add corrected.jsonl -o my-style

      joinedup-refs parse --model my-style --lines more.txt

      joinedup-refs train --from my-style --add more.jsonl --keep good.txt -o my-style --force
    """  # noqa: D412  (this is the help of the command, not of a function)
    from joinedup_refs.parse.training import Trained, files_of
    from joinedup_refs.parse.training import train as learn
    from joinedup_refs.saving import save_folder

    _sure_of_the_place(output, force=force)
    corrections, passed, kept = _gathered(add, keep, from_)
    learnt = learn(corrections, kept, _progress())
    if not isinstance(learnt, Trained):
        raise InputUnreadable(_nothing([*passed, *learnt]))
    if not quiet:
        typer.echo(_report(learnt, passed), nl=False)
    refused = _refused(learnt)
    if refused and not force:
        typer.echo(f"Nothing was written: {refused} --force writes it all the same.", err=quiet)
        raise typer.Exit(_NOT_WRITTEN)
    if refused and not quiet:
        typer.echo(f"It is written all the same: {refused}")
    save_folder(output, files_of(learnt))
    if not quiet:
        typer.echo(f"Written: {output}")
        typer.echo(f'Use it:  joinedup-refs parse --model {output} "…"; also clean and check')


def _sure_of_the_place(output: Path, *, force: bool) -> None:
    """Refuse to write over what is no model, or over a model unless that was asked for."""
    from joinedup_refs.parse.model_file import MANIFEST, OWN

    if not output.absolute().parent.is_dir():
        msg = (
            f"there is no folder {output.absolute().parent} to put {output.name} in\nmake it first"
        )
        raise ConfigInvalid(msg)
    if not output.exists() or (output.is_dir() and not any(output.iterdir())):
        return
    if not ((output / MANIFEST).is_file() and (output / OWN).is_file()):
        msg = f"{output} exists and is no model of your own\ngive another name"
        raise ConfigInvalid(msg)
    if not force:
        msg = f"{output} exists\ngive another name, or --force to write over it"
        raise ConfigInvalid(msg)


def _gathered(
    add: "Sequence[Path]", keep: "Sequence[Path]", from_: Path | None
) -> "tuple[list[Correction], list[Passed], list[str]]":
    """Read corrections and kept references, those of an older model first."""
    from joinedup_refs.cli.lines import decoded, opened
    from joinedup_refs.parse.corrections import merged, read_corrections
    from joinedup_refs.parse.model_file import checked_files
    from joinedup_refs.parse.training import CORRECTIONS, KEPT, MOST

    if not add and from_ is None:
        msg = (
            "give corrected references with --add FILE\n"
            "joinedup-refs train --help shows how to make some"
        )
        raise ConfigInvalid(msg)
    corrections: list[Correction] = []
    passed: list[Passed] = []
    kept: list[str] = []
    if from_ is not None:
        _, content = checked_files(from_)
        if CORRECTIONS not in content:
            msg = (
                f"{from_} holds no corrections\nname a folder that joinedup-refs train has written"
            )
            raise ConfigInvalid(msg)
        corrections, passed = read_corrections(content[CORRECTIONS], f"{from_}/{CORRECTIONS}")
        kept = content.get(KEPT, b"").decode("utf-8").split("\n")
    for path in add:
        with opened(path) as file:
            more, unusable = read_corrections(file.read(), str(path))
        corrections += more
        passed += unusable
    for path in keep:
        with opened(path) as file:
            kept += decoded(file, str(path))
    corrections, replaced = merged(corrections)
    if len(corrections) > MOST:
        typer.echo(f"Only the first {MOST:,} corrections are learnt from.", err=True)
    return corrections, [*passed, *replaced], kept


def _progress() -> "Callable[[int, int], None] | None":
    if not sys.stderr.isatty():
        return None

    def count(done: int, all_of_them: int) -> None:
        end = "\r\033[K" if done == all_of_them else ""
        sys.stderr.write(f"\rlearning and testing, {done} of {all_of_them}{end}")
        sys.stderr.flush()

    return count


def _nothing(passed: "Sequence[Passed]") -> str:
    """Say that there is nothing to learn from, and why the first one was not used."""
    first = f"\n{passed[0]}" if passed else ""
    others = _counted(len(passed) - 1, "line") if len(passed) > 1 else ""
    more = f"\n{others} more could not be used either" if others else ""
    return f"there is no correction to learn from{first}{more}"


def _refused(learnt: "Trained") -> str:
    """Say why a model had better not be used; empty where nothing speaks against it."""
    lost = max(learnt.other, learnt.own, key=_share)
    if learnt.tested and not learnt.better:
        worse = learnt.after.share < learnt.before.share
        return (
            "your own references are read worse than before."
            if worse
            else "your own references are read no better than before."
        )
    if _share(lost) > _MANY:
        return f"{_share(lost):.0%} of the fields of other references are read differently."
    return ""


def _share(other: "Other") -> float:
    return other.differing / other.fields if other.fields else 0.0


def _report(learnt: "Trained", passed: "Sequence[Passed]") -> str:
    """Tell what was learnt from, and how good the new model is."""
    count = len(learnt.corrections)
    lines = [f"Learnt from {_counted(count, 'corrected reference')}."]
    lines += _listed("passed over", [*passed, *learnt.passed])
    lines += _listed("used in part", learnt.partly)
    lines += ["", *_tested(learnt), ""]
    lines += _others(learnt.other, "other styles, which come with joinedup-refs")
    if learnt.own.fields or learnt.kept:
        lines += _others(learnt.own, "those that you want kept")
    return "".join(f"{_clean(line)}\n" for line in [*lines, ""])


def _tested(learnt: "Trained") -> "Iterable[str]":
    if not learnt.tested:
        yield "With a single correction there is nothing to test the model on."
        return
    before, after = learnt.before, learnt.after
    yield (
        f"Tested on {_counted(learnt.tested, 'of them', 'of them')}, each by a model that did not "
        "learn from it:"
    )
    wanted = after.wanted.total()
    wide = max(map(len, after.wanted), default=0)
    yield f"  {'fields right':<{wide + 2}}  {'before':>6}  {'now':>6}  of"
    counts = sorted(after.wanted.items(), key=lambda one: (-one[1], one[0]))
    rows = [(v, before.right[v], after.right[v], n) for v, n in counts]
    rows.append(("all", before.right.total(), after.right.total(), wanted))
    for variable, old, new, of in rows:
        mark = "  worse" if new < old else ""
        yield f"  {variable:<{wide + 2}}  {old:>6}  {new:>6}  {of}{mark}"
    yield f"  {'added wrongly':<{wide + 2}}  {before.added.total():>6}  {after.added.total():>6}"
    beyond = {v: n - learnt.beyond.right[v] for v, n in learnt.beyond.wanted.items()}
    told = [f"{v} ({n})" for v, n in sorted(beyond.items(), key=lambda one: (-one[1], one[0])) if n]
    if told:
        yield (
            "  Some values come out otherwise however the text is labelled, which training "
            f"cannot mend: {', '.join(told[:_SHOWN])}"
        )


def _others(other: "Other", named: str) -> "Iterable[str]":
    if not other.differing:
        yield f"Of {named}: every field is read as before ({other.fields})."
        return
    yield f"Of {named}: {other.differing} of {other.fields} fields are read differently."
    for one in other.changed[:_SHOWN]:
        yield f"  {', '.join(one.variables)}: {_clip(one.text)}"
    if len(other.changed) > _SHOWN:
        yield f"  and in {len(other.changed) - _SHOWN} more references"


def _listed(what: str, passed: "Sequence[Passed]") -> "Iterable[str]":
    if passed:
        yield f"{len(passed)} {what}:"
        yield from (f"  {one}" for one in passed[:_SHOWN])
        if len(passed) > _SHOWN:
            yield f"  and {len(passed) - _SHOWN} more"


def _counted(number: int, one: str, several: str = "") -> str:
    return f"{number:,} {one if number == 1 else several or one + 's'}"


def _clip(text: str) -> str:
    return text if len(text) <= _CLIPPED else text[: _CLIPPED - 1] + "…"


def _clean(line: str) -> str:
    return "".join(c if c.isprintable() else "?" for c in line)
