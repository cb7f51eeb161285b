"""``naikkelas lsp``: the language server, which an editor starts and talks to over standard input and output."""

import os
import sys

import click

from naikkelas.cli.base import DONE, FOUND, command
from naikkelas.cli.decide import today
from naikkelas.cli.screen import is_terminal
from naikkelas.cli.tell import Tell
from naikkelas.extras import need


def make(tell: Tell) -> click.Command:
    """The command in one language."""
    about = tell(
        "Server bahasa untuk editor: masalah, pelengkapan, keterangan dan penggantian nama saat menulis aturan.\n\n"
        "Editor yang menjalankannya dan berbicara dengannya lewat masukan dan keluaran standar (LSP). Butuh ekstra lsp.",
        "The language server for editors: problems, completion, explanations and renames while rules are being written.\n\n"
        "An editor starts it and talks to it over standard input and output (LSP). It needs the extra lsp.",
    )

    @command(tell, "lsp", about, ("lsp", "lsp --lang en"))
    @click.option(
        "--stdio", is_flag=True, help=tell("Masukan dan keluaran standar; selalu begitu.", "Standard input and output; always so.")
    )
    def lsp(stdio: bool) -> int:
        need("pygls.lsp.server", "lsp")
        from naikkelas.authoring.serving.server import serve

        if sys.stdin is None or sys.stdout is None or is_terminal(sys.stdin):
            raise click.UsageError(
                tell("perintah ini dijalankan oleh editor; lihat docs/editors.md", "an editor starts this command; see docs/editors.md"),
                click.get_current_context(),
            )
        sys.stdout.flush()
        output = os.fdopen(os.dup(sys.stdout.fileno()), "wb")  # the server closes its own; ours stays for what comes after
        return DONE if serve(tell.lang, today, sys.stdin.buffer, output) else FOUND

    made: click.Command = lsp
    return made
