"""What reading leaves out of a text: link residue, page furniture, line breaks inside words."""

from collections.abc import Sequence

from joinedup_refs.model.text import Cut, Span
from joinedup_refs.notation import furniture, garbled, hyphens, residue, running_heads


def cuts_of(printed: str, known: Sequence[Cut] = ()) -> tuple[Cut, ...]:
    """Give the cuts of a text in order, none touching another, those already known among them.

    Only hyphens with a witness are closed up, and only garbled characters that can be told are read
    otherwise; the others are for a rule to propose or to show.
    """
    found = [(f.start, f.end, "page-furniture", "") for f in furniture.find(printed)]
    found += [(p.start, p.end, "running-head", "") for p in running_heads.find(printed)]
    found += [(r.start, r.end, "link-residue", "") for r in residue.find(printed)]
    found += [(h.start, h.end, "wrapped-hyphen", "") for h in hyphens.find(printed) if h.witnessed]
    found += [
        (g.start, g.end, "broken-encoding", g.reading)
        for g in garbled.find(printed)
        if g.kind != "lost"
    ]
    cuts = [Cut(printed=Span(start=s, end=e), reading=new, why=why) for s, e, why, new in found]
    # one that begins earlier or reaches further goes first; of two alike, the one already known
    cuts = sorted([*known, *cuts], key=lambda c: (c.printed.start, -c.printed.end))
    apart: list[Cut] = []
    free = 0
    for cut in cuts:
        if cut.printed.start >= free and not (
            apart and not len(cut.printed) and apart[-1].printed == cut.printed
        ):
            apart.append(cut)
            free = cut.printed.end
    return tuple(apart)
