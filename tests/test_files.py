"""A file is whole or as it was: full disks, kills, two writers, links, rights, read-only places; and reading never waits."""

import json
import os
import signal
import socket
import stat
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from random import Random

import pytest

from argmap import ArgumentMap, Claim, LoadError, Premise, Support, files, limited, load, save
from argmap.errors import FileChanged
from argmap.lint.checking import Request, fixing
from argmap.resources import folder

OLD, NEW = b"old\n" * 1000, b"new\n" * 3000
HARRY = folder("arguments") / "harry.argmap.yaml"
pytestmark = pytest.mark.skipif(os.name != "posix", reason="links, signals and mounts as POSIX has them")


def argmap(*words, **more):
    return subprocess.run(
        [sys.executable, "-m", "argmap", *map(str, words)], check=False, capture_output=True, text=True, **more
    )


def untidy(path, statements=1):
    """A map that loads and that fmt changes; large enough to be cut in the middle."""
    premises = "".join(f"- premise:   Statement number {n} is so.\n" for n in range(statements))
    path.write_text(f"argmap: 1\nclaim:   It holds.\nid: c\nbecause:\n{premises}", encoding="utf-8")
    return path


def left_over(path):
    return [one.name for one in path.iterdir() if one.name.endswith(".tmp")]


@contextmanager
def mounted(where, *options):
    where.mkdir(exist_ok=True)
    done = subprocess.run(["mount", *options, str(where)], check=False, capture_output=True, text=True)
    if done.returncode:
        pytest.skip(f"nothing can be mounted here: {done.stderr.strip()}")
    try:
        yield where
    finally:
        subprocess.run(["umount", "--lazy", str(where)], check=True)


@pytest.fixture
def small_disk(tmp_path):
    """A disk of 64 KiB."""
    with mounted(tmp_path / "disk", "-t", "tmpfs", "-o", "size=64k", "tmpfs") as disk:
        yield disk


def test_a_new_file_has_the_rights_that_the_umask_gives(tmp_path):
    before = os.umask(0o027)
    try:
        files.write(tmp_path / "new", NEW)
    finally:
        os.umask(before)
    assert (tmp_path / "new").read_bytes() == NEW
    assert stat.S_IMODE((tmp_path / "new").stat().st_mode) == 0o640
    assert left_over(tmp_path) == []


@pytest.mark.parametrize("mode", [0o600, 0o644, 0o755])
def test_rights_and_owner_stay(tmp_path, mode):
    path = tmp_path / "file"
    path.write_bytes(OLD)
    path.chmod(mode)
    if os.geteuid() == 0:
        os.chown(path, 1234, 1235)
    owner = path.stat().st_uid, path.stat().st_gid
    files.write(path, NEW)
    assert path.read_bytes() == NEW
    assert stat.S_IMODE(path.stat().st_mode) == mode
    assert (path.stat().st_uid, path.stat().st_gid) == owner


def test_a_symbolic_link_stays_and_its_target_is_written(tmp_path):
    (tmp_path / "deep").mkdir()
    target, link, second = tmp_path / "deep" / "file", tmp_path / "link", tmp_path / "second"
    target.write_bytes(OLD)
    link.symlink_to("deep/file")
    second.symlink_to("link")
    files.write(second, NEW)
    assert (link.is_symlink(), second.is_symlink(), target.read_bytes()) == (True, True, NEW)
    (tmp_path / "broken").symlink_to("deep/made")
    files.write(tmp_path / "broken", NEW)
    assert (tmp_path / "broken").is_symlink()
    assert (tmp_path / "deep" / "made").read_bytes() == NEW


def test_a_circle_of_links_is_an_error(tmp_path):
    (tmp_path / "a").symlink_to("b")
    (tmp_path / "b").symlink_to("a")
    with pytest.raises(OSError, match="cannot be written") as told:
        files.write(tmp_path / "a", NEW)
    assert told.value.filename == str(tmp_path / "a")


