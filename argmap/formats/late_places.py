"""Where everything stands in a text, found when it is first asked for: most maps are evaluated and never asked."""

from collections.abc import Callable, Iterator, Mapping

from argmap.errors import Place
from argmap.formats.draft import MapDraft, finished
from argmap.formats.syntax import Problems


class LatePlaces(Mapping[tuple[str, str], Place]):
    """The places of a text in which nothing is wrong; see `ArgumentMap.places`."""

    def __init__(self, text: str, read: Callable[[str, Problems], MapDraft], file: str) -> None:
        self._text, self._read, self._file = text, read, file
        self._places: Mapping[tuple[str, str], Place] | None = None

    def _found(self) -> Mapping[tuple[str, str], Place]:
        if self._places is None:
            problems = Problems(self._file)
            self._places = finished(self._read(self._text, problems), problems).places
        return self._places

    def __getitem__(self, key: tuple[str, str]) -> Place:
        return self._found()[key]

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return iter(self._found())

    def __len__(self) -> int:
        return len(self._found())
