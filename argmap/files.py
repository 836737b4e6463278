"""Files as argmap reads and writes them: reading is bounded and never waits, and a file that is written is whole or as it was.

`write` puts the new content beside the file, flushes it to the disk and renames it. It goes through a symbolic link to the
file that it points at, and keeps the permissions. What cannot be renamed over, a file with several hard links or a mount
point of its own, is overwritten in place once the disk has room for it; until that is done, the whole new content
stands beside it.
"""

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from errno import EBUSY, EINVAL, ENOTSUP
from os import PathLike, fspath
from pathlib import Path
from typing import BinaryIO

from argmap.errors import FileChanged, LoadError, Place, Problem
from argmap.limits import limits

NO_FILES = {
    stat.S_IFIFO: "a FIFO",
    stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
}
"""What has a path, is no file, and could be waited for or read for ever."""
OPEN_ALREADY = ("/dev/fd/", "/dev/std", "/proc/self/fd/")
"""Paths of what the shell has opened for us, as in `argmap check <(command)`."""


def read(path: str | PathLike[str]) -> bytes:
    """What a file holds. Raises LoadError for a FIFO, a socket, a device or a file past the limit, OSError when it cannot be read."""
    name = fspath(path)
    must_be_file(name)
    with Path(name).open("rb") as file:
        return bounded(file, name)


def must_be_file(name: str) -> None:
    """Raises LoadError for a FIFO, a socket or a device, OSError for what is not there."""
    if not name.startswith(OPEN_ALREADY) and (kind := NO_FILES.get(stat.S_IFMT(Path(name).stat().st_mode))):
        raise LoadError([Problem(name, f"must be a file, and is {kind}", f"give - as the file, and < {name} after it")])


def bounded(stream: BinaryIO, name: str) -> bytes:
    """What a stream holds. Raises LoadError past the limit, of which one byte more is read.

    >>> from io import BytesIO
    >>> bounded(BytesIO(b"claim: It pays."), "case.yaml")
    b'claim: It pays.'
    """
    most = limits().bytes
    data = stream.read(most + 1)
    if len(data) > most:
        raise LoadError([Problem(name, f"a file must have at most {most:,} bytes", limits().hint("bytes", "split it"))])
    return data


def text(data: bytes, file: str) -> str:
    """The bytes of a file as text, without a byte order mark. Raises LoadError with the place of what is not UTF-8.

    >>> text(b"It is so.", "case.txt")
    'It is so.'
    """
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8-sig", "replace")
        place = Place(file, before.count("\n") + 1, len(before) - before.rfind("\n"))
        message = f"a text must be UTF-8, got the byte 0x{data[error.start]:02X}"
        raise LoadError([Problem("", message, "save it as UTF-8", place)]) from None


def read_text(path: str | PathLike[str]) -> str:
    """The text of a file. Raises LoadError for what is no text, no file or too large, OSError when it cannot be read."""
    return text(read(path), fspath(path))


def write(path: str | PathLike[str], content: str | bytes, *, was: bytes | None = None) -> None:
    """Writes a file as a whole: whatever happens, it holds the new content or what it held before.

    `was` is what the file held when it was read; if it holds something else by now, nothing is written. Files that are
    no files, such as pipes, are written to as they are.

    Raises FileChanged, and OSError with the file's name when the file cannot be written.
    """
    name = fspath(path)
    data = content.encode() if isinstance(content, str) else content
    try:
        _write(name, data, was)
    except OSError as error:
        raise OSError(error.errno, f"cannot be written: {error.strerror}", name) from None


def _write(name: str, data: bytes, before: bytes | None) -> None:
    status = _stat(Path(name))
    if name.startswith(OPEN_ALREADY) or (status is not None and not stat.S_ISREG(status.st_mode)):
        Path(name).write_bytes(data)
        return
    target = Path(os.path.realpath(name))
    if status is not None:
        os.close(os.open(target, os.O_WRONLY))  # A folder that may be written to is no leave to replace what may not.
    temporary = target.with_name(f".{target.name[:50]}.{os.urandom(8).hex()}.tmp")
    with _locked(target.parent) as folder:
        try:
            _new(temporary, data, target, status)
            if before is not None and target.read_bytes() != before:
                raise FileChanged(name)
            _put(temporary, target, data, status)
        finally:
            temporary.unlink(missing_ok=True)
        _synced(folder)


def _put(beside: Path, target: Path, data: bytes, status: os.stat_result | None) -> None:
    if status is None or status.st_nlink == 1:
        try:
            beside.replace(target)
        except OSError as error:
            if error.errno != EBUSY:
                raise
        else:
            return
    _overwrite(target, data)


def _new(path: Path, data: bytes, model: Path, status: os.stat_result | None) -> None:
    """Makes a file that was not there, with the rights of `model` if that exists, and waits for the disk."""
    mode = 0o666 if status is None else 0o600
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0), mode)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
        file.flush()
        if status is not None:
            _same_rights(file.fileno(), path, model, status)
        os.fsync(file.fileno())


def _same_rights(descriptor: int, path: Path, model: Path, status: os.stat_result) -> None:
    if hasattr(os, "fchown"):
        with suppress(OSError):
            os.fchown(descriptor, status.st_uid, status.st_gid)
    path.chmod(stat.S_IMODE(status.st_mode))
    if hasattr(os, "listxattr"):
        with suppress(OSError):
            for name in os.listxattr(model):
                os.setxattr(descriptor, name, os.getxattr(model, name))


def _overwrite(path: Path, data: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | getattr(os, "O_BINARY", 0))
    with os.fdopen(descriptor, "wb") as file:
        if data and hasattr(os, "posix_fallocate"):
            try:
                os.posix_fallocate(descriptor, 0, len(data))
            except OSError as error:
                if error.errno not in (EINVAL, ENOTSUP):
                    raise
        file.write(data)
        file.truncate()
        file.flush()
        os.fsync(descriptor)


def _stat(path: Path) -> os.stat_result | None:
    try:
        return path.stat()
    except FileNotFoundError:
        return None


@contextmanager
def _locked(folder: Path) -> Iterator[int | None]:
    """The folder, open, and closed to other writers of argmap; None where a system has no such thing."""
    if os.name != "posix":
        yield None
        return
    import fcntl

    descriptor = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield descriptor
    finally:
        os.close(descriptor)


def _synced(folder: int | None) -> None:
    if folder is not None:
        with suppress(OSError):
            os.fsync(folder)
