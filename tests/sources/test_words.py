"""Words by table and by letter: the quick way gives what the long way gives."""

import re

from hypothesis import example, given
from hypothesis import strategies as st

from joinedup_refs.notation.persons import folded
from joinedup_refs.sources.words import _AND, _GREEK, plain, words_anew, words_of

TEXTS = st.text(max_size=60) | st.text("aZ9'`’_-–&+ <i>/;\t\u00a0\u0301éßΣα中K", max_size=60)


@given(TEXTS)
@example("K-theory & the\u00a0O’Brien  `s' Øresund")
@example("\u00b4\u00a8 x\u0301\u0302 \x1c\x85y ﬁne ① + a&b")
def test_each_word_by_itself_is_folded_as_the_whole_text_is(text):
    whole = _AND.sub("and", plain(text))
    if whole.isascii():
        expected = re.findall(r"[a-z0-9]+", re.sub(r"['`]", "", whole.lower()))
    else:
        expected = folded(whole.casefold().translate(_GREEK)).split()
    assert words_anew(text) == expected
    assert words_of(text) == tuple(expected)
