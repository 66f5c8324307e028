"""Labels of names and bodies set right at their borders."""

import pytest
from counted_work import growth

from joinedup_refs.parse.body_borders import with_whole_bodies
from joinedup_refs.parse.draft import Label
from joinedup_refs.parse.name_borders import bounded
from joinedup_refs.parse.parse import parse
from joinedup_refs.parse.when import with_suspect_year


def labels_of(raw, *parts):
    """Label stretches given by their label and words, in order."""
    out, at = [], 0
    for label, words in parts:
        at = raw.index(words, at)
        out.append(Label(label, at, at + len(words), 0.9))
        at += len(words)
    return out


def told(raw, labels):
    return [(x.label, raw[x.start : x.end].strip(" ,.:;(")) for x in labels]


@pytest.mark.parametrize(
    ("raw", "author", "title", "expected"),
    [
        # a family name with a hyphen
        (
            "Chu CC, Moreno-Riva NA: The skin",
            "Chu CC, Moreno",
            "Riva NA: The skin",
            "Chu CC, Moreno-Riva NA",
        ),
        (
            "Doe J., Moreno-Riva N. A. The skin",
            "Doe J., Moreno",
            "Riva N. A. The skin",
            "Doe J., Moreno-Riva N. A",
        ),
        (
            "Helen Tag-FlusConstraints on skin",
            "Helen Tag",
            "FlusConstraints on skin",
            "Helen Tag-Flus",
        ),
        # a title glued to the last name
        ("M. HarlowAnalysis of waves", "M.", "HarlowAnalysis of waves", "M. Harlow"),
        (
            "A. Doe, M. McCabeAnalysis of waves",
            "A. Doe, M.",
            "McCabeAnalysis of waves",
            "A. Doe, M. McCabe",
        ),
        ("Anna Y. HarlowNotes on waves", "Anna Y", "HarlowNotes on waves", "Anna Y. Harlow"),
        (
            "Vadim Mas, William PughNotes on waves",
            "Vadim Mas",
            "William PughNotes on waves",
            "Vadim Mas, William Pugh",
        ),
        # a lone given name, and a lone family name, of a pair
        (
            "Kozar, Robin, and Maas, Pattie, A Look at",
            "Kozar, Robin, and Maas",
            "Pattie, A Look at",
            "Kozar, Robin, and Maas, Pattie",
        ),
        (
            "Acer, Martine & André Zysman L’essor",
            "Acer, Martine & André",
            "Zysman L’essor",
            "Acer, Martine & André Zysman",
        ),
        # what stays
        ("Doe, J. PageRank revisited", "Doe, J.", "PageRank revisited", "Doe, J"),
        ("Doe J. JavaScript in use", "Doe J.", "JavaScript in use", "Doe J"),
        ("Ritter G. McDonaldization of towns", "Ritter G.", "McDonaldization of towns", "Ritter G"),
        (
            "Doe, J., and Maas, K. Poverty, A Look",
            "Doe, J., and Maas, K.",
            "Poverty, A Look",
            "Doe, J., and Maas, K",
        ),
    ],
)
def test_where_names_end_and_the_title_begins(raw, author, title, expected):
    labels = labels_of(raw, ("author", author), ("title", title))
    mended = told(raw, bounded(labels, raw))
    assert mended[0] == ("author", expected)
    assert mended[1] == ("title", raw[raw.index(expected) + len(expected) :].strip(" ,.:;("))


def test_a_name_that_a_title_took_in_whole():
    raw = "Fred HarlowParsing and grammar. Oslo, 1989."
    labels = labels_of(raw, ("title", "Fred HarlowParsing and grammar"), ("issued", "1989"))
    assert told(raw, bounded(labels, raw))[:2] == [
        ("author", "Fred Harlow"),
        ("title", "Parsing and grammar"),
    ]
    raw = "Using JavaScript well. Oslo, 1989."
    labels = labels_of(raw, ("title", "Using JavaScript well"), ("issued", "1989"))
    assert bounded(labels, raw) == labels


