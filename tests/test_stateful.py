"""Files that others change meanwhile: whatever order it happens in, `fmt`, `--fix`, `--watch` and `serve` lose and miss nothing."""

import http.client
import os
import threading
import time
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from argmap import LoadError, evaluate, files, loads
from argmap.cli import main, watching
from argmap.cli.verbs import authoring, serving
from argmap.formats.formatter import comments, laid_out

pytestmark = pytest.mark.skipif(os.name != "posix", reason="links and rights as POSIX has them")

FAST = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108 - a folder of its own in memory, where fsync takes no time
VALID = [
    "claim: Aleph.\n",
    "# a remark\nclaim:   Beth.\nid: c   # beside\nbecause:\n  - premise: Why not.\n    weight: 1.0\n    id: p\n",
    "{claim: Gimel., id: c, because: [{premise: p, id: p, strength: 0.70}]}\n",
    "claim: Daleth.\r\nid: c\r\nbut:\r\n- counterevidence:   No.\r\n  id: n\r\n",
    "argmap: 1\nconclusion: c\nnodes:\n- {kind: claim, id: c, text: He.}\nrelations: []\n",
    "\ufeffclaim: Ümläut.\nid: c\n",
]
BROKEN = ["", "claim: [\n", "claim: It holds.\nbecuase: []\n", "\tclaim: x", "- a\n- b\n", "claim: {a: b}\n", "{"]
TEXTS = st.sampled_from([*VALID, *BROKEN])
BYTES = TEXTS.map(str.encode) | st.sampled_from([b"claim: caf\xe9\n", b"\x00", b"\xff\xfe"])


def argmap(*words):
    with pytest.raises(SystemExit) as done:
        main([*map(str, words)])
    return done.value.code


def meaning(content):
    """The map that bytes hold, None if they hold none."""
    try:
        return loads(files.text(content, "a.yaml").replace("\r\n", "\n"))
    except LoadError:
        return None


class Formatting(RuleBasedStateMachine):
    """A map that is formatted and fixed while somebody else works on it; `content` is what the file must hold."""

    def __init__(self):
        super().__init__()
        self.folder = TemporaryDirectory(dir=FAST)
        self.place = Path(self.folder.name)
        self.path = self.real = self.place / "a.argmap.yaml"
        self.content = VALID[1].encode()
        self.path.write_bytes(self.content)

    def teardown(self):
        self.folder.cleanup()

    @rule(content=BYTES)
    def somebody_saves(self, content):
        self.real.write_bytes(content)
        self.content = content

    @rule()
    def somebody_deletes(self):
        self.real.unlink(missing_ok=True)
        self.content = None

    @precondition(lambda self: not self.path.is_symlink() and self.content is not None)
    @rule()
    def somebody_moves_it_and_leaves_a_link(self):
        (self.place / "deep").mkdir(exist_ok=True)
        self.real = self.place / "deep" / "real.yaml"
        self.path.rename(self.real)
        self.path.symlink_to("deep/real.yaml")

    @precondition(lambda self: self.content is not None)
    @rule(mode=st.sampled_from([0o600, 0o644, 0o755]), link=st.booleans())
    def somebody_changes_rights_or_links(self, mode, link):
        self.real.chmod(mode)
        other = self.place / "other"
        other.unlink(missing_ok=True)
        if link:
            other.hardlink_to(self.real)

    @precondition(lambda self: self.content is not None)
    @rule(words=st.sampled_from([["fmt"], ["check", "--fix", "--ignore", "AM4"]]))
    def it_is_written(self, words):
        before, m = self.real.stat(), meaning(self.content)
        code = argmap(*words, self.path)
        written = self.real.read_bytes()
        if m is None:
            assert (code, written) == (2, self.content)
            return
        after = self.real.stat()
        assert (after.st_mode, after.st_nlink) == (before.st_mode, before.st_nlink)
        again = meaning(written)
        assert dict(evaluate(again)) == dict(evaluate(m))
        assert sorted(remark.text for remark in comments(written.decode("utf-8-sig"))) == sorted(
            remark.text for remark in comments(self.content.decode("utf-8-sig"))
        )
        if words == ["fmt"]:
            assert again == m
            assert argmap("fmt", "--check", self.path) == 0
        self.content = written

    @precondition(lambda self: self.content is None)
    @rule(words=st.sampled_from([["fmt"], ["check", "--fix"]]))
    def what_is_not_there_is_not_made(self, words):
        assert argmap(*words, self.path) == 2
        assert not self.real.exists()

    @precondition(lambda self: self.content is not None)
    @rule(theirs=BYTES)
    def somebody_saves_while_it_is_formatted(self, theirs):
        def meanwhile(*values, **named):
            made = laid_out(*values, **named)
            self.real.write_bytes(theirs)
            return made

        with patch.object(authoring, "laid_out", meanwhile):
            argmap("fmt", self.path)
        before, self.content = self.content, self.real.read_bytes()
        assert self.content == (before if meaning(before) is None else theirs) or theirs == before

    @precondition(lambda self: self.content is not None)
    @rule(call=st.sampled_from(["fsync", "replace", "open"]))
    def the_disk_fails(self, call):
        kept, failing = self.content, OSError(28, "No space left on device")
        with patch.object(files.os if call != "replace" else Path, call, side_effect=failing):
            argmap("fmt", self.path)
        assert kept == self.real.read_bytes() or self.real.stat().st_nlink > 1
        self.content = self.real.read_bytes()

    @invariant()
    def the_file_is_whole(self):
        assert (self.real.read_bytes() if self.real.exists() else None) == self.content
        assert list(self.place.rglob("*.tmp")) == []


