"""Which language to speak, found out before the commands are built, because their help texts are built with them.

It imports nothing that takes time: an interruption while everything else is imported is told too.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from naikkelas.facts import Text
    from naikkelas.problems import Lang


@dataclass(frozen=True, slots=True)
class Tell:
    """Picks the language of what is told: ``tell("berkas", "file")``."""

    lang: "Lang"

    def __call__(self, indonesian: str, english: str) -> str:
        """One of the two."""
        return indonesian if self.lang == "id" else english

    def text(self, text: "Text") -> str:
        """A text that exists in both languages."""
        from naikkelas.explain.words import in_lang

        return in_lang(text, self.lang)


def last_value(arguments: Sequence[str], option: str) -> str | None:
    """The last value of an option on the command line, ``--option value`` or ``--option=value``; ``None`` without one."""
    found = None
    for index, argument in enumerate(arguments):
        if argument == "--":
            break
        if argument == option and index + 1 < len(arguments):
            found = arguments[index + 1]
        elif argument.startswith(f"{option}="):
            found = argument.partition("=")[2]
    return found


def language(arguments: Sequence[str], environment: Mapping[str, str]) -> "Lang":
    """``--lang`` where it stands on the command line, else ``NAIKKELAS_LANG``, else Bahasa Indonesia."""
    wanted = last_value(arguments, "--lang") or environment.get("NAIKKELAS_LANG", "")
    return "en" if wanted.lower().startswith("en") else "id"
