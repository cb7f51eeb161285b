"""``naikkelas permit``: what a permit number says, and what is wrong with it."""

from collections.abc import Sequence

import click

from naikkelas.cli.base import DONE, FOUND, choice, command
from naikkelas.cli.screen import Screen
from naikkelas.cli.tell import Tell
from naikkelas.explain.words import clean
from naikkelas.ikm.numbers import NUMBER_KINDS, Number, Part, PirtNumber, find_numbers

_STATUSES = {
    "ok": ("terbaca", "read"),
    "warning": ("terbaca, dengan peringatan", "read, with warnings"),
    "error": ("ditolak", "refused"),
}


def make(tell: Tell) -> click.Command:
    """The command in one language."""
    about = tell(
        "Membaca nomor izin seperti orang menulisnya: PIRT, MD, NIB, PB-UMKU, halal, NPWP, TR, NA, merek, EAN-13.\n\n"
        "Tanpa --kind jenisnya dikenali dari kata di depannya atau bentuknya; yang tidak dikenali dibaca sebagai nomor PIRT. "
        "Nomor yang rusak ditolak, tidak pernah diperbaiki. Kode keluar 1 bila ada yang ditolak.",
        "Reads permit numbers as people write them: PIRT, MD, NIB, PB-UMKU, halal, NPWP, TR, NA, brands, EAN-13.\n\n"
        "Without --kind the kind is known by the word before it or by its shape; what is not recognised is read as a PIRT number. "
        "A damaged number is refused, never repaired. The exit code is 1 when one is refused.",
    )
    examples = (
        'permit "P-IRT No. 2053374020970-28"',
        "permit 2.05337E+14",
        "permit ID32110000474710722 --format json",
        "permit 1408230135849 --kind nib",
    )

    @command(tell, "permit", about, examples)
    @click.argument("words", nargs=-1, required=True, metavar=tell("NOMOR...", "NUMBER..."))
    @choice(tell, "--kind", tuple(NUMBER_KINDS), "Jenis nomornya.", "What kind of number it is.")
    @choice(tell, "--format", ("text", "json"), "Bentuk hasil; tanpa opsi ini: text.", "How to print it; text without it.", default="text")
    def permit(words: tuple[str, ...], kind: str | None, format: str) -> int:  # noqa: A002 - the option's word
        found = _numbers(" ".join(words), kind)
        screen = Screen(tell)
        if format == "json":
            made = [number.to_dict(tell.lang) for number in found]
            screen.json(made[0] if len(made) == 1 else made)
        else:
            _print(screen, found)
        return FOUND if any(number.status == "error" for number in found) else DONE

    made: click.Command = permit
    return made


def _numbers(text: str, kind: str | None) -> Sequence[Number]:
    """Every number of the kind; when there are not several, what the kind says of the whole text."""
    found = [number for number in find_numbers(text) if kind in (None, number.kind)]
    if kind is None:
        return found or [PirtNumber.parse(text)]
    return found if len(found) > 1 else [NUMBER_KINDS[kind].parse(text)]


def _print(screen: Screen, found: Sequence[Number]) -> None:
    """Each number with its parts, and below it what is wrong with it."""
    tell = screen.tell
    for number in found:
        shown = f"{number.name} {clean((number.canonical or '').removeprefix(number.name))}"
        screen.out(f"{' '.join(shown.split())}: {tell(*_STATUSES[number.status])}")
        for part in number.parts:
            screen.out(f"  {_line(part, tell)}")
        screen.problems(number.problems, err=False)


def _line(part: Part, tell: Tell) -> str:
    meaning = "" if part.meaning is None else f" ({tell.text(part.meaning)})"
    return f"{tell.text(part.title)}: {part.value}{meaning}"
