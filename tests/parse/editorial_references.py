"""The sixteen references of the editorial as printed, and what each says."""

from typing import NamedTuple


class Printed(NamedTuple):
    raw: str
    kind: str
    author: list[tuple[str, str]]
    """Family and given name; a body has no given name."""
    year: int
    title: str
    container: str = ""
    volume: str = ""
    issue: str = ""
    page: str = ""
    publisher: str = ""


def _names(text: str) -> list[tuple[str, str]]:
    return [tuple(one.split("|")) for one in text.split("; ")]


PMM = "Public Money & Management"
SIXTEEN = (
    Printed(
        "Bevan, G. and Hood, C. (2006), What's measured is what matters: targets and gaming in the "
        "English public health care system. Public Administration, 84, 3, pp. 517–538.",
        "article",
        _names("Bevan|G.; Hood|C."),
        2006,
        "What's measured is what matters: targets and gaming in the English public health care "
        "system",
        "Public Administration",
        "84",
        "3",
        "517-538",
    ),
    Printed(
        "Cabinet Office (2005), Transformational Government—Enabled by Technology, Cm 6683 "
        "(The Stationery Office).",
        "report",
        [("Cabinet Office", "")],
        2005,
        "Transformational Government—Enabled by Technology",
        publisher="The Stationery Office",
    ),
    Printed(
        "Cropper, S., Ebers, E., Huxham, C. and Ring, P. (2011), Packing more punch? Developing "
        "the field of inter-organizational relations. International Journal of Strategic Business "
        "Alliances, 2, 3, pp. 153–170.",
        "article",
        _names("Cropper|S.; Ebers|E.; Huxham|C.; Ring|P."),
        2011,
        "Packing more punch? Developing the field of inter-organizational relations",
        "International Journal of Strategic Business Alliances",
        "2",
        "3",
        "153-170",
    ),
    Printed(
        "Dunleavy, P., Margetts, H., Bastow, S. and Tinkler, J. (2006), Digital Era Governance: IT "
        "Corporations, the State and e-Government (Oxford University Press).",
        "book",
        _names("Dunleavy|P.; Margetts|H.; Bastow|S.; Tinkler|J."),
        2006,
        "Digital Era Governance: IT Corporations, the State and e-Government",
        publisher="Oxford University Press",
    ),
    Printed(
        "Hartley, J. (2005), Innovation in governance and public services: past and present. "
        "Public Money & Management, 25, 1, pp. 27–34.",
        "article",
        _names("Hartley|J."),
        2005,
        "Innovation in governance and public services: past and present",
        PMM,
        "25",
        "1",
        "27-34",
    ),
    Printed(
        "Hartley, J. and Benington, J. (2006), Copy and paste, or graft and transplant? Knowledge "
        "sharing through inter-organizational networks. Public Money & Management, 26, 2, "
        "pp. 101–108.",
        "article",
        _names("Hartley|J.; Benington|J."),
        2006,
        "Copy and paste, or graft and transplant? Knowledge sharing through inter-organizational "
        "networks",
        PMM,
        "26",
        "2",
        "101-108",
    ),
    Printed(
        "Huxham, C. and Vangen, S. (2005), Managing to Collaborate—Theory and Practice of "
        "Collaborative Advantage (Routledge).",
        "book",
        _names("Huxham|C.; Vangen|S."),
        2005,
        "Managing to Collaborate—Theory and Practice of Collaborative Advantage",
        publisher="Routledge",
    ),
    Printed(
        "Lewis, K. (2015), The politics and consequences of performance measurement. Policy and "
        "Society, 34, pp. 1–12.",
        "article",
        _names("Lewis|K."),
        2015,
        "The politics and consequences of performance measurement",
        "Policy and Society",
        "34",
        "",
        "1-12",
    ),
    Printed(
        "McLoughlin, I. and Wilson, R. (2013), Digital Government at Work: A Social Informatics "
        "Perspective (Oxford University Press).",
        "book",
        _names("McLoughlin|I.; Wilson|R."),
        2013,
        "Digital Government at Work: A Social Informatics Perspective",
        publisher="Oxford University Press",
    ),
    Printed(
        "Osborne, S. (2006), The new public governance? Public Management Review, 8, pp. 377–388.",
        "article",
        _names("Osborne|S."),
        2006,
        "The new public governance?",
        "Public Management Review",
        "8",
        "",
        "377-388",
    ),
    Printed(
        "erri 6 (1997), Holistic Government (Demos).",
        "book",
        _names("6|erri"),
        1997,
        "Holistic Government",
        publisher="Demos",
    ),
    Printed(
        "Ranade, W. and Hudson, B. (2003) Conceptual issues in inter-agency collaboration. Local "
        "Government Studies, 29, 3, pp. 32–50.",
        "article",
        _names("Ranade|W.; Hudson|B."),
        2003,
        "Conceptual issues in inter-agency collaboration",
        "Local Government Studies",
        "29",
        "3",
        "32-50",
    ),
    Printed(
        "Sullivan, H. and Skelcher, C. (2002), Working Across Boundaries: Collaboration in Public "
        "Services (Palgrave Macmillan).",
        "book",
        _names("Sullivan|H.; Skelcher|C."),
        2002,
        "Working Across Boundaries: Collaboration in Public Services",
        publisher="Palgrave Macmillan",
    ),
    Printed(
        "Sullivan, H., Williams, P. and Jeffares, S. (2012), Leadership for collaboration—situated "
        "agency in practice. Public Management Review, 14, 1, pp. 41–66.",
        "article",
        _names("Sullivan|H.; Williams|P.; Jeffares|S."),
        2012,
        "Leadership for collaboration—situated agency in practice",
        "Public Management Review",
        "14",
        "1",
        "41-66",
    ),
    Printed(
        "Sullivan, H., Williams, P., Marchington, M. and Knight, L. (2013), Collaborative futures: "
        "discursive realignments in austere times. Public Money & Management, 33, 2, pp. 123–130.",
        "article",
        _names("Sullivan|H.; Williams|P.; Marchington|M.; Knight|L."),
        2013,
        "Collaborative futures: discursive realignments in austere times",
        PMM,
        "33",
        "2",
        "123-130",
    ),
    Printed(
        "Wilson, R., Martin, M., Walsh, S. and Richter, P. (2011), Re-mixing digital economies in "
        "the voluntary community sector? Governing identity information and information sharing in "
        "the mixed economy of care for children and young people. Social Policy and Society, 10, "
        "3, pp. 379–391.",
        "article",
        _names("Wilson|R.; Martin|M.; Walsh|S.; Richter|P."),
        2011,
        "Re-mixing digital economies in the voluntary community sector? Governing identity "
        "information and information sharing in the mixed economy of care for children and young "
        "people",
        "Social Policy and Society",
        "10",
        "3",
        "379-391",
    ),
)
