"""``naikkelas regency``: which regency or city a text means."""

import re
from typing import Any, Final

import click

from naikkelas.cli.base import DONE, FOUND, choice, command
from naikkelas.cli.screen import Screen, as_json
from naikkelas.cli.tables import print_table
from naikkelas.cli.tell import Tell
from naikkelas.ikm.places import Found
from naikkelas.ikm.regions import Regency

_CODE: Final = re.compile(r"[0-9]{2}\.?[0-9]{2}")


def make(tell: Tell) -> click.Command:
    """The command in one language."""
    about = tell(
        "Mencari kabupaten atau kota menurut nama, nama pendek, atau kodenya (Kemendagri).\n\n"
        "Nama yang cocok dengan beberapa tempat ditampilkan semuanya; salah ketik tidak diperbaiki diam-diam. "
        "Beberapa tempat sekaligus: tulis kodenya, atau beri tanda kutip pada setiap nama. "
        "Kode keluar 1 bila ada yang tidak cocok.",
        "Finds a regency or city by its name, a short name, or its code (Ministry of Home Affairs).\n\n"
        "A name that fits several places shows them all; a typing mistake is never mended silently. "
        "Several places at once: write their codes, or quote each name. "
        "The exit code is 1 when one of them fits nothing.",
    )
    examples = (
        "regency lotim",
        "regency Kab. Lombok Timur",
        "regency 3305 52.03",
        'regency "Kota Bima" Kebumen',
        "regency semarang --format json",
    )

    @command(tell, "regency", about, examples)
    @click.argument("words", nargs=-1, required=True, metavar=tell("NAMA|KODE...", "NAME|CODE..."))
    @choice(tell, "--format", ("text", "json"), "Bentuk hasil; tanpa opsi ini: text.", "How to print it; text without it.", default="text")
    def regency(words: tuple[str, ...], format: str) -> int:  # noqa: A002 - the option's word
        found = _found(words)
        screen = Screen(tell)
        if format == "json":
            told = [_data(each, tell) for each in found]
            screen.json(told[0] if len(told) == 1 else told)
        else:
            _print(screen, found)
        return DONE if all(each.matches for each in found) else FOUND

    made: click.Command = regency
    return made


def _found(words: tuple[str, ...]) -> list[Found[Regency]]:
    """What the words mean together, as ``Lombok Timur`` typed without quotes; else what each of them means.

    Words that mean nothing together are several places when one of them is a code or was quoted, or when each is a place.
    """
    together = Regency.find(" ".join(words))
    if together.matches or len(words) == 1:
        return [together]
    each = [Regency.find(word) for word in words]
    several = any(_CODE.fullmatch(word) or " " in word.strip() for word in words) or all(found.matches for found in each)
    return each if several else [together]


def _data(found: Found[Regency], tell: Tell) -> dict[str, Any]:
    matches = [{"code": each.code, "name": each.name, "province": each.province} for each in found.matches]
    return {"matches": matches, "ambiguous": found.ambiguous, "problems": as_json(found.problems, tell)}


def _print(screen: Screen, found: list[Found[Regency]]) -> None:
    """The matches on standard output, what is doubtful on standard error."""
    tell = screen.tell
    matches = [match for each in found for match in each.matches]
    if matches:
        heads = [tell("kode", "code"), tell("nama", "name"), tell("provinsi", "province")]
        print_table(screen, heads, [[each.code, each.name, each.province] for each in matches])
    screen.problems([problem for each in found for problem in each.problems])
