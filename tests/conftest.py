"""What every test may ask for, how hard Hypothesis looks, and a real browser where there is one."""

import shutil
from collections import Counter
from difflib import unified_diff
from pathlib import Path
from time import perf_counter

import pytest
from hypothesis import HealthCheck, settings
from slow import FILES, QUICK_S

settings.register_profile("argmap", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("argmap")

ROOT = Path(__file__).parent.parent
CHROMIUM = ("chromium", "google-chrome", "chromium-browser")
QUIET = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking")
QUIETER = ("--disable-component-update", "--disable-sync")
LINES_SHOWN, LONGEST_LINE = 40, 300
BEGAN = perf_counter()
OUT_OF_TIME = f"the {QUICK_S} s of `make quick` were over"


def pytest_addoption(parser):
    parser.addoption("--write-golden", action="store_true", help="write the golden files anew instead of comparing")
    parser.addoption(
        "--quick", action="store_true", help=f"leave out what is slow, and begin no test after {QUICK_S} s"
    )


def pytest_configure(config):
    if config.option.quick:
        config.option.markexpr = config.option.markexpr or "not slow"


def pytest_ignore_collect(collection_path, config):
    return True if config.option.quick and collection_path.name in FILES else None


def pytest_runtest_setup(item):
    if item.config.option.quick and perf_counter() - BEGAN > QUICK_S:
        pytest.skip(OUT_OF_TIME)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_sessionfinish(session):
    """Ends the run with one line: how many tests were skipped, and what each kind of them needs."""
    result = yield
    terminal = session.config.pluginmanager.get_plugin("terminalreporter")
    if terminal is not None and not session.config.option.collectonly:
        reasons = [report.longrepr[2] for report in terminal.stats.get("skipped", ())]
        if any(OUT_OF_TIME in reason for reason in reasons):
            terminal.write_line(longest_line(terminal.stats.get("passed", ())))
        terminal.write_line(skipped_line(reasons))
    return result


def longest_line(reports):
    """One line that names the files whose tests took longest."""
    seconds = Counter()
    for report in reports:
        seconds[report.nodeid.partition("::")[0]] += report.duration
    listed = ", ".join(f"{name} {taken:.1f} s" for name, taken in seconds.most_common(5))
    return f"These files took longest: {listed}. List one that always takes seconds in tests/slow.py."


def skipped_line(reasons):
    """One line for the reasons of all skipped tests."""
    counted = Counter(reason.removeprefix("Skipped: ") for reason in reasons).most_common()
    told = " · ".join(f"{count} because {reason}" for reason, count in counted)
    return f"Skipped {sum(count for _, count in counted)}: {told}" if counted else "Nothing was skipped."


@pytest.fixture
def golden(request):
    """A function that holds a text or bytes against a file in tests/golden or docs, or writes it with --write-golden."""

    def compare(name, content, folder="tests/golden"):
        path = Path(__file__).parent.parent / folder / name
        data = content.encode() if isinstance(content, str) else content
        if request.config.getoption("--write-golden"):
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(data)
        if not path.is_file():
            pytest.fail(f"{folder}/{name} is missing; `make golden` writes it", pytrace=False)
        if data != (kept := path.read_bytes()):
            pytest.fail(
                f"{folder}/{name} differs; `make golden` accepts it\n{changed_lines(kept, data)}", pytrace=False
            )

    return compare


def changed_lines(kept, made):
    """The first lines of the difference between a golden file and what was made now, each cut where it is very long."""
    old, new = (data.decode(errors="replace").splitlines() for data in (kept, made))
    lines = [
        line if len(line) <= LONGEST_LINE else f"{line[:LONGEST_LINE]}…"
        for line in unified_diff(old, new, "kept", "made", lineterm="")
    ]
    more = len(lines) - LINES_SHOWN
    return "\n".join([*lines[:LINES_SHOWN], *([f"… and {more} more lines"] if more > 0 else [])])


@pytest.fixture(scope="session")
def browser():
    """A headless Chromium, driven by Playwright."""
    driver = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed (`make browser`)")
    program = next(filter(None, map(shutil.which, CHROMIUM)), None)
    if program is None:
        pytest.skip("there is no Chromium (Debian's package is called chromium)")
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
            pytest.skip("the browser's scripts are not installed (`make browser`)")
        return path

    return find
