"""What every test may ask for, and how hard Hypothesis looks."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile("argmap", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("argmap")


def pytest_addoption(parser):
    parser.addoption("--write-golden", action="store_true", help="write the golden files anew instead of comparing")


@pytest.fixture
def golden(request):
    """A function that holds a text or bytes against a file in tests/golden or docs, or writes it with --write-golden."""

    def compare(name, content, folder="tests/golden"):
        path = Path(__file__).parent.parent / folder / name
        data = content.encode() if isinstance(content, str) else content
        if request.config.getoption("--write-golden"):
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(data)
        assert path.is_file(), f"{path.name} is missing; `make golden` writes it"
        assert data == path.read_bytes(), f"{path.name} differs; look, then `make golden`"

    return compare
