"""Labelling keeps to one core and leaves the caller's setting as it was."""

from threading import Thread

from threadpoolctl import ThreadpoolController, threadpool_limits

from joinedup_refs.parse import parse
from joinedup_refs.parse.network import Network
from joinedup_refs.parse.one_core import one_core


def cores():
    libraries = ThreadpoolController().select(user_api="blas").info()
    return {library["num_threads"] for library in libraries}


def test_inside_there_is_one_core_and_afterwards_what_was_before():
    with threadpool_limits(2, user_api="blas"):
        with one_core():
            assert cores() == {1}
            with one_core():
                assert cores() == {1}
        assert cores() == {2}


def test_labelling_goes_on_inside(monkeypatch):
    seen = []
    scores = Network.scores

    def watched(self, own, around):
        seen.append(cores())
        return scores(self, own, around)

    monkeypatch.setattr(Network, "scores", watched)
    with threadpool_limits(2, user_api="blas"):
        parse("Adams, B. (1931), A title that nobody has parsed before (Sage).")
        assert cores() == {2}
    assert seen == [{1}]


def test_threads_that_are_inside_together_leave_what_was_before():
    before = cores()

    def work():
        for _ in range(200):
            with one_core():
                pass

    threads = [Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert cores() == before
