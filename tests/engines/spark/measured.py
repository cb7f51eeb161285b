"""Runs a script as spark-submit does, and tells how much memory Python needed at most."""

import resource
import runpy
import sys

sys.argv = sys.argv[1:]
code: object = 0
try:
    runpy.run_path(sys.argv[0], run_name="__main__")
except SystemExit as end:
    code = end.code
print("peak memory of Python, KiB:", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)  # noqa: T201 - read by the test
sys.exit(code)  # type: ignore[arg-type]
