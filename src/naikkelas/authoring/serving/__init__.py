"""The language server: what an editor shows while rules and their tests are being written.

Everything but ``server`` works on plain texts and places and needs no package beyond the library's own; ``server`` speaks the
language server protocol and needs the extra ``lsp``. What an editor can ask for is described in ``docs/editors.md``.
"""
