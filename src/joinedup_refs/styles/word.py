"""Word documents: lists of references with lines set in after the first, as styles ask for.

Source: ECMA-376, part 1, 17.3.1.12 (`w:ind`, in twentieths of a point); pandoc gives entries the
paragraph style Bibliography, and leaves its layout to a template.
"""

import io
import zipfile

from lxml import etree

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_STYLES = "word/styles.xml"
_INDENT = "720"  # half an inch, which also makes room for numbers


def set_in(document: bytes) -> bytes:
    """Set the lines of each entry after the first in; everything else stays as it is."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(document)) as given,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made,
    ):
        for info in given.infolist():
            content = given.read(info)
            made.writestr(info, _indented(content) if info.filename == _STYLES else content)
    return out.getvalue()


def _indented(styles: bytes) -> bytes:
    root = etree.fromstring(styles, etree.XMLParser(resolve_entities=False, no_network=True))
    for style in root.iterfind(f"{{{_W}}}style[@{{{_W}}}styleId='Bibliography']"):
        layout = style.find(f"{{{_W}}}pPr")
        if layout is None:
            continue
        indent = etree.SubElement(layout, f"{{{_W}}}ind")
        indent.set(f"{{{_W}}}left", _INDENT)
        indent.set(f"{{{_W}}}hanging", _INDENT)
    written: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)
    return written
