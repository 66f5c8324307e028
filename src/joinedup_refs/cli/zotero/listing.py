"""`joinedup-refs zotero list`: the libraries that a key opens, and what a library holds."""

from joinedup_refs.cli.terminal import say
from joinedup_refs.cli.zotero import reach


def show(
    *,
    library: reach.LibraryName = "",
    local: reach.Local = False,
    port: reach.Port = reach.USUAL_PORT,
    key_file: reach.KeyFile = None,
    server: reach.Server = "",
) -> None:
    """List the libraries that your key opens, or the collections and saved searches of one.

    Examples:

      joinedup-refs zotero list

      joinedup-refs zotero list --library groups/45

      joinedup-refs zotero list --local --library users/0
    """  # noqa: D412  (this is the help of the command, not of a function)
    from joinedup_refs.targets.zotero.reading import listed
    from joinedup_refs.targets.zotero.rights import here, opened, rights

    how = reach.Reach(local=local, port=port, key_file=key_file, server=server)
    with how.client(reach.Counter("")) as client:
        if not library:
            for one in here(client) if local else opened(client, rights(client)):
                may = "" if one.writable or local else "  (read only)"
                say(f"{one.library!s:<18} {one.name}{may}")
            return
        chosen = reach.library_of(client, library, local=local)
        for what, word in (("collections", "collection"), ("searches", "search")):
            for named in listed(client, chosen, what):
                say(f"{named.key}  {word:<11} {named.name}")
