import pytest

from naikkelas.authoring.serving import server
from tests.authoring.serving.editor import Editor


@pytest.fixture
def _no_pause(monkeypatch):
    monkeypatch.setattr(server, "_PAUSE", 0.0)


@pytest.fixture
def start(_no_pause):
    """Starts editors that do not wait for pauses, and ends them."""
    started = []

    def begin(**options):
        started.append(Editor(**options))
        return started[-1]

    yield begin
    for editor in started:
        editor.close()


@pytest.fixture(scope="package")
def _shared():
    editor = Editor()
    yield editor
    editor.close()


@pytest.fixture
def editor(_no_pause, _shared):
    """An editor with nothing open; starting one takes long, so it is the same for all."""
    yield _shared
    _shared.clear()
