"""The command line. :func:`main` is what ``naikkelas`` runs."""

from naikkelas.cli.program import main

__all__ = ["main"]
