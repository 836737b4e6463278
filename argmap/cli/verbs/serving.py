"""The verb `serve`: the explorable page on this machine only, loaded again whenever the file is saved."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from time import sleep
from typing import Any, Unpack

import click

from argmap.cli import options, picture_options
from argmap.cli.printing import screen
from argmap.cli.printing.text import hint
from argmap.errors import ArgmapError, UsageError
from argmap.evaluation import Said, evaluate
from argmap.lint.settings import load
from argmap.renderers.page import page

ADDRESS = "127.0.0.1"
PAUSE_S, ALIVE_S = 0.2, 15.0
"""How often the file is looked at, and how often a waiting page hears that it is still served."""
HEADERS = {
    "Cache-Control": "no-store",
    "X-Content-Type-Limits": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
}


class Served:
    """The page of a file as it was last good, and what is wrong with the file now; `version` counts what was seen of it."""

    def __init__(self, file: str, source: str | None = None, **how: Unpack[Said]) -> None:
        self.file, self.source, self.how = file, source, how
        self.page, self.mistake, self.version = self._made(), "", 0
        self.changed = threading.Condition()

    def watch(self) -> None:
        """Takes the file in whenever it was saved, for ever."""
        seen = self._state()
        while True:
            sleep(PAUSE_S)
            if (now := self._state()) == seen:
                continue
            seen = now
            try:
                made, mistake = self._made(), ""
            except (ArgmapError, OSError) as error:
                made, mistake = self.page, str(error)
            with self.changed:
                self.page, self.mistake, self.version = made, mistake, self.version + 1
                self.changed.notify_all()

    def _made(self) -> bytes:
        m = load(self.file)
        source = None if self.source is None else screen.read(self.source)
        return page(m, evaluate(m, **self.how), live=True, source=source).encode()

    def _state(self) -> object:
        try:
            found = Path(self.file).stat()
        except OSError:
            return None
        return found.st_mtime_ns, found.st_size, found.st_ino


class Handler(BaseHTTPRequestHandler):
    """Gives the page and its events to this machine, under its own names, and nothing else."""

    served: Served
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """The page at /, what happens to it at /events."""
        port = self.connection.getsockname()[1]
        if self.headers.get("Host") not in (f"{ADDRESS}:{port}", f"localhost:{port}"):
            self._answer(403, b"argmap serves this machine alone\n", "text/plain")
        elif self.path == "/":
            self._answer(200, self.served.page, "text/html; charset=utf-8")
        elif self.path == "/events":
            self._events()
        else:
            self._answer(404, b"there is one page, at /\n", "text/plain")

    def do_HEAD(self) -> None:
        """What GET answers, without the content; nothing of events, which do not end."""
        self.do_GET()

    def log_message(self, *_: Any) -> None:
        """Nothing is printed."""

    def _answer(self, code: int, content: bytes, kind: str) -> None:
        self.send_response(code)
        for name, value in {**HEADERS, "Content-Type": kind, "Content-Length": str(len(content))}.items():
            self.send_header(name, value)
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
        served, seen = self.served, self.served.version
        said = _event("mistake", served.mistake) if served.mistake else ": here\n\n"
        try:
            while True:
                self.wfile.write(said.encode())
                self.wfile.flush()
                with served.changed:
                    fresh = served.changed.wait_for(lambda: served.version != seen, ALIVE_S)  # noqa: B023
                    seen, mistake = served.version, served.mistake
                said = (
                    ": still here\n\n" if not fresh else _event("mistake", mistake) if mistake else _event("saved", "")
                )
        except OSError:
            return


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
        raise UsageError("serve watches a file, and - is none", "argmap render - -o map.html")
    served = Served(file, source, **how)
    server = server_of(served, port)
    threading.Thread(target=served.watch, daemon=True).start()
    screen.out.print(f"http://{ADDRESS}:{server.server_address[1]}/")
    hint(screen.err, f"serving {file} to this machine alone; save it and the page follows; Ctrl-C ends it")
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        server.server_close()


def server_of(served: Served, port: int) -> ThreadingHTTPServer:
    """The server, listening. Raises UsageError when the port is taken."""
    handler = type("Handler", (Handler,), {"served": served})
    try:
        server = ThreadingHTTPServer((ADDRESS, port), handler)
    except OSError as error:
        raise UsageError(f"port {port} cannot be had: {error.strerror}", "--port 0 takes a free one") from None
    server.daemon_threads = True
    return server


def _event(name: str, said: str) -> str:
    return f"event: {name}\ndata: {json.dumps(said)}\n\n"
