"""From YAML text to a linked rule set: strict reader, linker, hash, library."""
