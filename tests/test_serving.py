"""What is served, to whom, and what clients of every kind can do to it: nothing."""

import http.client
import os
import socket
import threading
from contextlib import closing

import pytest

from argmap.cli import watching
from argmap.cli.verbs import serving

GOOD = "claim: {}\nid: a\nbecause:\n  - {{premise: Why., id: p}}\n"


@pytest.fixture
def served(tmp_path, monkeypatch):
    """A map that is served, what serves it, and where."""
    monkeypatch.setattr(watching, "WATCH_PAUSE_S", 0.01)
    path = tmp_path / "a.argmap.yaml"
    path.write_text(GOOD.format("First."), encoding="utf-8")
    one = serving.Served(str(path))
    server = serving.server_of(one, 0)
    threading.Thread(target=one.watch, daemon=True).start()
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    yield path, one, server
    server.shutdown()
    server.server_close()


def port(server):
    return server.server_address[1]


def raw(server, data):
    """What is answered to these bytes, until the connection is closed."""
    with socket.create_connection(("127.0.0.1", port(server)), timeout=10) as client:
        client.sendall(data)
        return b"".join(iter(lambda: client.recv(65536), b""))


def asked(server, method="GET", path="/", **headers):
    with closing(http.client.HTTPConnection("127.0.0.1", port(server), timeout=10)) as connection:
        connection.request(method, path, headers={"Host": f"127.0.0.1:{port(server)}", **headers})
        answer = connection.getresponse()
        return answer, answer.read()


def seen(one, path, text, wanted):
    """Saves the file and waits until the server has taken it in."""
    with one.changed:
        version = one.version
        beside = path.with_suffix(".new")
        beside.write_text(text, encoding="utf-8")
        beside.replace(path)
        assert one.changed.wait_for(lambda: one.version > version and wanted(), 10)


def test_it_listens_on_this_machine_alone(served):
    assert served[2].server_address[0] == "127.0.0.1"


def test_head_says_what_get_says_without_the_page(served):
    server = served[2]
    (got, page), (head, nothing) = asked(server), asked(server, "HEAD")
    assert (got.status, head.status, nothing) == (200, 200, b"")
    assert got.headers["Content-Length"] == head.headers["Content-Length"] == str(len(page))
    assert got.headers["X-Content-Type-Options"] == "nosniff"
    assert asked(server, "HEAD", "/events")[0].status == 200


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "CONNECT", "<script>"])
def test_other_methods_are_refused(served, method):
    answer = raw(served[2], f"{method} / HTTP/1.1\r\nHost: x\r\n\r\n".encode())
    assert answer.startswith(b"HTTP/1.1 405 ")
    assert b"Allow: GET, HEAD\r\n" in answer
    assert b"script" not in answer


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1", "", "127.0.0.1:1", "localhost.evil.example:{port}"])
def test_other_hosts_are_refused(served, host):
    assert asked(served[2], Host=host.format(port=port(served[2])))[0].status == 403


def test_two_hosts_and_none_are_refused(served):
    right = f"Host: 127.0.0.1:{port(served[2])}\r\n"
    for hosts in ("", right + "Host: evil.example\r\n"):
        answer = raw(served[2], f"GET / HTTP/1.1\r\n{hosts}Connection: close\r\n\r\n".encode())
        assert answer.startswith(b"HTTP/1.1 403 ")


@pytest.mark.parametrize(
    "request_",
    [b"GET /" + b"a" * 70_000, b"GET / HTTP/1.1\r\nA: " + b"a" * 70_000, b"GET / HTTP/1.1\r\n" + b"A: b\r\n" * 200],
)
def test_long_requests_are_refused_and_the_server_goes_on(served, request_):
    try:
        answer = raw(served[2], request_ + b"\r\n\r\n")
    except ConnectionResetError:
        answer = b""  # Hung up before all was sent.
    assert b" 200 " not in answer
    assert asked(served[2])[0].status == 200


def test_clients_that_hang_up_are_nothing_to_report(served, capfd):
    for data in (b"", b"GET", f"GET / HTTP/1.1\r\nHost: 127.0.0.1:{port(served[2])}\r\n\r\n".encode()) * 20:
        client = socket.create_connection(("127.0.0.1", port(served[2])))
        client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\0\0\0\0\0\0\0")  # Closing resets the connection.
        client.sendall(data)
        client.close()
    assert asked(served[2])[0].status == 200
    assert capfd.readouterr().err == ""


def test_connections_are_bounded_and_room_is_made_again(served, monkeypatch):
    server = served[2]
    monkeypatch.setattr(server, "free", threading.BoundedSemaphore(3))
    held = [socket.create_connection(("127.0.0.1", port(server))) for _ in range(3)]
    for one in held:
        one.sendall(f"GET / HTTP/1.1\r\nHost: 127.0.0.1:{port(server)}\r\n\r\n".encode())
        assert one.recv(9) == b"HTTP/1.1 "
    with pytest.raises((http.client.RemoteDisconnected, ConnectionResetError)):
        asked(server)
    held[0].close()
    assert server.free.acquire(timeout=10)
    server.free.release()
    assert asked(server)[0].status == 200
    for one in held:
        one.close()


def test_a_map_is_mended_while_it_is_open(served):
    path, one, server = served
    seen(one, path, "claim: [\n", lambda: bool(one.mistake))
    assert "a.argmap.yaml:" in one.mistake
    assert b"First." in asked(server)[1]
    seen(one, path, GOOD.format("Second."), lambda: not one.mistake)
    assert b"Second." in asked(server)[1]


@pytest.mark.skipif(os.name != "posix", reason="there are no FIFOs")
def test_a_pipe_in_place_of_the_file_does_not_end_the_watching(served):
    path, one, server = served
    with one.changed:
        path.unlink()
        os.mkfifo(path)
        assert one.changed.wait_for(lambda: "is a FIFO" in one.mistake, 10)
    seen(one, path, GOOD.format("Third."), lambda: not one.mistake)
    assert b"Third." in asked(server)[1]


def test_a_fault_of_ours_does_not_end_the_watching(served, monkeypatch):
    path, one, server = served
    with monkeypatch.context() as patch:
        patch.setattr(serving, "load_as_set", lambda _: 1 // 0)
        seen(one, path, GOOD.format("Fourth."), lambda: one.mistake.startswith("ZeroDivisionError"))
    seen(one, path, GOOD.format("Fifth."), lambda: not one.mistake)
    assert b"Fifth." in asked(server)[1]
