"""Titles that name those that have something and those that lack it: ``DATA IKM AKTIF DAN TIDAK AKTIF``. They head all, and say nothing of any."""

import re
from typing import Final

from naikkelas.batch.wording.words import fold

_LACKS: Final = frozenset({"belum", "tidak", "bukan", "tanpa", "non", "nonaktif"})
_NO: Final = r"(?:belum |tidak |bukan |tanpa |non ?)"
_AND: Final = r"(?:dan|atau|maupun|serta)(?: atau)?"
_WHO: Final = r"(?:(?:ikm|umkm|ukm|usaha|yang) )*"
_WHAT: Final = r"(?P<what>\w+(?: \w+){0,4}?)"
#: What holds two groups together, besides words.
_SIGNS: Final = re.compile(r"[/&+,|]")
#: Either group may come first.
_PAIRS: Final = (
    re.compile(rf"\b(?:(?:sudah|telah) )?{_WHAT} {_AND} {_WHO}{_NO}(?P=what)\b"),
    re.compile(rf"\b{_NO}{_WHAT} {_AND} {_WHO}(?:(?:sudah|telah) )?(?P=what)\b"),
    re.compile(rf"\b(?P<what>sudah|telah) (?:{_AND} )?{_WHO}belum\b|\bbelum {_AND} {_WHO}(?:sudah|telah)\b"),
    re.compile(rf"\b(?:ada|ya) {_AND} tidak$"),
)
#: Without it no pair is there.
_MAY_JOIN: Final = re.compile(rf"\b{_AND}\b|\b(?:sudah|telah) (?:yang )?belum\b")
#: What keeps documents from others, and says nothing of what stands in them: ``tidak untuk disebarluaskan``.
_KEPT: Final = re.compile(
    r"\b(?:tidak|bukan) (?:(?:untuk|boleh|dapat|diperkenankan) )*(?:umum|publik|konsumsi publik|(?:di)?(?:sebar|publikasi|perbanyak|ganda|salin)\w*)"
)


def without_groups(text: str) -> str:
    """A text folded, of two groups that it names without the one that lacks what the other has, and without what keeps it from the public."""
    folded = fold(text)
    if _LACKS.isdisjoint(folded.split()):
        return folded
    folded = _KEPT.sub("", folded)
    joined = plain = fold(_SIGNS.sub(" dan ", text))
    if _MAY_JOIN.search(plain) is None:
        return folded
    for pair in _PAIRS:
        joined = pair.sub(lambda made: made.groupdict().get("what") or "", joined)
    return folded if joined == plain else _KEPT.sub("", joined)
