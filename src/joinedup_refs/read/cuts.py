"""What reading leaves out of a text: link residue, page furniture, line breaks inside words."""

from joinedup_refs.model.text import Cut, Span
from joinedup_refs.notation import furniture, garbled, hyphens, residue


def cuts_of(printed: str) -> tuple[Cut, ...]:
    """Give the cuts of a text in order, none touching another.

    Only hyphens with a witness are closed up, and only garbled characters that can be told are read
    otherwise; the others are for a rule to propose or to show.
    """
    found = [(f.start, f.end, "page-furniture", "") for f in furniture.find(printed)]
    found += [(r.start, r.end, "link-residue", "") for r in residue.find(printed)]
    found += [(h.start, h.end, "wrapped-hyphen", "") for h in hyphens.find(printed) if h.witnessed]
    found += [
        (g.start, g.end, "broken-encoding", g.reading)
        for g in garbled.find(printed)
        if g.kind != "lost"
    ]
    found.sort(key=lambda f: (f[0], -f[1]))
    cuts: list[Cut] = []
    free = 0
    for start, end, why, reading in found:
        if start >= free:
            cuts.append(Cut(printed=Span(start=start, end=end), reading=reading, why=why))
            free = end
    return tuple(cuts)
