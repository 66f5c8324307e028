"""Lists made by hand for the examples of rules that learn from a list."""

_ARTICLES = (
    ("Adams, B.", 2001, "plans", "Policy Studies", 22, 1, "1–9"),
    ("Brown, C.", 2002, "teams", "Local Government Studies", 23, 4, "21–29"),
    ("Clark, D.", 2003, "funds", "Public Administration", 81, 2, "31–49"),
    ("Davis, E.", 2004, "goals", "Policy Studies", 25, 1, "61–79"),
    ("Evans, F.", 2005, "rules", "Policy Studies", 26, 1, "1–9"),
)


def five_articles(form: str) -> str:
    """Print five articles, a line each, in one form: as many as make a habit.

    `form` has places for `name`, `year`, `noun` (that its title ends with), `journal`, `volume`,
    `issue` and `pages`.

    >>> print(five_articles("{name} ({year}), Joint {noun}. {pages}.").splitlines()[0])
    Adams, B. (2001), Joint plans. 1–9.
    """
    keys = ("name", "year", "noun", "journal", "volume", "issue", "pages")
    return "".join(f"{form.format(**dict(zip(keys, row, strict=True)))}\n" for row in _ARTICLES)
