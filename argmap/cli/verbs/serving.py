"""The verb `serve`: the explorable page on this machine only, loaded again whenever the file is saved."""

import json
import sys
import threading
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Unpack

import click

from argmap.cli import options, picture_options
from argmap.cli.printing import screen
from argmap.cli.printing.text import hint
from argmap.cli.watching import changes_of, state
from argmap.errors import ArgmapError, UsageError
from argmap.evaluation import Said, evaluate
from argmap.lint.settings import load_as_set
from argmap.renderers.page import page

ADDRESS = "127.0.0.1"
ALIVE_S = 15.0
"""How often a waiting page hears that it is still served."""
IDLE_S, MOST_CONNECTIONS = 30.0, 64
"""How long a client may say nothing before its connection is closed, and how many may be open at once."""
HEADERS = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
}


class Served:
    """The page of a file as it was last good, and what is wrong with the file now; `version` counts what was seen of it."""

    def __init__(self, file: str, source: str | None = None, **how: Unpack[Said]) -> None:
        self.file, self.source, self.how = file, source, how
        self.seen = state(file)
        self.page, self.mistake, self.version = self._made(), "", 0
        self.changed = threading.Condition()

    def watch(self) -> None:
        """Takes the file in whenever it was saved, for ever."""
        for _ in changes_of(self.file, self.seen):
            made, mistake = self._tried()
            with self.changed:
                self.page, self.mistake, self.version = made, mistake, self.version + 1
                self.changed.notify_all()

    def _tried(self) -> tuple[bytes, str]:
        """The page as it is now, or the last good one with what is wrong; no file may end the watching."""
        try:
            return self._made(), ""
        except (ArgmapError, OSError) as error:
            return self.page, str(error)
        except Exception as error:  # noqa: BLE001 - a fault of ours is shown, and the next saved file is taken in again
            return self.page, f"{type(error).__name__}: {error}"

    def _made(self) -> bytes:
        m = load_as_set(self.file)
        source = None if self.source is None else screen.read_text(self.source)
        return page(m, evaluate(m, **self.how), live=True, source=source).encode()


class Handler(BaseHTTPRequestHandler):
    """Gives the page and its events to this machine, under its own names, and nothing else.

    The line of a request has at most 64 KiB, and so has each of at most 100 headers; `http.server` sees to that.
    """

    served: Served
    protocol_version = "HTTP/1.1"
    timeout = IDLE_S

    def do_GET(self) -> None:
        """The page at /, what happens to it at /events."""
        port = self.connection.getsockname()[1]
        if self.headers.get_all("Host") not in ([f"{ADDRESS}:{port}"], [f"localhost:{port}"]):
            self._answer(403, b"argmap serves this machine alone\n", "text/plain")
        elif self.path == "/":
            self._answer(200, self.served.page, "text/html; charset=utf-8")
        elif self.path == "/events":
            self._events()
        else:
            self._answer(404, b"there is one page, at /\n", "text/plain")

    def do_HEAD(self) -> None:
        """What do_GET would say, without the page."""
        self.do_GET()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Refuses what is no request of this server, in plain text, and closes the connection."""
        del message, explain
        self.close_connection = True
        if code == HTTPStatus.NOT_IMPLEMENTED:
            code = HTTPStatus.METHOD_NOT_ALLOWED
        self._answer(code, f"{HTTPStatus(code).phrase}: GET and HEAD are answered\n".encode(), "text/plain")

    def log_message(self, *_: Any) -> None:
        """Nothing is printed."""

    def _answer(self, code: int, content: bytes, kind: str) -> None:
        self.send_response(code)
        for name, value in {**HEADERS, "Content-Type": kind, "Content-Length": str(len(content))}.items():
            self.send_header(name, value)
        if self.close_connection:
            self.send_header("Connection", "close")
        if code == HTTPStatus.METHOD_NOT_ALLOWED:
            self.send_header("Allow", "GET, HEAD")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def _events(self) -> None:
        self.close_connection = True
        self.send_response(200)
        for name, value in {**HEADERS, "Content-Type": "text/event-stream", "Connection": "close"}.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command == "HEAD":
            return
        served, version = self.served, self.served.version
        message = _event("mistake", served.mistake) if served.mistake else ": here\n\n"
        try:
            while True:
                self.wfile.write(message.encode())
                self.wfile.flush()
                with served.changed:
                    fresh = served.changed.wait_for(lambda: served.version != version, ALIVE_S)  # noqa: B023
                    version, mistake = served.version, served.mistake
                message = (
                    ": still here\n\n" if not fresh else _event("mistake", mistake) if mistake else _event("saved", "")
                )
        except OSError:
            return


class PageServer(ThreadingHTTPServer):
    """A server with a bounded number of connections, to which a client that hangs up is nothing to report."""

    daemon_threads = True

    def __init__(self, address: tuple[str, int], handler: type[Handler]) -> None:
        self.free = threading.BoundedSemaphore(MOST_CONNECTIONS)
        super().__init__(address, handler)

    def process_request(self, request: Any, client_address: Any) -> None:
        """Answers in a thread of its own, or hangs up when too many are answered already."""
        if self.free.acquire(blocking=False):
            super().process_request(request, client_address)
        else:
            self.shutdown_request(request)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        """Answers, and then makes room for another."""
        try:
            super().process_request_thread(request, client_address)
        finally:
            self.free.release()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Says nothing of clients that hang up or fall silent."""
        if not isinstance(sys.exception(), OSError):
            super().handle_error(request, client_address)


@options.map_file
@click.option(
    "--port",
    type=click.IntRange(min=0, max=65535),
    default=8124,
    metavar="N",
    help="The port to serve on; 0 picks a free one.",
)
@picture_options.source
@options.evaluating
def serve_map(file: str, port: int, source: str | None, *, how: Said) -> None:
    """Serves the explorable page on 127.0.0.1 until Ctrl-C; a saved file is taken in, a mistake is shown on the page."""
    if file == "-":
        raise UsageError("serve needs a file, got -", "argmap render - -o map.html")
    served = Served(file, source, **how)
    server = server_of(served, port)
    threading.Thread(target=served.watch, daemon=True).start()
    screen.out.print(f"http://{ADDRESS}:{server.server_address[1]}/")
    hint(screen.err, f"serving {file} to this machine alone; save it and the page follows; Ctrl-C ends it")
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        server.server_close()


def server_of(served: Served, port: int) -> PageServer:
    """The server, listening. Raises UsageError when the port is taken."""
    handler = type("Handler", (Handler,), {"served": served})
    try:
        return PageServer((ADDRESS, port), handler)
    except OSError as error:
        raise UsageError(f"port {port} cannot be used: {error.strerror}", "--port 0 uses a free port") from None


def _event(name: str, said: str) -> str:
    return f"event: {name}\ndata: {json.dumps(said)}\n\n"
