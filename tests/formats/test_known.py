import subprocess
import sys

from joinedup_refs.formats import all_formats, find, told_by


def test_what_is_at_hand_is_what_is_found_among_all():
    usual = [form for form in all_formats() if form.suffixes[:1] == (".bib",)]
    assert [find(".bib")] == [find("BibTeX")] == [told_by(".BIB", "")] == usual


def test_a_bib_file_loads_no_other_format():
    program = (
        "import sys\nfrom joinedup_refs.formats import find\nfind('.bib')\n"
        "print('joinedup_refs.formats.ris' in sys.modules)"
    )
    command = [sys.executable, "-c", program]
    told = subprocess.run(command, capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "False"
