"""``naikkelas regency``: which regency or city a text means."""

from typing import Any

import click

from naikkelas.cli.base import DONE, FOUND, choice, command
from naikkelas.cli.screen import Screen, as_json
from naikkelas.cli.tables import print_table
from naikkelas.cli.tell import Tell
from naikkelas.ikm.places import Found
from naikkelas.ikm.regions import Regency


def make(tell: Tell) -> click.Command:
    """The command in one language."""
    about = tell(
        "Mencari kabupaten atau kota menurut nama, nama pendek, atau kodenya (Kemendagri).\n\n"
        "Nama yang cocok dengan beberapa tempat ditampilkan semuanya; salah ketik tidak diperbaiki diam-diam. "
        "Kode keluar 1 bila tidak ada yang cocok.",
        "Finds a regency or city by its name, a short name, or its code (Ministry of Home Affairs).\n\n"
        "A name that fits several places shows them all; a typing mistake is never mended silently. "
        "The exit code is 1 when nothing fits.",
    )
    examples = ("regency lotim", "regency Kab. Lombok Timur", "regency 52.03", "regency semarang --format json")

    @command(tell, "regency", about, examples)
    @click.argument("words", nargs=-1, required=True, metavar=tell("NAMA|KODE...", "NAME|CODE..."))
    @choice(tell, "--format", ("text", "json"), "Bentuk hasil; tanpa opsi ini: text.", "How to print it; text without it.", default="text")
    def regency(words: tuple[str, ...], format: str) -> int:  # noqa: A002 - the option's word
        found = Regency.find(" ".join(words))
        screen = Screen(tell)
        if format == "json":
            screen.json(_data(found, tell))
        else:
            _print(screen, found)
        return DONE if found.matches else FOUND

    made: click.Command = regency
    return made


def _data(found: Found[Regency], tell: Tell) -> dict[str, Any]:
    matches = [{"code": each.code, "name": each.name, "province": each.province} for each in found.matches]
    return {"matches": matches, "ambiguous": found.ambiguous, "problems": as_json(found.problems, tell)}


def _print(screen: Screen, found: Found[Regency]) -> None:
    """The matches on standard output, what is doubtful on standard error."""
    tell = screen.tell
    if found.matches:
        heads = [tell("kode", "code"), tell("nama", "name"), tell("provinsi", "province")]
        print_table(screen, heads, [[each.code, each.name, each.province] for each in found.matches])
    screen.problems(found.problems)
