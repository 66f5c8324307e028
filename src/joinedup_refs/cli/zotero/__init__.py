"""`joinedup-refs zotero`: libraries of Zotero, looked through, added to and mended."""

import typer

from joinedup_refs.cli.zotero.checking import check
from joinedup_refs.cli.zotero.cleaning import clean
from joinedup_refs.cli.zotero.listing import show
from joinedup_refs.cli.zotero.pushing import push
from joinedup_refs.cli.zotero.sending import send
from joinedup_refs.cli.zotero.undoing import undo

app = typer.Typer(
    name="zotero",
    help="Look through libraries of Zotero, add to them, mend them.",
    no_args_is_help=True,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback()
def zotero() -> None:
    """Look through libraries of Zotero, add to them, mend them.

    The key to your account is taken from the variable ZOTERO_API_KEY, or from a file (--key-file);
    make one at https://www.zotero.org/settings/keys. With --local no key is needed: Zotero itself,
    running on this computer, is asked.
    """


for _name, _command in (
    ("list", show),
    ("check", check),
    ("clean", clean),
    ("undo", undo),
    ("push", push),
    ("send", send),
):
    app.command(_name)(_command)
