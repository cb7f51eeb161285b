"""``python -m naikkelas``: the command line."""

import sys

from naikkelas.cli import main

if __name__ == "__main__":
    sys.exit(main())