def test_hard_links_stay(tmp_path):
    path, other = tmp_path / "file", tmp_path / "other"
    path.write_bytes(NEW)
    other.hardlink_to(path)
    files.write(path, OLD)
    assert (other.read_bytes(), path.stat().st_ino) == (OLD, other.stat().st_ino)
    assert left_over(tmp_path) == []


def test_the_temporary_name_cannot_be_prepared(tmp_path, monkeypatch):
    """Somebody who guesses the name and puts a link there does not have his file written."""
    victim = tmp_path / "victim"
    victim.write_bytes(OLD)
    monkeypatch.setattr("argmap.files.os.urandom", lambda _: b"guessed")
    (tmp_path / f".file.{b'guessed'.hex()}.tmp").symlink_to(victim)
    with pytest.raises(OSError, match="cannot be written"):
        files.write(tmp_path / "file", NEW)
    assert victim.read_bytes() == OLD


@pytest.mark.parametrize("links", [1, 2])
def test_what_somebody_else_wrote_is_kept(tmp_path, links):
    path = tmp_path / "file"
    path.write_bytes(b"theirs")
    if links == 2:
        (tmp_path / "other").hardlink_to(path)
    with pytest.raises(FileChanged, match="has changed since it was read; nothing is written"):
        files.write(path, NEW, was=OLD)
    assert path.read_bytes() == b"theirs"
    assert left_over(tmp_path) == []
    files.write(path, NEW, was=b"theirs")
    assert path.read_bytes() == NEW


def test_fix_and_fmt_do_not_overwrite_what_was_saved_meanwhile(tmp_path, monkeypatch):
    path = tmp_path / "a.argmap.yaml"
    path.write_text("claim: So.\nbecause:\n- premise: It is.\n  because: [{premise: It was.}]\n", encoding="utf-8")
    theirs = "argmap: 1\nclaim: Theirs.\n"

    def saving(*_, **__):
        path.write_text(theirs, encoding="utf-8")
        return "argmap: 1\nclaim: Ours.\n"

    monkeypatch.setattr("argmap.lint.checking.retold", saving)
    monkeypatch.setattr("argmap.cli.verbs.authoring.laid_out", saving)
    assert any(finding.correction for finding in Request().of(str(path), load(path)))
    with pytest.raises(FileChanged):
        fixing(str(path), Request())
    assert path.read_text(encoding="utf-8") == theirs

    from argmap.cli import main

    untidy(path)
    with pytest.raises(SystemExit) as ended:
        main(["fmt", str(path)])
    assert ended.value.code == 2
    assert path.read_text(encoding="utf-8") == theirs


@pytest.mark.parametrize("words", [["fmt"], ["check", "--fix"]], ids=" ".join)
def test_a_full_disk_leaves_the_map_as_it_was(small_disk, words):
    path = untidy(small_disk / "a.argmap.yaml", 700)
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace("because:", "because:\n- premise: Statement number 1 is so!\n  id: Bad_Id"), encoding="utf-8"
    )
    before = path.read_bytes()
    filler = small_disk / "filler"
    with suppress_full(), filler.open("wb", buffering=0) as file:
        while True:
            file.write(b"x" * 4096)
    done = argmap(*words, path)
    assert path.read_bytes() == before
    assert left_over(small_disk) == []
    if words == ["fmt"]:
        assert done.returncode == 2
        assert f"error: {path}: cannot be written: No space left on device" in done.stderr
    assert "Traceback" not in done.stderr


@contextmanager
def suppress_full():
    with pytest.raises(OSError, match="No space left"):
        yield


@pytest.mark.parametrize("links", [1, 2])
def test_save_on_a_full_disk_leaves_the_map_as_it_was(small_disk, links):
    path = small_disk / "a.argmap.json"
    save(ArgumentMap(conclusion="a", statements=[Claim(text="Small.", id="a")]), path)
    if links == 2:
        (small_disk / "other").hardlink_to(path)
    before = path.read_bytes()
    many = [Premise(text=f"Statement number {n} is so.", id=f"p{n}") for n in range(2000)]
    steps = [Support(sources=[one.id], target="a") for one in many]
    with pytest.raises(OSError, match="No space left") as told:
        save(ArgumentMap(conclusion="a", statements=[Claim(text="Large.", id="a"), *many], steps=steps), path)
    assert told.value.filename == str(path)
    assert path.read_bytes() == before
    assert left_over(small_disk) == []


