"""Places in a text, computed when they are first used: most maps are evaluated without using them."""

from collections.abc import Iterator, Mapping

from argmap.errors import Place


class LatePlaces(Mapping[tuple[str, str], Place]):
    """The places of a correct text, a mapping; see `ArgumentMap.places`."""

    def __init__(self, text: str, notation: str, file: str) -> None:
        self._text, self._notation, self._file = text, notation, file
        self._places: Mapping[tuple[str, str], Place] | None = None

    def _found(self) -> Mapping[tuple[str, str], Place]:
        if self._places is None:
            from argmap.formats import FORMATS, careful

            quick = FORMATS[self._notation].places
            self._places = (
                quick(self._text, self._file) if quick else careful(self._text, self._notation, self._file).places
            )
        return self._places

    def __getitem__(self, key: tuple[str, str]) -> Place:
        return self._found()[key]

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return iter(self._found())

    def __len__(self) -> int:
        return len(self._found())
