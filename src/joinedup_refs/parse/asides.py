"""What a footnote says beside a reference: `See, e.g.,`, `supra note 3`, what else to see.

Sources: The Bluebook (21st ed.), rules 1.2 (signals) and 4.2 (supra); OSCOLA (4th ed.), 1.2 and
1.3; the habits of German, French, Spanish and Italian law reviews.
"""

import re

from joinedup_refs.notation import residue

__all__ = ["lead_end", "without_asides"]

_MORE = (
    r"(?:also|e\.\s?g\.|generally|especially|further|inter\salia|in\sparticular"
    r"|(?:for|by)\s(?:example|instance|contrast)|the\s(?:essays|contributions|papers)\s(?:in|to)"
    r"|auch|etwa|aber|dazu|hierzu|nur|insb(?:es)?\.|insbesondere|z\.\s?B\.|(?:zum|als)\sBeispiel"
    r"|statt\s(?:vieler|aller)|näher|ausführlich|grundlegend|kritisch|allgemein|zuletzt|jetzt"
    r"|die\s(?:Beiträge|Nachweise)\s(?:in|bei)"
    r"|aussi|notamment|également|par\sex(?:\.|emple)|también|por\sejemplo|anche|ad\ses(?:\.|empio)"
    r"|ook|bijv\.)"
)
_ALWAYS = (
    r"(?:[Bb]ut\s)?[Cc]fr?\.|[Vv]gl\.|[Vv]ergleiche|[Ss]iehe|[Vv]oir|[Vv]éase|[Ss]i\sveda|[Bb]ut\ssee"
    r"|[Ss]tatt\s(?:vieler|aller)|[Dd]azu|[Hh]ierzu|[Gg]rundlegend|[Aa]usführlich"
)
"""What is a signal by itself, and no name."""
_WITH_MORE = r"[Ss]ee|E\.\s?g\.|[Ss]o|[Ss]\.|[Vv]\.|[Zz]ie"
"""What is one with another word behind it: `See also`, `S. näher`, `So etwa`."""
_TOPIC = (
    r"(?:(?:For|On|Zum?|Zur|Pour|Sur)\s[^.;:()\[\]\d\"“]{2,80}?,?\s"
    r"(?=(?:see|cf|vgl|siehe|s|voir)\b))?"
)
_INITIALS = r"(?:[A-ZÀ-Þ]\.[\s-]?){1,3}"
_END = rf"(?:,\s(?!{_INITIALS}(?:[,(&]|and\s))|:?\s{{1,2}})(?=[^\W\d_a-z]|[“\"„‘'])"
"""A reference begins behind it; `Siehe, A. (1999)` is a name."""
_LEAD = re.compile(
    rf"\W{{0,3}}{_TOPIC}"
    rf"(?:(?:{_ALWAYS})(?:,?\s{_MORE}){{0,3}}|(?:{_WITH_MORE})(?:,?\s{_MORE}){{1,3}}){_END}"
)
_SEE = re.compile(
    r"\W{0,3}(?:(?:For|On)\s[^.;:()\[\]\d\"“]{2,80}?,?\ss|S)ee\s(?=[^\W\d_a-z])"
    r"(?!(?:[A-ZÀ-Þ]{1,3}\.?[\s-]?){1,3}(?:[,(:&]|and\s|$)"
    r"|[A-ZÀ-Þ]{1,3}\.\s[A-ZÀ-Þ]\w{1,30}\s(?!and\b)[a-z])"
)
"""`See Jane Doe`, and not the See of `See J, Doe T` or `See J. Ways of working`."""
_MAY_LEAD = re.compile(
    r"\W{0,3}(?:[Ss]ee|[Bb]ut |[Cc]f|[Vv]gl|[Vv]ergl|[Ss]iehe|[Vv]oir|[Vv]éa|[Ss]i |[Ss]tatt"
    r"|[Dd]azu|[Hh]ierzu|[Gg]rundl|[Aa]usf|E\.|[Ss]o |[Ss]\.|[Vv]\.|[Zz]ie|For |On |Zu|Pour|Sur)"
)
"""What a lead begins with; a quick look before the slow one."""
_BACK = re.compile(
    r"\b(?:supra|infra|above|oben)\s(?:notes?|n\.|Fn\.|Anm\.|nn?)\s?\d{1,4}"
    r"|\ba\.\s?a\.\s?O\.|\b(?:op|loc)\.\s?cit\."
    r"|\((?:(?:oben|wie|above|supra)\s)?(?:Fn\.?|FN|Fußn\.|Fußnote|Anm\.|[Nn]ote|n)\s?\d{1,4}\)"
)
"""A pointer to another note."""
_SIGNS = (
    *("supra", "infra", "above", "oben", ". O.", ".O.", "cit.", "(Fn", "(FN", "(Fu", "(Anm"),
    *("(wie", "ote ", "(n "),
)
_BUTTONS = ("rossref", "rossRef", "Scholar", "PubMed", "Scopus", "View ", "Web of", "Citation")
"""What most texts of a page's links have."""
_NEXT = re.compile(
    r";\s(?:but\s|and\s)?(?:see|cf\.|accord|vgl\.|siehe|voir|cfr\.|so|s\.)"
    rf"(?:,?\s{_MORE}){{0,2}},?\s(?=[^\W\d_a-z])"
)
"""A second reference with a signal of its own."""


def lead_end(raw: str) -> int:
    """Give where the reference begins behind the signal that brings it; 0 where there is none.

    >>> lead_end("See, e.g., Jane Doe, The Law of Rivers"), lead_end("See, J. (1999) The law")
    (11, 0)
    """
    if _MAY_LEAD.match(raw) is None:
        return 0
    found = _LEAD.match(raw) or _SEE.match(raw)
    return found.end() if found else 0


def without_asides(raw: str) -> str:
    """Put blanks for what stands beside the first reference; nothing else moves.

    >>> without_asides("Doe, supra note 3, at 9; see also Roe, Rivers (1999)")
    'Doe,             , at 9                             '
    """
    text = raw
    if lead := lead_end(raw):
        text = " " * lead + raw[lead:]
    if any(map(raw.__contains__, _SIGNS)):
        text = _BACK.sub(lambda found: " " * len(found[0]), text)
    if any(map(raw.__contains__, _BUTTONS)):
        for button in residue.find(raw):
            text = text[: button.start] + " " * (button.end - button.start) + text[button.end :]
    if "; " in raw and (found := _NEXT.search(text)):
        text = text[: found.start()] + " " * (len(raw) - found.start())
    return text
