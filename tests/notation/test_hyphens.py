from joinedup_refs.notation.hyphens import find


def found(text):
    return [(text[h.start : h.end], h.joined, h.witnessed) for h in find(text)]


def test_a_blank_behind_a_hyphen():
    assert found("to co- create with ICT- enabled means") == [
        (" ", "co-create", False),
        (" ", "ICT-enabled", False),
    ]


def test_a_witness_elsewhere_in_the_text():
    assert found("a long- term aim, and Long-term plans") == [(" ", "long-term", True)]
    assert found("collabo-\n  ration or collaboration") == [("-\n  ", "collaboration", True)]


def test_suspended_hyphens_stay():
    assert found("pre- and post-war, Ein- und Ausgang, short- to long-term, two-, three-fold") == []


def test_a_name_behind_a_hyphen_is_no_half():
    assert found("Smith- Jones") == []
    assert found("a" * 100_000 + "- b") == []
    assert found("ab- " * 30_000)[:1] == [(" ", "ab-ab", False)]
