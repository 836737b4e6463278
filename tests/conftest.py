"""What every test may ask for, how hard Hypothesis looks, and a real browser where there is one."""

import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile("argmap", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("argmap")

ROOT = Path(__file__).parent.parent
CHROMIUM = ("chromium", "google-chrome", "chromium-browser")
QUIET = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking")
QUIETER = ("--disable-component-update", "--disable-sync")


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


@pytest.fixture(scope="session")
def browser():
    """A headless Chromium, driven by Playwright."""
    driver = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed; `make browser` does it")
    program = next(filter(None, map(shutil.which, CHROMIUM)), None)
    if program is None:
        pytest.skip("no Chromium is installed (Debian's package is called chromium)")
    with driver.sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=program, args=[*QUIET, *QUIETER])
        yield started
        started.close()


@pytest.fixture
def complaints():
    """What the page said of errors and dialogs so far; a test that expects some looks at them and clears the list."""
    return []


@pytest.fixture
def page(browser, complaints):
    """An empty page in a context of its own, without a network; complaints left over at the end fail the test."""
    context = browser.new_context(offline=True)
    page = context.new_page()
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    page.on("dialog", lambda dialog: (complaints.append(f"{dialog.type}: {dialog.message}"), dialog.dismiss()))
    page.set_content('<!DOCTYPE html><html lang="en"><title>Empty</title><body></body></html>')
    yield page
    context.close()
    assert complaints == []


@pytest.fixture(scope="session")
def script():
    """A function that gives the path of a file of an npm package."""

    def find(name):
        path = ROOT / "build/browser/node_modules" / name
        if not path.is_file():
            pytest.skip(f"{name} is not there; `make browser` installs it")
        return path

    return find
