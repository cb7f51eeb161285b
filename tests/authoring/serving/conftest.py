import pytest

from naikkelas.authoring.serving import server
from tests.authoring.serving.editor import Editor


@pytest.fixture
def start(monkeypatch):
    """Starts editors that do not wait for pauses, and ends them."""
    monkeypatch.setattr(server, "_PAUSE", 0.0)
    started = []

    def begin(**options):
        started.append(Editor(**options))
        return started[-1]

    yield begin
    for editor in started:
        editor.close()


@pytest.fixture
def editor(start):
    return start()
