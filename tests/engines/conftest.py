import sys


def pytest_terminal_summary(terminalreporter):
    """What engines that are not everywhere were compared on."""
    counted = sys.modules.get("tests.engines.counted")
    for line in counted.lines() if counted else ():
        terminalreporter.write_line(line)
