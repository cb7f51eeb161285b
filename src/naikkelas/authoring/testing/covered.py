"""Coverage as a table, as a page and as data."""

from collections.abc import Iterator, Sequence
from html import escape
from typing import Any, Final

from naikkelas.authoring.testing.coverage import Coverage, Point
from naikkelas.problems import Lang, counted

_ANSWERS: Final = {
    "outcome": ("eligible", "ineligible", "needs_information", "out_of_scope"),
    "status": ("met", "not_met", "unknown", "not_applicable"),
    "comparison": ("met", "not_met", "unknown"),
}
_HEADINGS: Final = {
    "outcome": ("hasil", "outcome"),
    "status": ("kriteria", "criterion"),
    "comparison": ("perbandingan", "comparison"),
}
_CANNOT: Final = "–"
_WIDEST: Final = 60

_STYLE: Final = (
    "body{font:16px/1.5 system-ui,sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem}"
    "table{border-collapse:collapse;margin:1rem 0}th,td{border:1px solid #bbb;padding:.2rem .6rem;text-align:left}"
    "td.n{text-align:right}td.zero{background:#fbd5d5}td.seen{background:#d9f2dd}code{font-size:.9em}"
)


def coverage_lines(coverage: Coverage, lang: Lang) -> list[str]:
    """The coverage of one rule set as tables of text. The numbers are cases; 0 is an answer that no case has brought about."""
    made = [f"{coverage.rules.name} {coverage.rules.version}: {_share(coverage, lang)}"]
    for kind in _ANSWERS:
        points = [point for point in coverage.points if point.kind == kind]
        if points:
            made += ["", *_table(kind, points, lang)]
    return made


def _share(coverage: Coverage, lang: Lang) -> str:
    percent, covered, possible, cases = f"{coverage.percent:.1f}", coverage.covered, coverage.possible, coverage.cases
    if lang == "id":
        return f"{percent.replace('.', ',')} % ({covered} dari {possible} jawaban terlihat dalam {cases} kasus)"
    return f"{percent} % ({covered} of {possible} answers seen in {counted(cases, 'case')})"


def _table(kind: str, points: Sequence[Point], lang: Lang) -> Iterator[str]:
    heads = [_HEADINGS[kind][lang == "en"], *_ANSWERS[kind]]
    rows = [[_first(point), *_counts(point)] for point in points]
    widths = [max(len(row[at]) for row in [heads, *rows]) for at in range(len(heads))]
    for row, point in zip([heads, *rows], [None, *points], strict=True):
        cells = [row[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))]
        place = f"  {point.place}" if point is not None and str(point.place) else ""
        yield f"  {'  '.join(cells)}{place}".rstrip()


def _first(point: Point) -> str:
    text = f"{point.owner}  {point.text}" if point.kind == "comparison" else point.text if point.kind == "status" else ""
    return text if len(text) <= _WIDEST else f"{text[: _WIDEST - 1]}…"


def _counts(point: Point) -> list[str]:
    return [str(point.seen[answer]) if answer in point.seen else _CANNOT for answer in _ANSWERS[point.kind]]


def coverage_page(coverages: Sequence[Coverage], lang: Lang) -> str:
    """The coverage of several rule sets as one HTML page that needs nothing else."""
    title = "Cakupan uji" if lang == "id" else "Coverage of the tests"
    made = [
        f'<!doctype html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">\n<title>{title}</title>',
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<style>{_STYLE}</style>\n</head>\n<body>\n<h1>{title}</h1>',
        *(line for coverage in coverages for line in _section(coverage, lang)),
        "</body>\n</html>",
    ]
    return "\n".join(made) + "\n"


def _section(coverage: Coverage, lang: Lang) -> Iterator[str]:
    yield f"<h2>{escape(coverage.rules.name)} {escape(coverage.rules.version)}</h2>\n<p>{escape(_share(coverage, lang))}</p>"
    for kind, answers in _ANSWERS.items():
        points = [point for point in coverage.points if point.kind == kind]
        if points:
            heads = "".join(f"<th>{answer}</th>" for answer in answers)
            yield f"<table>\n<tr><th>{_HEADINGS[kind][lang == 'en']}</th>{heads}<th></th></tr>"
            yield from (_row(point) for point in points)
            yield "</table>"


def _row(point: Point) -> str:
    owner = f"{escape(point.owner)} " if point.kind == "comparison" else ""
    text = f"<td>{owner}<code>{escape(point.text)}</code></td>" if point.kind != "outcome" else "<td></td>"
    return f"<tr>{text}{''.join(map(_cell, _counts(point)))}<td>{escape(str(point.place))}</td></tr>"


def _cell(count: str) -> str:
    colour = "" if count == _CANNOT else " zero" if count == "0" else " seen"
    return f'<td class="n{colour}">{count}</td>'


def coverage_data(coverage: Coverage) -> dict[str, Any]:
    """The coverage of one rule set as plain data, for JSON."""
    points = [
        {"kind": point.kind, "of": point.owner, "text": point.text, "at": point.place.to_dict(), "seen": dict(point.seen)}
        for point in coverage.points
    ]
    return {
        "rule_set": coverage.rules.name,
        "version": coverage.rules.version,
        "hash": coverage.rules.hash,
        "cases": coverage.cases,
        "covered": coverage.covered,
        "possible": coverage.possible,
        "percent": round(coverage.percent, 2),
        "points": points,
    }
