"""The Spark session of the tests: small, local, without its web page. Nothing here is imported unless Spark tests are asked for."""

import os
import re
import shutil
import subprocess
import sys
import warnings
from pathlib import Path

JAVA = 17
SETTINGS = {
    "spark.ui.enabled": "false",
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.memory": "1g",
    "spark.sql.shuffle.partitions": "2",
    "spark.sql.session.timeZone": "Asia/Jakarta",
    "spark.python.sql.dataFrameDebugging.enabled": "false",  # it asks the JVM where each expression was written, which is slow
}


def java() -> str | None:
    """The Java that Spark would start."""
    home = os.environ.get("JAVA_HOME")
    return str(Path(home, "bin", "java")) if home else shutil.which("java")


def why_not() -> str | None:
    """Why Spark cannot be started here; nothing when it can."""
    try:
        import pyspark
    except ImportError:
        return "PySpark is not installed here; 'make test-spark' installs it beside the tests"
    found = java()
    try:
        told = subprocess.run([str(found), "-version"], capture_output=True, text=True, check=True, timeout=60).stderr
    except (OSError, subprocess.CalledProcessError):
        return f"PySpark {pyspark.__version__} needs Java {JAVA} or newer; none was found in JAVA_HOME or on the path"
    version = re.search(r'version "(\d+)', told)
    if version is None or int(version[1]) < JAVA:
        return f"PySpark {pyspark.__version__} needs Java {JAVA} or newer, and {found} is Java {version[1] if version else 'of an unknown version'}"
    return None


def started(folder: Path):
    """A session with two threads, whose files lie in a folder."""
    from pyspark.sql import SparkSession

    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)  # else the first python3 on the path, which may be another version
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        builder = SparkSession.builder.master("local[2]").appName("naikkelas tests")
        for name, value in SETTINGS.items():
            builder = builder.config(name, value)
        session = (
            builder.config("spark.local.dir", str(folder / "local")).config("spark.sql.warehouse.dir", str(folder / "tables")).getOrCreate()
        )
    session.sparkContext.setLogLevel("ERROR")
    return session
