"""What the columns of a result mean, for people: a note on each title; the titles themselves are the same in every language."""

from collections.abc import Collection, Mapping, Sequence
from typing import Final

from naikkelas.batch.cells import writable
from naikkelas.batch.rows.result_words import OUTCOME_WORDS, OUTCOMES_IN, STATUS_WORDS, STATUSES_IN
from naikkelas.conditions import CriterionKind
from naikkelas.explain.words import capital, clean, in_lang
from naikkelas.facts import Text
from naikkelas.problems import Lang
from naikkelas.ruleset.model import Criterion

_ENDS: Final[Mapping[str, Text]] = {
    "outcome": Text("Hasil penilaian: {outcomes}.", "What became of the row: {outcomes}."),
    "reasons": Text(
        "Alasan hasil itu: syarat yang tidak terpenuhi, atau yang belum diketahui.",
        "Why: the requirements that are not met, or that nobody knows yet.",
    ),
    "next_step": Text(
        "Langkah berikutnya: apa yang perlu diurus, atau data apa yang perlu dilengkapi.",
        "What to do next: what to arrange, or which data to fill in.",
    ),
    "points_low": Text("Poin paling sedikit yang pasti didapat.", "The points that are sure: at least so many."),
    "points_high": Text(
        "Poin paling banyak yang masih mungkin; sama dengan poin paling sedikit bila semua data diketahui.",
        "The most points that are still possible; the same as the least where all data are known.",
    ),
    "problems": Text(
        "Yang bermasalah di baris ini; rinciannya ada di lembar Masalah.",
        "What is wrong with this row; the sheet Problems has the details.",
    ),
    "as_of": Text("Tanggal penilaian.", "The date the row is judged on."),
    "rules": Text("Aturan yang dipakai: nama, versi, dan sidiknya.", "The rules that decided: name, version and hash."),
    "reading": Text(
        "Sidik cara membaca tabel; sama bila kolomnya dibaca dengan cara yang sama.",
        "A sign of how the table was read; the same where its columns were read alike.",
    ),
    "assumed": Text("Yang diandaikan untuk semua baris.", "What was assumed for every row."),
    "place": Text("Tempat dalam kohor.", "The place in the cohort."),
    "rank_low": Text("Peringkat paling baik yang mungkin.", "The best rank that is possible."),
    "rank_high": Text("Peringkat paling buruk yang mungkin.", "The worst rank that is possible."),
    "waiting_low": Text("Nomor paling awal yang mungkin di daftar tunggu.", "The first number on the waiting list that is possible."),
    "waiting_high": Text("Nomor paling akhir yang mungkin di daftar tunggu.", "The last number on the waiting list that is possible."),
    "group": Text("Kode kelompok.", "The code of the group."),
    "group_name": Text("Nama kelompok.", "The name of the group."),
    "place_reason": Text("Alasan tempat itu.", "Why this place."),
    "place_problems": Text("Yang bermasalah saat menentukan tempat.", "What was wrong when places were given out."),
}
_REQUIREMENT: Final = Text("Syarat: {title}.", "Requirement: {title}.")
_PREFERENCE: Final = Text("Penambah poin: {title}.", "For points: {title}.")


def column_note(name: str, prefix: str, criteria: Mapping[str, Criterion], lang: Lang) -> str | None:
    """What a column of a result means; ``None`` where its name says that it is none."""
    if not name.startswith(prefix):
        return None
    end = name.removeprefix(prefix)
    criterion = criteria.get(end)
    if criterion is None:
        return in_lang(_ENDS[end], lang).format(outcomes=_listed(OUTCOME_WORDS[lang])) if end in _ENDS else None
    words = _REQUIREMENT if criterion.kind is CriterionKind.REQUIREMENT else _PREFERENCE
    title = writable(capital(clean(in_lang(criterion.title, lang))))
    return f"{in_lang(words, lang).format(title=title)} {capital(_listed(STATUS_WORDS[lang]))}."


def column_notes(names: Sequence[str], first: int, prefix: str, criteria: Mapping[str, Criterion], lang: Lang) -> dict[int, str]:
    """What the columns of a result from ``first`` on mean, by where they stand."""
    notes = {at: column_note(names[at], prefix, criteria, lang) for at in range(first, len(names))}
    return {at: note for at, note in notes.items() if note is not None}


def said_columns(names: Sequence[str], first: int, prefix: str, criteria: Collection[str], lang: Lang) -> dict[int, Mapping[str, str]]:
    """Where outcomes and statuses stand in a result from ``first`` on, and what people call each of their codes."""
    said = {f"{prefix}{name}": STATUSES_IN[lang] for name in criteria} | {f"{prefix}outcome": OUTCOMES_IN[lang]}
    return {at: said[names[at]] for at in range(first, len(names)) if names[at] in said}


def _listed(words: Mapping[str, str]) -> str:
    return " | ".join(words.values())
