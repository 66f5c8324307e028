"""Web addresses that are asked for, on a server of this machine and on hosts that are not there."""

import socket

import pytest
from catalogue_server import PAGE, Answer, CatalogueServer, redirect
from pretended_time import PretendedTime

from joinedup_refs.errors import ConfigInvalid
from joinedup_refs.sources import addresses as module
from joinedup_refs.sources.addresses import Addresses


@pytest.fixture
def server():
    with CatalogueServer({"/there": PAGE}) as running:
        yield running


@pytest.fixture
def time():
    return PretendedTime()


def looking(time, **options):
    return Addresses(nearby=True, timing=time.timing, **options)


@pytest.mark.parametrize(
    ("answer", "state", "told"),
    [
        (Answer(200, PAGE), "answers", "answers (200)"),
        (Answer(404, PAGE), "gone", "leads nowhere (404)"),
        (Answer(410), "gone", "leads nowhere (410)"),
        (Answer(401), "answers", "answers (401)"),
        (Answer(403), "answers", "answers (403)"),
        (Answer(429), "answers", "answers (429)"),
        (redirect("/there", 301), "answers", "answers (200)"),
        (redirect("/nowhere", 301), "gone", "leads nowhere (404)"),
        (redirect("", 304), "answers", "answers (304)"),
        (redirect("/page"), "unreachable", "sends us from one address to the next"),
        (redirect("javascript:alert(1)"), "unreachable", "leads to no host"),
        (Answer(503, PAGE), "unreachable", "reports a fault of its own (503)"),
        (Answer(hang_up=True), "unreachable", "broke the connection off"),
    ],
)
def test_what_a_host_answers(server, time, answer, state, told):
    server.answers["/page"] = answer
    looked = looking(time).look(f"{server.url}/page#part")
    assert looked.state == state
    assert looked.told.startswith(told)


def test_a_fault_that_passes_is_asked_about_again(server, time):
    server.script.append(Answer(503))
    assert looking(time).look(f"{server.url}/there").state == "answers"
    assert len(server.asked) == 2


def test_an_answer_that_does_not_come(server, time):
    server.answers["/slow"] = Answer(body=b"x" * 100, drip_s=0.01)
    assert looking(time).look(f"{server.url}/slow").state == "answers"  # the body is not waited for
    with socket.socket() as mute:
        mute.bind(("127.0.0.1", 0))
        mute.listen()
        port = mute.getsockname()[1]
        looked = looking(time, timeout_s=0.1).look(f"http://127.0.0.1:{port}/")
    assert looked == ("unreachable", "gave no answer in time")


def test_a_host_is_asked_once_a_second(server, time):
    asking = looking(time)
    for _ in range(4):
        asking.look(f"{server.url}/there")
    assert time.now == pytest.approx(3)


@pytest.mark.parametrize(
    ("error", "state"),
    [
        (socket.gaierror(socket.EAI_NONAME, "Name or service not known"), "gone"),
        (socket.gaierror(socket.EAI_AGAIN, "Temporary failure"), "unreachable"),
        (UnicodeError("label too long"), "unreachable"),
    ],
)
def test_a_host_that_is_not_there_and_one_that_nobody_can_look_up(time, monkeypatch, error, state):
    def refuse(host, _):
        if host == "lapsed.example":
            raise error
        return ["found"]

    monkeypatch.setattr(module.socket, "getaddrinfo", refuse)
    assert looking(time).look("http://lapsed.example/plans").state == state


def test_without_a_network_no_host_is_said_not_to_exist(time, monkeypatch):
    def refuse(*_):
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(module.socket, "getaddrinfo", refuse)
    looked = looking(time).look("http://standing.example/plans")
    assert looked == ("unreachable", "is on a host that could not be looked up")


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "localhost", "10.0.0.1", "192.168.1.1", "169.254.169.254", "[::1]", "0.0.0.0"],  # noqa: S104
)
def test_neither_this_machine_nor_its_network_is_asked(time, monkeypatch, host):
    monkeypatch.setattr(
        module.socket,
        "getaddrinfo",
        lambda *_: [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", 0))],
    )
    looked = Addresses(timing=time.timing).look(f"http://{host}/secret")
    assert looked == ("unreachable", "is on a host that is not for everybody")


def test_a_redirection_into_the_network_is_not_followed(server, time, monkeypatch):
    monkeypatch.setattr(module, "_is_public", lambda address: address != "10.0.0.1")
    server.answers["/page"] = redirect("http://10.0.0.1/secret")
    looked = Addresses(timing=time.timing).look(f"{server.url}/page")
    assert looked.told == "is on a host that is not for everybody"


@pytest.mark.parametrize("url", ["http://", "http://[", "https:///x", "javascript:alert(1)"])
def test_what_leads_to_no_host(time, url):
    assert looking(time).look(url).state == "unreachable"


def test_offline_asks_nobody(server, time):
    assert looking(time, offline=True).look(f"{server.url}/there").state == "unreachable"
    assert server.asked == []
    with pytest.raises(ConfigInvalid, match="no mail address"):
        Addresses("reader")
