"""What a server offers, as plain data: offers of a completion, and the words of both languages."""

from dataclasses import dataclass
from typing import Final, Literal

from naikkelas.authoring.checking import PLACEHOLDERS
from naikkelas.authoring.schema_words import ALLOWED
from naikkelas.explain.words import in_lang, value_words
from naikkelas.facts import FactType, Kind, Text
from naikkelas.problems import Lang
from naikkelas.values import KIND_WORDS

__all__ = ["Offer", "OfferKind", "bounds_words", "kind_words", "said", "word_offer"]

OfferKind = Literal["key", "fact", "parameter", "criterion", "comparison", "choice", "word", "source", "rule_set"]

_TEXTS: Final[dict[str, tuple[str, str]]] = {
    "built_in": ("fakta bawaan", "built-in fact"),
    "declared": ("fakta rule set ini", "fact of the rule set"),
    "derived": ("fakta turunan", "derived fact"),
    "parameter": ("parameter", "parameter"),
    "criterion": ("kriteria", "criterion"),
    "source": ("sumber", "source"),
    "rule_set": ("rule set", "rule set"),
    "type": ("Jenis: {words}", "Type: {words}"),
    "bounds": ("Batas: {words}", "Bounds: {words}"),
    "unit": ("Satuan: {words}", "Unit: {words}"),
    "choices": ("Pilihan: {words}", "Choices: {words}"),
    "choices.more": ("Pilihan: {words}, dan {count} lagi", "Choices: {words}, and {count} more"),
    "question": ("Pertanyaan: {words}", "Question: {words}"),
    "source.is": ("Sumber: {words}", "Source: {words}"),
    "firmness": ("Kekuatan dasar: {words}", "Firmness: {words}"),
    "history": ("Riwayat nilai:", "History of the value:"),
    "history.item": ("mulai {day}: {value}", "from {day}: {value}"),
    "asked": ("Yang diminta:", "What is asked:"),
    "applies": ("Berlaku bila:", "Applies when:"),
    "points": ("Poin: {words}", "Points: {words}"),
    "remedy": ("Yang dapat dilakukan: {words}", "What can be done: {words}"),
    "as_of": ("tanggal penilaian", "the date the profile is judged on"),
    "version": ("versi {words}", "version {words}"),
    "rename.built_in": (
        "'{name}' adalah fakta bawaan; namanya sama di semua rule set dan tidak dapat diubah.",
        "'{name}' is a built-in fact; its name is the same in every rule set and cannot be changed.",
    ),
    "rename.other": (
        "Hanya parameter, kriteria dan fakta yang ditulis rule set yang dapat diganti namanya.",
        "Only parameters, criteria and facts that a rule set declares can be renamed.",
    ),
    "rename.unknown": ("'{name}' tidak dikenal, jadi tidak dapat diganti namanya.", "'{name}' is not known, so it cannot be renamed."),
    "rename.name": (
        "'{name}' tidak dapat menjadi nama: huruf kecil, angka dan _, diawali huruf, paling banyak 63.",
        "'{name}' cannot be a name: small letters, digits and _, beginning with a letter, at most 63.",
    ),
    "rename.reserved": ("'{name}' adalah kata dari bahasa aturan.", "'{name}' is a word of the language."),
    "rename.taken": ("nama '{name}' sudah dipakai di {file}.", "the name '{name}' is already taken in {file}."),
    "rename.broken": (
        "{file} belum dapat dibaca seluruhnya; perbaiki dahulu galat tata tulisnya.",
        "{file} cannot be read to its end yet; mend its syntax first.",
    ),
    "rename.bundled": (
        "'{name}' berasal dari rule set yang dibawa pustaka; salin dahulu untuk mengubahnya.",
        "'{name}' comes from a rule set of the library; copy it to change it.",
    ),
    "rename.many": (
        "ada lebih dari {count} berkas YAML di samping rule set ini dan pengujiannya; tidak semuanya dapat dicari, jadi namanya tidak diubah.",
        "there are more than {count} YAML files beside this rule set and its tests; not all can be searched, so the name is not changed.",
    ),
    "rename.worse": (
        "dengan nama '{name}' aturan di {file} menjadi salah: {message}",
        "with the name '{name}' the rules become wrong in {file}: {message}",
    ),
    "fix": ("Perbaiki {code}", "Fix {code}"),
    "replace": ("Ganti dengan {words}", "Replace with {words}"),
    "ignore": ("Abaikan {code} dengan alasan", "Ignore {code} with a reason"),
    "ignore.reason": PLACEHOLDERS,
    "elsewhere": ("{file} punya galat: {message}", "{file} has errors: {message}"),
    "settings": ("setelan {file} tidak dapat dipakai: {message}", "the settings in {file} cannot be used: {message}"),
}


def said(lang: Lang, key: str, **slots: object) -> str:
    """A sentence of the server with its slots filled."""
    return _TEXTS[key][0 if lang == "id" else 1].format_map(slots)


@dataclass(frozen=True, slots=True)
class Offer:
    """One thing that may be typed. ``detail`` stands beside it, ``about`` below it; ``also`` are words by which it is found too.

    ``insert`` is what is written where that is not the label; ``gap`` is where in it one goes on typing, if not behind it.
    """

    label: str
    kind: OfferKind
    detail: str = ""
    about: str = ""
    is_key: bool = False
    also: str = ""
    insert: str = ""
    gap: int = 0


def word_offer(lang: Lang, word: str) -> Offer:
    """A word of a closed list, with what it means."""
    meaning = ALLOWED.get(word)
    return Offer(word, "word", "" if meaning is None else in_lang(meaning, lang))


def kind_words(kind: Kind, lang: Lang) -> str:
    """What a type is called."""
    words = KIND_WORDS[kind]
    return words.indonesian if lang == "id" else str(words)


def bounds_words(kind: FactType, lang: Lang) -> str | None:
    """The bounds of an ordered type in words."""
    if kind.low is None or kind.high is None:
        return None
    plain = FactType(kind.kind, decimals=kind.decimals)
    return " .. ".join(value_words(end, plain, lang) for end in kind.bounds)


def both_in(text: Text | None, lang: Lang) -> str:
    """One language of a text that may be missing."""
    return "" if text is None else in_lang(text, lang)
