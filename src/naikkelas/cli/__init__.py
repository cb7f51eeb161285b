"""The command line. :func:`main` is what ``naikkelas`` runs."""

from naikkelas.cli.start import main

__all__ = ["main"]