def test_names_behind_a_key_are_authors_whatever_it_was_taken_for():
    raw = "Kitt u. a. 2007 Kitt, Ann ; Chi, Ed: Power of the Few"
    labels = labels_of(
        raw,
        ("author", "Kitt u. a"),
        ("issued", "2007 Kitt"),
        ("editor", "Ann ; Chi, Ed"),
        ("title", "Power of the Few"),
    )
    assert told(raw, bounded(labels, raw)) == [
        ("author", "Kitt u. a"),
        ("issued", "2007"),
        ("author", "Kitt, Ann ; Chi, Ed"),
        ("title", "Power of the Few"),
    ]


@pytest.mark.parametrize(
    ("raw", "parts", "expected"),
    [
        (
            "Junta Autónoma do Porto de Loulé, Porto de Loulé, 1949.",
            [("author", "Junta Autónoma do"), ("title", "Porto de Loulé, Porto de Loulé")],
            [("author", "Junta Autónoma do Porto de Loulé"), ("title", "Porto de Loulé")],
        ),
        (
            "Ministério do Comércio, do Plano e da Obra, Política marítima",
            [
                ("author", "Ministério do Comércio"),
                ("title", "do Plano e da Obra, Política marítima"),
            ],
            [
                ("author", "Ministério do Comércio, do Plano e da Obra"),
                ("title", "Política marítima"),
            ],
        ),
        (
            "MAGS (Ministerium für Arbeit, Gesundheit und Soziales) (2009): Die Sicherung",
            [
                ("author", "MAGS (Ministerium für Arbeit"),
                ("title", "Gesundheit und Soziales"),
                ("issued", "2009"),
                ("title", "Die Sicherung"),
            ],
            [
                ("author", "MAGS (Ministerium für Arbeit, Gesundheit und Soziales)"),
                ("issued", "2009"),
                ("title", "Die Sicherung"),
            ],
        ),
        (
            "Bundesministerium für Bildung, Forschung und Technologie (BMBF), 1995: Ausbildung",
            [
                ("author", "Bundesministerium für Bildung"),
                ("title", "Forschung und Technologie (BMBF)"),
                ("issued", "1995"),
                ("title", "Ausbildung"),
            ],
            [
                ("author", "Bundesministerium für Bildung, Forschung und Technologie (BMBF)"),
                ("issued", "1995"),
                ("title", "Ausbildung"),
            ],
        ),
        (
            "Umweltbundesamt. (2004b). Ein Vermerk. Berlin.",
            [("issued", "2004b"), ("title", "Ein Vermerk")],
            [("author", "Umweltbundesamt"), ("issued", "2004b"), ("title", "Ein Vermerk")],
        ),
        (
            "Deutscher Bundestag (1999): Eine Drucksache.",
            [
                ("publisher", "Deutscher Bundestag"),
                ("issued", "1999"),
                ("title", "Eine Drucksache"),
            ],
            [("author", "Deutscher Bundestag"), ("issued", "1999"), ("title", "Eine Drucksache")],
        ),
        (
            "Organisation des Nations Unies (2007). The forests, Rome",
            [("title", "Organisation des Nations Unies (2007). The forests")],
            [
                ("author", "Organisation des Nations Unies"),
                ("issued", "2007"),
                ("title", "The forests"),
            ],
        ),
        # what stays
        (
            "Die Zeit (1996): Ruin im Reichtum. Die Zeit, 15.11.1996.",
            [("container-title", "Die Zeit"), ("issued", "1996"), ("title", "Ruin im Reichtum")],
            [("container-title", "Die Zeit"), ("issued", "1996"), ("title", "Ruin im Reichtum")],
        ),
        (
            "Joint plans (2004). Oslo: Demos.",
            [("title", "Joint plans"), ("issued", "2004"), ("publisher", "Demos")],
            [("title", "Joint plans"), ("issued", "2004"), ("publisher", "Demos")],
        ),
        (
            "Cabinet Office, Service Transformation (2007), London: TSO.",
            [("author", "Cabinet Office"), ("title", "Service Transformation"), ("issued", "2007")],
            [("author", "Cabinet Office"), ("title", "Service Transformation"), ("issued", "2007")],
        ),
    ],
)
def test_where_bodies_end(raw, parts, expected):
    assert told(raw, with_whole_bodies(labels_of(raw, *parts), raw)) == expected


