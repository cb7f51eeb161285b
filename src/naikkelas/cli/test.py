"""``naikkelas test``: the tests that stand beside rule sets."""

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

import click

from naikkelas.authoring.testing import (
    CaseReader,
    Coverage,
    Equal,
    Mutation,
    Report,
    as_data,
    case_lines,
    coverage_data,
    coverage_lines,
    coverage_of,
    coverage_page,
    find_cases,
    junit,
    mutate,
    mutation_data,
    mutation_lines,
    run_cases,
    summary,
    update_cases,
)
from naikkelas.authoring.verifying import is_equal
from naikkelas.cli.base import DONE, FOUND, UNUSABLE, choice, command, wrong
from naikkelas.cli.screen import Screen
from naikkelas.cli.tell import Tell
from naikkelas.cli.written import refuse_read
from naikkelas.problems import Problem, counted

#: Where tests are looked for when no path is given.
_USUAL: Final = "rules"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the options ask for."""

    text: str | None
    format: str
    junit_file: Path | None
    coverage: bool
    coverage_html: Path | None
    fail_under: float | None
    mutate: bool


def make(tell: Tell) -> click.Command:
    """The command in one language."""

    @command(tell, "test", _about(tell), _EXAMPLES)
    @click.argument("paths", nargs=-1, metavar=tell("[BERKAS]...", "[PATH]..."))
    @click.option("-k", "text", metavar=tell("TEKS", "TEXT"), help=_k_help(tell))
    @click.option("--update", is_flag=True, help=_update_help(tell))
    @click.option("--coverage", is_flag=True, help=_coverage_help(tell))
    @click.option("--coverage-html", type=click.Path(path_type=Path), metavar=tell("BERKAS", "FILE"), help=_page_help(tell))
    @click.option("--mutate", is_flag=True, help=_mutate_help(tell))
    @click.option("--fail-under", type=Percent(), metavar="N", help=_under_help(tell))
    @choice(
        tell,
        "--format",
        ("text", "json", "junit"),
        "Bentuk hasil; tanpa opsi ini: text.",
        "How to print it; text without it.",
        default="text",
    )
    @click.option("--junit", "junit_file", type=click.Path(path_type=Path), metavar=tell("BERKAS", "FILE"), help=_junit_help(tell))
    def test(paths: tuple[str, ...], update: bool, **options: Any) -> int:
        wanted, screen = Wanted(**options), Screen(tell)
        files = find_cases(paths or _default())
        if not files:
            raise click.UsageError(_nothing(paths or _default(), tell))
        report = _run(files, wanted.text)
        refuse_read([wanted.junit_file, wanted.coverage_html], *files, *(each.file.rules for each in report.files))
        if update:
            refused = _update(report, screen)
            report = _run(files, wanted.text)
            screen.problems(refused)
        if wanted.text is not None and report.usable and not report.results:
            raise click.UsageError(tell(f"tidak ada kasus yang namanya memuat '{wanted.text}'", f"no case has '{wanted.text}' in its name"))
        covered = coverage_of(report) if wanted.coverage or wanted.coverage_html is not None or wanted.fail_under is not None else ()
        _write(report, covered, mutate(report, equal=_equal()) if wanted.mutate else (), wanted, screen)
        return max(_exit_code(report), _under(covered, wanted, screen))

    made: click.Command = test
    return made


class Percent(click.ParamType):  # type: ignore[type-arg]  # no generic before click 8.2
    """A share of 100."""

    name = "percent"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """The number, or a problem."""
        try:
            number = float(str(value).replace(",", "."))
        except ValueError:
            number = -1.0
        if not 0 <= number <= 100:
            raise wrong("--fail-under", str(value), "0 .. 100")
        return number


def _equal() -> Equal | None:
    """The proof that a change changes nothing, where z3 is installed."""
    return is_equal if find_spec("z3") is not None else None


def _run(files: Sequence[Path], text: str | None) -> Report:
    reader = CaseReader()
    folded = None if text is None else text.casefold()
    return run_cases([reader.read(path) for path in files], None if folded is None else lambda case: folded in case.name.casefold())


def _default() -> Sequence[str]:
    return [_USUAL] if Path(_USUAL).is_dir() else ["."]


def _nothing(paths: Sequence[str], tell: Tell) -> str:
    listed = ", ".join(paths)
    return tell(f"tidak ada berkas uji (*.test.yaml) di {listed}", f"there are no files of tests (*.test.yaml) in {listed}")


def _update(report: Report, screen: Screen) -> list[Problem]:
    """Rewrites what can be rewritten, says how much, and gives back what could not."""
    refused: list[Problem] = []
    for file in report.files:
        if file.failed:
            done = update_cases(file)
            refused += done.refused
            name = file.file.name
            screen.note(
                screen.tell(f"{name}: {done.rewritten} harapan diperbarui.", f"{name}: {counted(done.rewritten, 'expectation')} rewritten.")
            )
    return refused


def _write(report: Report, covered: Sequence[Coverage], mutations: Sequence[Mutation], wanted: Wanted, screen: Screen) -> None:
    lang = screen.tell.lang
    if wanted.junit_file is not None:
        wanted.junit_file.write_text(junit(report, lang), encoding="utf-8")
    if wanted.coverage_html is not None:
        wanted.coverage_html.write_text(coverage_page(covered, lang), encoding="utf-8")
    match wanted.format:
        case "json":
            extra = {"coverage": [coverage_data(one) for one in covered], "mutation": [mutation_data(one) for one in mutations]}
            screen.json(as_data(report, lang) | {key: found for key, found in extra.items() if found})
        case "junit":
            screen.out(junit(report, lang))
        case _:
            _print(report, covered if wanted.coverage else (), mutations, screen)


def _print(report: Report, covered: Sequence[Coverage], mutations: Sequence[Mutation], screen: Screen) -> None:
    lang = screen.tell.lang
    screen.problems(report.problems, err=False)
    for result in report.failed:
        screen.out("\n".join(case_lines(result, lang)))
    for one in covered:
        screen.out("\n".join([*coverage_lines(one, lang), ""]))
    for found in mutations:
        screen.out("\n".join(mutation_lines(found, lang)))
    screen.out(summary(report, lang))


def _under(covered: Sequence[Coverage], wanted: Wanted, screen: Screen) -> int:
    """Whether a rule set is covered less than was asked for; which, is told."""
    low = [one for one in covered if wanted.fail_under is not None and one.percent < wanted.fail_under]
    for one in low:
        words = f"{one.rules.name}: {one.percent:.1f} % < {wanted.fail_under:g} %"
        screen.note(screen.tell(f"cakupan kurang: {words}", f"coverage is too low: {words}"))
    return FOUND if low else DONE


def _exit_code(report: Report) -> int:
    if not report.usable:
        return UNUSABLE
    return FOUND if report.failed else DONE


# --- help ------------------------------------------------------------------------------------------------------------

_EXAMPLES = (
    "test",
    "test aturan/program.test.yaml",
    "test rules/ -k 'satu tahun'",
    "test rules/ --coverage --fail-under 80",
    "test rules/ --update",
    "test rules/ --mutate",
    "test rules/ --format json",
)


def _about(tell: Tell) -> str:
    return tell(
        "Menjalankan kasus uji dari rule set.\n\n"
        "BERKAS adalah berkas uji atau folder; tanpa argumen: folder rules/, atau folder ini. Berkas uji berakhiran .test.yaml. "
        "Kode keluar 1 bila ada kasus yang gagal, 2 bila berkas uji sendiri salah.",
        "Runs the tests of rule sets.\n\n"
        "PATH is a file of tests or a folder; without one the folder rules/, or this folder. Files of tests end in .test.yaml. "
        "The exit code is 1 when a case fails, 2 when a file of tests itself is wrong.",
    )


def _k_help(tell: Tell) -> str:
    return tell("Hanya kasus yang namanya memuat teks ini.", "Only cases whose name holds this text.")


def _update_help(tell: Tell) -> str:
    return tell(
        "Tulis ulang harapan kasus yang gagal menurut hasilnya; komentar dan tata letak tetap.",
        "Rewrite what failing cases expect to what they give; comments and layout stay.",
    )


def _coverage_help(tell: Tell) -> str:
    return tell(
        "Tampilkan jawaban mana dari tiap perbandingan dan kriteria yang sudah terlihat.",
        "Show which answers of each comparison and criterion were seen.",
    )


def _mutate_help(tell: Tell) -> str:
    return tell(
        "Ubah rule set sedikit demi sedikit dan tampilkan perubahan yang tidak ketahuan oleh kasus mana pun.",
        "Change the rule set in small ways, one at a time, and show the changes that no case notices.",
    )


def _page_help(tell: Tell) -> str:
    return tell("Tulis cakupan ke halaman HTML ini.", "Write the coverage to this HTML page.")


def _under_help(tell: Tell) -> str:
    return tell("Kode keluar 1 bila cakupan kurang dari N persen.", "Exit code 1 when less than N percent is covered.")


def _junit_help(tell: Tell) -> str:
    return tell("Tulis juga hasil JUnit XML ke berkas ini.", "Write the results as JUnit XML to this file too.")