class Watched(RuleBasedStateMachine):
    """A file that is served and drawn while it is changed: what is shown is what the file says, or what is wrong with it."""

    def __init__(self):
        super().__init__()
        self.folder = TemporaryDirectory(dir=FAST)
        self.path = Path(self.folder.name) / "a.argmap.yaml"
        self.path.write_text(VALID[0], encoding="utf-8")
        self.good, self.said = "Aleph.", ""
        self.patches = [patch.object(watching, "WATCH_PAUSE_S", 0.002), patch.object(serving, "page", page)]
        for one in self.patches:
            one.start()
        self.served = serving.Served(str(self.path))
        self.server = serving.server_of(self.served, 0)
        for work in (self.served.watch, lambda: self.server.serve_forever(0.01)):
            threading.Thread(target=work, daemon=True).start()

    def teardown(self):
        self.server.shutdown()
        self.server.server_close()
        for one in self.patches:
            one.stop()
        self.folder.cleanup()

    def settled(self, good, said):
        """Waits until the page shows this, and this is what is said to be wrong."""
        self.good, self.said = good or self.good, said

        def as_the_file_is():
            return (
                self.served.page == self.good.encode()
                and said in self.served.mistake
                and bool(said) == bool(self.served.mistake)
            )

        with self.served.changed:
            assert self.served.changed.wait_for(as_the_file_is, 10), (
                self.good,
                said,
                self.served.page,
                self.served.mistake,
            )

    def clear(self):
        if self.path.is_dir():
            self.path.rmdir()
        else:
            self.path.unlink(missing_ok=True)

    @rule(text=st.sampled_from("abcdefgh"), beside=st.booleans())
    def a_map_is_saved(self, text, beside):
        """All of these have the same size, and some are written within the same tick of the clock."""
        content = f"claim: Case {text}.\n"
        target = self.path.with_suffix(".new") if beside else self.path
        if not self.path.is_file() and not beside:
            self.clear()
        target.write_text(content, encoding="utf-8")
        if beside:
            if self.path.is_dir():
                self.path.rmdir()
            target.replace(self.path)
        self.settled(f"Case {text}.", "")

    @rule(content=st.sampled_from([one.encode() for one in BROKEN] + [b"\xff"]))
    def something_broken_is_saved(self, content):
        self.clear()
        self.path.write_bytes(content)
        self.settled(None, "a.argmap.yaml")

    @rule()
    def it_is_deleted(self):
        self.clear()
        self.settled(None, "cannot be read")

    @rule(kind=st.sampled_from(["folder", "pipe", "broken link", "circle"]))
    def something_else_takes_its_place(self, kind):
        self.clear()
        if kind == "folder":
            self.path.mkdir()
        elif kind == "pipe":
            os.mkfifo(self.path)
        else:
            self.path.symlink_to("nowhere" if kind == "broken link" else self.path.name)
        self.settled(None, "a.argmap.yaml")

    @rule(host=st.sampled_from(["", "evil.example"]))
    def a_stranger_asks(self, host):
        assert self.asked(host) == (403, b"argmap serves this machine alone\n")

    @invariant()
    def what_is_served_is_the_last_good_page(self):
        assert self.asked(None) == (200, self.good.encode())

    def asked(self, host):
        port = self.server.server_address[1]
        with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=10)) as connection:
            connection.request("GET", "/", headers={"Host": f"127.0.0.1:{port}" if host is None else host})
            answer = connection.getresponse()
            return answer.status, answer.read()


def page(m, *_, **__):
    """A page that is made at once."""
    return m.statement(m.conclusion).text


class Drawn(RuleBasedStateMachine):
    """A map that `render --watch` draws while it is changed; it looks at the file once after each change."""

    def __init__(self):
        super().__init__()
        self.folder = TemporaryDirectory(dir=FAST)
        self.path = Path(self.folder.name) / "a.argmap.yaml"
        self.picture = Path(self.folder.name) / "a.mmd"
        self.good = None
        self.idle, self.going, self.over = threading.Event(), threading.Semaphore(0), False
        self.patch = patch.object(watching, "sleep", self.pause)
        self.patch.start()
        words = ["render", str(self.path), "--watch", "-o", str(self.picture)]
        self.thread = threading.Thread(target=argmap, args=words, daemon=True)
        self.thread.start()
        assert self.idle.wait(20)

    def pause(self, _):
        """What is done in place of sleeping: waits for the next change."""
        if threading.current_thread() is not self.thread:  # One that serves goes on watching until the process ends.
            time.sleep(1)
            return
        self.idle.set()
        self.going.acquire()
        if self.over:
            raise KeyboardInterrupt

    def teardown(self):
        self.over = True
        self.going.release()
        self.thread.join(20)
        self.patch.stop()
        self.folder.cleanup()

    @rule(content=BYTES | st.none(), beside=st.booleans())
    def it_is_saved_or_deleted(self, content, beside):
        if content is None:
            self.path.unlink(missing_ok=True)
        elif beside:
            (new := self.path.with_suffix(".new")).write_bytes(content)
            new.replace(self.path)
        else:
            self.path.write_bytes(content)
        if content is not None and (m := meaning(content)) is not None:
            self.good = m.statement(m.conclusion).text
        self.idle.clear()
        self.going.release()
        assert self.idle.wait(20)

    @invariant()
    def the_picture_is_of_the_last_map(self):
        assert self.picture.exists() == (self.good is not None)
        assert self.good is None or self.good.rstrip(".") in self.picture.read_text(encoding="utf-8")


SETTINGS = settings(max_examples=12, stateful_step_count=15, deadline=None)
for machine in (Formatting, Watched, Drawn):
    machine.TestCase.settings = SETTINGS
TestFormatting, TestWatched, TestDrawn = Formatting.TestCase, Watched.TestCase, Drawn.TestCase