def test_a_misprinted_year_that_no_label_knows():
    raw = "Doe, J. (I998) Panels at work"
    labels = labels_of(raw, ("author", "Doe, J."), ("title", "I998) Panels at work"))
    assert told(raw, with_suspect_year(labels, raw)) == [
        ("author", "Doe, J"),
        ("issued", "I998"),
        ("title", "Panels at work"),
    ]


@pytest.mark.parametrize(
    ("raw", "literal"),
    [
        ("Harrow, T. (20l7), Panels at work. Policy Studies, 22, 1, pp. 1–9.", "20l7"),
        ("Harrow, T. 20l7. Panels at work. Policy Studies 22(1): 1–9.", "20l7"),
        ("Harrow, T. (199), Panels at work. Policy Studies, 22, 1, pp. 1–9.", "199"),
        ("Harrow, T. (2105), Panels at work. Policy Studies, 22, 1, pp. 1–9.", "2105"),
    ],
)
def test_a_misprinted_year_spoils_nothing_around_it(raw, literal):
    parsed = parse(raw)
    assert parsed.reference.issued.text == literal
    assert parsed.reference.title == "Panels at work"
    assert parsed.reference.author[0].family == "Harrow"
    assert not parsed.unread


@pytest.mark.parametrize(
    "piece",
    ["Doe, J., ", "A. ", "für ", "(", "Ministerium für ", "Doe 2001 ", "Ab", "-A", ", do Ab"],
)
def test_hostile_strings_cost_no_more_than_their_length(piece):
    def work(size):
        raw = piece * (size // len(piece))
        half = len(raw) // 2
        labels = [Label("author", 0, half, 0.5), Label("title", half, len(raw), 0.5)]
        for mend in (bounded, with_whole_bodies, with_suspect_year):
            for given in (labels, labels[1:]):
                assert all(x.start <= x.end for x in mend(list(given), raw))

    assert growth(work, 25_000) < 0.01


@pytest.mark.parametrize(
    ("raw", "parts", "names", "title"),
    [
        (
            "C. Harrow. Tolls and towns. In A. Quill, editor, Gates, 1992.",
            [("author", "C."), ("title", "Harrow. Tolls and towns")],
            "C. Harrow",
            "Tolls and towns",
        ),
        (
            "Quill, Nina; Linda Rivers and Tom Mill: “From Toll to Gate.” Town Notes 68, 1995.",
            [
                ("author", "Quill, Nina"),
                ("title", "Linda Rivers and Tom Mill: “From Toll to Gate."),
            ],
            "Quill, Nina; Linda Rivers and Tom Mill",
            ": “From Toll to Gate",
        ),
        (
            "8. Quill GL. Tolls and the origin of towns. J Mill Notes 1993; 14: 15–21.",
            [
                ("citation-number", "8"),
                ("title", "Quill GL. Tolls and the origin of towns"),
                ("container-title", "J Mill Notes"),
                ("volume", "14"),
            ],
            "Quill GL",
            "Tolls and the origin of towns",
        ),
    ],
)
def test_a_family_name_at_the_head_of_a_title_goes_back(raw, parts, names, title):
    labels, at = [], 0
    for label, text in parts:
        at = raw.index(text, at)
        labels.append(Label(label, at, at + len(text), 0.9))
        at += len(text)
    told = {x.label: raw[x.start : x.end].strip(". ") for x in bounded(labels, raw)}
    assert (told["author"], told["title"]) == (names, title)


@pytest.mark.parametrize(
    "title", ["Apollo XI. The towns of the moon", "Society AB. Tolls and towns"]
)
def test_a_title_that_only_looks_so_keeps_its_words(title):
    raw = f"{title}. Mill Notes 1993; 14: 15–21."
    at = raw.index("Mill")
    labels = [
        Label("title", 0, len(title), 0.9),
        Label("container-title", at, at + 10, 0.9),
        Label("volume", raw.index("14"), raw.index("14") + 2, 0.9),
    ]
    assert bounded(labels, raw) == labels
