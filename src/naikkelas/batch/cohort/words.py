"""What a row of a cohort and its summary say, in both languages."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Final

from naikkelas.batch.cells import Cell
from naikkelas.batch.rows.summary import day_lines
from naikkelas.cohorts.asking import DEFAULT_SEED, Asked
from naikkelas.cohorts.model import Cause, Cohort, CohortPlace, Standing
from naikkelas.explain.words import clean, in_lang
from naikkelas.explain.words import say as template
from naikkelas.facts import Text
from naikkelas.problems import Lang, Words
from naikkelas.ranges import Bounds
from naikkelas.rules import RuleSet

PLACE_TITLES: Final[Mapping[CohortPlace, Text]] = {
    CohortPlace.ADMITTED: Text("diterima", "admitted"),
    CohortPlace.POSSIBLE: Text("masih mungkin diterima", "could still be admitted"),
    CohortPlace.WAITING: Text("daftar tunggu", "waiting list"),
    CohortPlace.WAITING_POSSIBLE: Text("mungkin masuk daftar tunggu", "may be on the waiting list"),
    CohortPlace.REFUSED: Text("tidak diterima", "refused"),
}

_CAUSES: Final[Mapping[Cause, Text]] = {
    Cause.RANK: Text("Peringkat {rank}", "Rank {rank}"),
    Cause.MINIMUM: Text("Peringkat {rank}; masuk lewat minimum kelompok {group}", "Rank {rank}; in by the minimum of the group {group}"),
    Cause.QUOTA: Text("Peringkat {rank}; semua tempat sudah terisi", "Rank {rank}; all places are taken"),
    Cause.MAXIMUM: Text("Peringkat {rank}; kelompok {group} sudah penuh", "Rank {rank}; the group {group} is full"),
    Cause.NOT_ELIGIBLE: Text("Tidak memenuhi syarat", "Not eligible"),
    Cause.OWN_UNKNOWNS: Text("Peringkat {rank}; data usaha ini belum pasti", "Rank {rank}; the data of this business are not sure"),
    Cause.OTHERS_UNKNOWNS: Text(
        "Peringkat {rank}; bergantung pada data usaha lain yang belum pasti", "Rank {rank}; it depends on data of others that are not sure"
    ),
}
#: What is said of a row that is no business: nobody judged it.
_NOT_READ: Final = Text("Tidak dibaca", "Not read")
#: The causes whose words name the group.
_OF_GROUPS: Final = frozenset({Cause.MINIMUM, Cause.MAXIMUM})
_ANSWERS: Final[Mapping[str, Text]] = {"true": Text("ya", "yes"), "false": Text("tidak", "no")}
_WAITING: Final = Text("nomor {waiting} di daftar tunggu", "number {waiting} on the waiting list")
_LIST_FULL: Final = Text("daftar tunggu juga penuh", "the waiting list is full too")
_MAYBE_WAITING: Final = Text("mungkin nomor {waiting} di daftar tunggu", "maybe number {waiting} on the waiting list")
#: What is said instead of reasons that somebody else's outcome had.
CHANGED: Final = Text(
    "hasilnya diubah dalam tabel; alasan di sana milik hasil lain",
    "the outcome was changed in the table; the reasons there are those of another outcome",
)
_TO_SETTLE: Final = Text("pastikan: {titles}", "to be settled: {titles}")


def span_words(bounds: Bounds | None) -> str:
    """``3``, or ``3–7``."""
    if bounds is None:
        return ""
    low, high = bounds
    return str(low) if low == high else f"{low}–{high}"


def group_title(group: str | None, asked: Asked, lang: Lang) -> str:
    """What a group is called."""
    if group is None:
        return in_lang(Text("belum diketahui", "not known"), lang)
    titles = asked.facts[asked.selection.by].choice_titles if asked.selection.by is not None else {}
    title = titles.get(group) or _ANSWERS.get(group)
    return clean(group) if title is None else clean(in_lang(title, lang))


def group_words(group: str | None, asked: Asked) -> Words:
    """What a group is called, for a message."""
    return Words(group_title(group, asked, "en"), group_title(group, asked, "id"))


def reason(standing: Standing, asked: Asked, more: Iterable[str], lang: Lang, assumed: str = "", *, is_none: bool = False) -> str:
    """Why a candidate stands where it does; ``more`` is what the decision says, or what is to be settled.

    ``assumed`` are the titles of the assumed facts on which it rests that it is a candidate, and its points.
    """

    def say(text: Text, **slots: str) -> str:
        return in_lang(text, lang).format(**slots)

    group = group_title(standing.group, asked, lang) if standing.cause in _OF_GROUPS else ""
    parts = [say(_NOT_READ if is_none else _CAUSES[standing.cause], rank=span_words(standing.rank), group=group)]
    details = "; ".join(each for each in more if each)
    if standing.cause is Cause.NOT_ELIGIBLE:
        return f"{parts[0]}: {details}" if details else parts[0]
    if assumed:
        parts[0] = template(lang, "assumed.part", said=parts[0], facts=assumed)
    if standing.place in (CohortPlace.WAITING, CohortPlace.WAITING_POSSIBLE):
        words = _WAITING if standing.place is CohortPlace.WAITING else _MAYBE_WAITING
        parts.append(say(words, waiting=span_words(standing.waiting)))
    elif standing.place is CohortPlace.REFUSED and asked.terms.waiting_list:
        parts.append(say(_LIST_FULL))
    if standing.cause is Cause.OWN_UNKNOWNS and details:
        parts.append(details)
    return "; ".join(parts)


def to_settle(titles: Iterable[str], lang: Lang) -> str:
    """What of a business is to be settled; empty when nothing is."""
    listed = ", ".join(titles)
    return in_lang(_TO_SETTLE, lang).format(titles=listed) if listed else ""


def outcome_words(column: str | None, lang: Lang) -> str:
    """Whether outcomes are those of a column of the table, or decided with the selection."""
    if column is None:
        return in_lang(Text("Semua baris dinilai sekarang.", "All rows are decided now."), lang)
    taken = Text(
        "Hasil penilaian diambil dari kolom '{column}', tidak dinilai ulang.",
        "Outcomes are those of the column '{column}'; nothing is decided again.",
    )
    return in_lang(taken, lang).format(column=clean(column))


def made_lines(column: str | None, days: tuple[date, date | None], assumed: str, lang: Lang) -> list[tuple[str, str]]:
    """Where the outcomes come from, the dates that were asked for, and what was assumed of every row, line by line."""
    lines = [({"id": "hasil penilaian", "en": "outcomes"}[lang], outcome_words(column, lang)), *day_lines(*days, lang)]
    return [*lines, ({"id": "diandaikan untuk semua baris", "en": "assumed for every row"}[lang], assumed)] if assumed else lines


def none_words(lang: Lang) -> str:
    """What rows are called that are no business."""
    return in_lang(
        Text("baris yang bukan usaha, dihitung tidak diterima (NK570)", "rows that are no business, counted as refused (NK570)"), lang
    )


def terms_lines(asked: Asked, lang: Lang) -> list[tuple[str, str]]:
    """The terms that were used, line by line: what, and how."""

    def say(indonesian: str, english: str) -> str:
        return indonesian if lang == "id" else english

    terms, by = asked.terms, asked.selection.by
    lines = [] if terms.quota is None else [(say("kuota", "quota"), str(terms.quota))]
    if by is not None:
        lines.append((say("kelompok menurut", "groups by"), clean(in_lang(asked.facts[by].title, lang))))
        if terms.minimum:
            which = [group_title(each, asked, lang) for each in sorted(terms.groups or ())]
            of = say(" untuk ", " for ") + ", ".join(which) if which else ""
            lines.append((say("minimum tiap kelompok", "minimum of each group"), f"{terms.minimum}{of}"))
        if terms.maximum is not None:
            lines.append((say("maksimum tiap kelompok", "maximum of each group"), str(terms.maximum)))
    steps = [clean(in_lang(step, lang)) for step in asked.order]
    lot = say(f"undian dengan benih “{clean(terms.seed)}”", f"a lot drawn with the seed “{clean(terms.seed)}”")
    if not asked.selection.seed and terms.seed == DEFAULT_SEED:
        lot += say(" (bawaan)", " (the default)")
    elif not asked.selection.seed:
        lot += say(" (bawaan: nama dan versi aturan)", " (the default: name and version of the rules)")
    lines.append((say("urutan", "order"), say(", lalu ", ", then ").join([*steps, lot])))
    if terms.waiting_list is not None:
        lines.append((say("daftar tunggu paling banyak", "waiting list at most"), str(terms.waiting_list)))
    return lines


def group_lines(cohort: Cohort, asked: Asked, lang: Lang) -> list[list[str | int]]:
    """The groups counted, one a line, below their heads; without groups all candidates are one line."""
    title = {"id": "kelompok", "en": "group"}[lang]
    total = {"id": "semua", "en": "all"}[lang]
    places = list(CohortPlace)
    lines: list[list[str | int]] = [[title, *(in_lang(PLACE_TITLES[place], lang) for place in places)]]
    if asked.selection.by is not None:
        lines += [[group_title(tally.group, asked, lang), *(tally.places.get(place, 0) for place in places)] for tally in cohort.groups]
    return [*lines, [total, *(cohort.counts[place] for place in places)]]


def summary_lines(
    cohort: Cohort,
    asked: Asked,
    rules: RuleSet | None,
    warnings: Iterable[str],
    made: Iterable[tuple[str, str]],
    lang: Lang,
    none: int = 0,
) -> list[Sequence[Cell]]:
    """The summary as rows of cells; a row of one text is a heading. ``made`` says how and when outcomes were made, and what was assumed.

    ``none`` is how many of the rows are no business; they are among those that are refused.
    """

    def say(indonesian: str, english: str) -> str:
        return indonesian if lang == "id" else english

    lines: list[Sequence[Cell]] = [[say("Kohor", "Cohort")]]
    if rules is not None:
        lines = [[clean(in_lang(rules.linked.title, lang))]]
        lines += [[say("versi", "version"), rules.version], [say("sidik aturan", "hash of the rules"), rules.hash]]
    lines.append([say("usaha", "businesses"), len(cohort) - none])
    if none:
        lines.append([none_words(lang), none])
    lines += [
        *made,
        *terms_lines(asked, lang),
        [],
        *group_lines(cohort, asked, lang),
    ]
    told = [[each, ""] for each in warnings]
    return [*lines, [], [say("Peringatan", "Warnings")], *told] if told else lines