def test_a_limit_on_the_size_of_files_leaves_the_map_as_it_was(tmp_path):
    path = untidy(tmp_path / "a.argmap.yaml", 700)
    before = path.read_bytes()
    done = subprocess.run(
        [
            "bash",
            "-c",
            f'trap "" XFSZ; ulimit -f 8; PYTHONDONTWRITEBYTECODE=1 exec "{sys.executable}" -m argmap fmt "{path}"',
        ],
        check=False,
        capture_output=True,
        text=True,
    )
    assert (done.returncode, path.read_bytes()) == (2, before)
    assert "cannot be written: File too large" in done.stderr


def test_read_only_places_are_an_error_that_names_the_file(tmp_path):
    with mounted(tmp_path / "disk", "-t", "tmpfs", "-o", "size=64k", "tmpfs") as disk:
        path = untidy(disk / "a.argmap.yaml")
        before = path.read_bytes()
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        done = argmap("fmt", path)
        assert (done.returncode, path.read_bytes()) == (2, before)
        assert f"error: {path}: cannot be written: Read-only file system" in done.stderr
        done = argmap("render", path, "-o", disk / "a.svg")
        assert (done.returncode, (disk / "a.svg").exists()) == (2, False)


def test_a_file_that_is_a_mount_point_is_written_in_place(tmp_path):
    source, target = untidy(tmp_path / "source.argmap.yaml"), tmp_path / "target.argmap.yaml"
    target.touch()
    done = subprocess.run(["mount", "--bind", source, target], check=False, capture_output=True, text=True)
    if done.returncode:
        pytest.skip(f"nothing can be mounted here: {done.stderr.strip()}")
    try:
        assert argmap("fmt", target).returncode == 0
        assert source.read_text(encoding="utf-8").startswith("argmap: 1\nclaim: It holds.\n")
        assert left_over(tmp_path) == []
    finally:
        subprocess.run(["umount", target], check=True)


@pytest.mark.slow
@pytest.mark.parametrize("links", [1, 2])
def test_a_kill_at_any_moment_leaves_a_whole_file(tmp_path, links):
    """Hundreds of writers are killed; with several hard links, the whole new text stands beside what was cut."""
    path = tmp_path / "file"
    random = Random(0)  # noqa: S311 - moments to kill at
    whole = {(letter * 40_000).encode() for letter in "ab"}
    path.write_bytes(min(whole))
    if links == 2:
        (tmp_path / "other").hardlink_to(path)
    parent = os.getpid()
    for _ in range(300):
        child = os.fork()
        if child == 0:  # pragma: no cover - another process
            while os.getppid() == parent:
                for one in sorted(whole):
                    files.write(path, one)
            os._exit(0)
        time.sleep(random.uniform(0, 0.01))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        beside = [(tmp_path / name).read_bytes() for name in left_over(tmp_path)]
        assert path.read_bytes() in whole or (links == 2 and any(one in whole for one in beside))
        for name in left_over(tmp_path):
            (tmp_path / name).unlink()
        if path.read_bytes() not in whole:
            files.write(path, min(whole))


def test_of_two_writers_one_wins_and_the_other_is_told(tmp_path):
    path = tmp_path / "file"
    for _ in range(50):
        path.write_bytes(OLD)

        def attempt(letter):
            try:
                files.write(path, letter * 30_000, was=OLD)
            except FileChanged:
                return None
            return letter

        with ThreadPoolExecutor(4) as pool:
            won = [letter for letter in pool.map(attempt, "abcd") if letter]
        assert len(won) == 1
        assert path.read_text() == won[0] * 30_000
    assert left_over(tmp_path) == []


def test_what_is_no_file_is_written_to_as_it_is(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    with ThreadPoolExecutor(1) as pool:
        got = pool.submit((tmp_path / "pipe").read_bytes)
        files.write(tmp_path / "pipe", NEW)
        assert got.result() == NEW
    files.write(os.devnull, NEW)
    assert stat.S_ISCHR(Path(os.devnull).stat().st_mode)
    done = argmap("convert", HARRY, "-o", "/dev/stdout", "--to", "json")
    assert json.loads(done.stdout)["conclusion"]


@pytest.mark.parametrize("verb", ["check", "eval", "fmt", "render", "report", "explain"])
def test_a_pipe_that_nobody_writes_to_is_not_waited_for(tmp_path, verb):
    path = tmp_path / "a.argmap.yaml"
    os.mkfifo(path)
    done = argmap(verb, path, timeout=60)
    assert done.returncode == 2
    assert "must be a file, and is a FIFO" in done.stderr


def test_devices_and_sockets_are_not_read(tmp_path):
    with pytest.raises(LoadError, match="is a device"):
        files.read("/dev/zero")
    with socket.socket(socket.AF_UNIX) as one:
        one.bind(str(tmp_path / "s"))
        with pytest.raises(LoadError, match="is a socket"):
            files.read(tmp_path / "s")


def test_what_the_shell_opened_is_read():
    done = subprocess.run(
        ["bash", "-c", f'"{sys.executable}" -m argmap eval <(cat "{HARRY}")'],
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr


def test_large_files_are_refused(tmp_path):
    (tmp_path / "a").write_bytes(b"x" * 11)
    with limited(bytes=11):
        assert files.read(tmp_path / "a") == b"x" * 11
    with limited(bytes=10), pytest.raises(LoadError, match="at most 10 bytes"):
        files.read_text(tmp_path / "a")


@pytest.mark.parametrize("words", [["fmt"], ["check"], ["check", str(HARRY), "--source"]], ids=lambda words: words[0])
def test_what_is_not_utf8_has_its_place(tmp_path, words):
    path = tmp_path / "a.argmap.yaml"
    path.write_bytes(b"argmap: 1\nclaim: caf\xe9\n")
    before = path.read_bytes()
    done = argmap(*words, path)
    assert done.returncode == 2
    assert "a text must be UTF-8, got the byte 0xE9" in done.stderr
    assert f"{path}:2:11" in done.stderr
    assert path.read_bytes() == before


def test_lines_end_as_they_did_where_fmt_has_nothing_to_change(tmp_path):
    path = tmp_path / "a.argmap.yaml"
    path.write_bytes(HARRY.read_bytes())
    assert argmap("fmt", path).returncode == 0
    path.write_text(path.read_text(encoding="utf-8"), encoding="utf-8", newline="\r\n")
    before = path.read_bytes()
    assert argmap("fmt", path).returncode == 0
    assert path.read_bytes() == before


def test_nothing_else_of_the_package_writes_files():
    """Whoever needs a file written uses the one writer; a folder of scratch files that is thrown away needs none."""
    package = Path(files.__file__).parent
    words = ("write_text(", "write_bytes(", ".replace(target", "os.replace", "os.rename", 'open("w', 'open("a')
    found = [
        f"{path.relative_to(package)}: {word}"
        for path in package.rglob("*.py")
        if path != Path(files.__file__) and path.name != "paper.py"
        for word in words
        if word in path.read_text(encoding="utf-8").replace("def write_text(", "").replace("super().write_text(", "")
    ]
    assert found == []


def test_a_file_that_is_overwritten_in_place_has_its_room_set_aside_before_a_byte_is_lost(small_disk):
    """The new text fits beside the old one only because that is sparse; written over it, it would be cut in the middle."""
    path = small_disk / "file"
    path.touch()
    os.truncate(path, 40_000)
    (small_disk / "other").hardlink_to(path)
    before = path.read_bytes()
    with pytest.raises(OSError, match="No space left"):
        files.write(path, b"x" * 40_000)
    assert path.read_bytes() == before
    assert left_over(small_disk) == []
