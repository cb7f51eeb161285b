"""What texts say that answers mean: ``v = belum``, ``1 artinya sudah``, ``isi ya jika belum punya``, ``yang kosong berarti sudah punya``.

One recogniser for every place in which such a text may stand. An answer is a mark (``v``, a tick, ``dicentang``), a digit, a word (``ya``, ``Y``, ``ada``),
a cross or a dash, or the blank. What it is said to mean is harmless only where it is, by closed lists, what the answer is read as anyway; nobody
can list all that means something else.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from naikkelas.batch.wording.titles import words_of
from naikkelas.batch.wording.wishes import WISHES

#: What says that something is left out: no answer is read as something there.
_NOT_READ: Final = re.compile(r"\b(?:tidak|tdk|tak|belum|blm)\s+dibaca\b", re.IGNORECASE)
#: So much of a text is looked at: no legend is longer.
MOST: Final = 2000
#: And so much of it on each side of an answer.
_NEAR: Final = 200

DIGITS: Final = "digits"
MARKS: Final = "marks"
WORDS: Final = "words"
_EVERY: Final = frozenset({DIGITS, MARKS, WORDS})
_NONE: Final[frozenset[str]] = frozenset()

#: What may follow an answer, and says no more than it: ``sudah punya izin``.
PLAIN: Final = words_of(
    "ya iya y yes true sudah sdh telah ada tersedia punya mempunyai memiliki miliki dimiliki dipunyai bisa terbit terdaftar benar betul aktif"
    " memenuhi terpenuhi sesuai hadir berizin berijin bersertifikat berlabel bermerek bermerk berlaku ok valid verified terverifikasi tervalidasi"
)
#: Said instead of a yes, of some things; what they mean of others is not what an answer is read as: a permit held once, papers that are complete.
YESES: Final = PLAIN | words_of("pernah tahu mengetahui lengkap")
NOES: Final = words_of("tidak tdk tak ga gak nggak ngga enggak bukan belum blm kosong nihil salah tanpa no false t n")
#: What is blank is not known: no meaning of a no.
_BLANKS: Final = words_of("kosong")
THINGS: Final = words_of(
    "izin ijin perizinan perijinan nib pirt p irt spp sertifikat nomor halal bpom md merek merk hki haki label kemasan dokumen"
    " legalitas iumk siup tdp npwp sni oss akun syarat persyaratan produk produksi pasar usaha ikm umkm industri jawaban pilihan edar"
)
FILLING: Final = words_of("yang yg maka dan atau untuk pada di dengan kolom tanda huruf isi ini itu tersebut masih bila jika pelaku")

#: ``V. DATA IKM`` is the number of a part.
TICKED: Final = (
    r"\b(?:(?:di|men|ter|ber)?(?:centang|contreng|conteng|che?c?k ?list?|che?klis|ceklis?t?|cek ?list?|checklis)(?:kan)?|tanda cek"
    r"|ditandai|bertanda|di(?:beri|kasih) tanda)\b(?!\s*\W{0,2}[v✓✔√☑](?!\w))"
)
MARK: Final = rf"(?:\(\s*v\s*\)|(?<![\w./])v(?![\w.)/])|[✓✔√☑]|{TICKED})"
_IS_MARK: Final = re.compile(MARK, re.IGNORECASE)
IF: Final = r"jika|bila|kalau|apabila"
MEANS: Final = r"berarti|artinya|arti|bermakna|maknanya|maksudnya|adalah|ialah|yaitu|yakni|menunjukkan|menandakan|menyatakan|merupakan|melambangkan|dianggap|dibaca"
_NO_WORDS: Final = r"tidak|tdk|belum|blm"
ANSWER: Final = (
    rf"(?:(?:{_NO_WORDS})\s+(?:ada|punya|memiliki|pernah|bisa)|(?:sudah|sdh)\s+(?:ada|punya|memiliki)"
    rf"|ya|iya|yes|y|{_NO_WORDS}|t|no|n|ada|sudah|sdh|punya|memiliki|pernah|bisa|benar|salah|true|false)"
)
CROSS: Final = r"(?<![\w.])x(?![\w.])|[✗✘☒×]|\b(?:silang|strip)\b|(?<!\S)[–—-](?=\s*[=:])|\(\s*[–—-]\s*\)"
BLANK: Final = (
    r"\b(?:di)?kosong(?:kan|i)?\b|\b(?:tidak|tdk|tanpa|belum)\s+(?:diisi|terisi|diberi\s+tanda|ditandai|bertanda|tanda|dicentang|bercentang|tercentang)\b"
    r"(?!\s*\W{0,2}(?:[v✓✔√☑](?!\w)|[0-9]))"
)
_DIGIT: Final = r"(?<![\w.,/+-])[01](?![\w%]|\s?[.,/:-]?[0-9])|\b(?:satu|nol)\b"
_SUBJECT: Final = re.compile(
    rf"(?P<blank>{BLANK})|(?P<mark>{MARK})|(?P<cross>{CROSS})|(?P<digit>{_DIGIT})|(?P<word>\b{ANSWER}\b)", re.IGNORECASE
)

#: Where the talk is of something else: ``v = ya 0 = tidak``, ``v jika ya dan - jika tidak``.
_ENDS: Final = (
    r"[;|\n]|,(?!\s*(?:(?:te)?tapi|namun|hanya|cuma|masih|sedang)\b)|\bx\b|[.](?:\s|$)|[✗✘☒×]|\b(?:di)?kosongkan\b"
    r"|(?<![=:]\s)(?<![=:])(?:[0-9–-]|\b(?:[a-z]|kosong|strip|silang|satu|nol))\W{0,2}[=:]"
    rf"|(?:(?<=\w)\W{{1,2}}[–-]|[0-9]|\b(?:kosong|strip|silang|nol|satu))\W{{0,2}}\b(?:{IF}|{MEANS}|untuk)\b|\b(?:kode|angka)\s+[0-9]\b"
)
_CLAUSE: Final = re.compile(_ENDS, re.IGNORECASE)
#: Behind an answer the talk may also be of another word: ``ya = belum tidak = sudah``.
_UNTIL: Final = re.compile(rf"{_ENDS}|(?<![=:]\s)(?<![=:])\b{ANSWER}\W{{0,2}}[=:]", re.IGNORECASE)
_LINK: Final = re.compile(rf"\W{{0,3}}(?:=|:|→|->|\b(?:{MEANS}|{IF})\b)|(?:\W+\w+){{1,4}}?\W+(?:=|\b(?:{MEANS})\b)", re.IGNORECASE)
#: A sign or a word that says by itself that a meaning follows, one that does before known words only, and what stands between.
_STRONG: Final = re.compile(rf"\W{{0,3}}?(?:=>?|→|->|\b(?:{MEANS})\b)", re.IGNORECASE)
_ASKED: Final = re.compile(rf"\W{{0,3}}\b(?:{IF})\b", re.IGNORECASE)
_WEAK: Final = re.compile(r"\W{0,2}?(?::|[–—-](?=\s)|\buntuk\b|[(])", re.IGNORECASE)
_FAR: Final = re.compile(rf"(?:\W+\w+){{1,4}}?\W+\b(?:{MEANS})\b", re.IGNORECASE)
_ENDS_EQUAL: Final = re.compile(r"(?:=|:|→|\()\W{0,3}$")
_EQUALS: Final = re.compile(r"(?:=|→)\W{0,2}$")
#: ``yang belum diberi tanda``, of an answer that follows.
_GIVEN: Final = re.compile(
    r"\b(?:(?:di)?(?:beri|isi|kasih?|bubuhi|tulis|ketik|tandai)(?:kan|lah)?|di?jawab|jawab(?:lah)?|dengan|tanda)"
    r"(?:\W+(?:dengan|tanda|huruf|kode|angka|nilai|skor|kata|simbol|jawaban))*\W*$",
    re.IGNORECASE,
)
_CODED: Final = re.compile(
    r"\b(?:kode|angka|nilai|skor|isi|isian|isilah|diisi|jawaban|pilihan|opsi|tanda|huruf|simbol|kata)\W*$", re.IGNORECASE
)
_GUIDE_WORDS: Final = (
    "keterangan|ket|catatan|cat|legenda|legend|petunjuk|kode|angka|simbol|pilihan|skor|skala|isian|pengisian|nb|note|notes|info"
)
#: What stands before a word that is an answer, and no part of a sentence.
_APART: Final = re.compile(
    rf"(?:^|[;,/|(\n.:*\"'“‘–—-]|\b(?:{_GUIDE_WORDS}|isi\w*|diisi|di?jawab\w*|jawab\w*|tulis\w*|kata|huruf|pilih\w*|opsi|maka|dan|sedangkan|tanda))"
    r"[\s\"'“‘(*]*$",
    re.IGNORECASE,
)
_IS_LAST: Final = re.compile(r"[\s\"'”’)]*(?:$|[;,./|\n]|\bdan\b)", re.IGNORECASE)

_WISHES: Final = "|".join(sorted(WISHES))
_IS_WISHED: Final = re.compile(rf"\b(?:{_WISHES})\b", re.IGNORECASE).search
_IS_OTHER: Final = re.compile(
    rf"\b(?:{_WISHES}|akan|sedang|proses|diproses|diurus|mengurus|diajukan|mengajukan|pengajuan|menunggu|berencana|habis|berakhir|lapsed"
    r"|k[ae]d[ae]lu?[aw]+rsa|expired|mati|dicabut|dibekukan|ditolak|mandiri|lainnya)\b",
    re.IGNORECASE,
).search
_IS_FORBIDDEN: Final = re.compile(r"\b(?:jangan|tidak boleh|dilarang|mohon tidak|agar tidak|harus tidak)\W*$", re.IGNORECASE).search
_IS_OF_SOME: Final = re.compile(rf"\b(?:{IF}|yang|yg)\b", re.IGNORECASE).search
#: A year is no count: ``ya = 2027``.
_A_YEAR: Final = r"(?:19|20)[0-9]{2}(?![0-9.,])"
_IS_COUNT: Final = re.compile(rf"\W*(?!{_A_YEAR})[0-9]").match
_YEAR_IN: Final = re.compile(rf"(?<![0-9.,/]){_A_YEAR}").search
_SAYS: Final = re.compile(rf"[^\W\d_]|(?<![0-9.,]){_A_YEAR}").search
#: What is no meaning: ``Ada = v`` says something of ``v``.
_SIGNS: Final = words_of("v x")
#: ``v | belum``: what is between two bars.
_BARRED: Final = re.compile(rf"(^|[|:;\n.]\s*)({MARK}|[01x]|{ANSWER})\s*\|\s*(?=[^\W\d_])", re.IGNORECASE)
#: ``v = ada - tidak ada`` says of ``-`` what follows it.
_OF_DASH: Final = re.compile(r"(?<=\w)\s+[–—-]\s+(?=(?:tidak|tdk|belum|blm)\b)")


def words_in(text: str) -> list[str]:
    """The words of a text, without the endings that say nothing."""
    words: list[str] = re.findall(r"[^\W\d_]+", text.casefold())
    return [word if word in YESES else word.removesuffix("nya") for word in words]


def is_vocabulary(text: str) -> bool:
    """Whether all words of a text are of those that meanings are made of: ``belum punya izin``, ``usulan``; no name is."""
    words = words_in(text)
    known = (YESES, NOES, THINGS, FILLING)
    return any(word not in THINGS | FILLING for word in words) and all(
        any(word in some for some in known) or _IS_OTHER(word) is not None for word in words
    )


def goes_on(text: str) -> bool:
    """Whether a text may say more of what an answer before it means: it has a word of those, a link or a year alone."""
    if _STRONG.search(text) is not None or re.fullmatch(rf"\W*{_A_YEAR}\W*", text) is not None:
        return True
    return any(word in YESES or word in NOES for word in words_in(text)) or _IS_OTHER(text) is not None


def turned(text: str) -> frozenset[str]:
    """The answers (``DIGITS``, ``MARKS``, ``WORDS``) of which a text may say that they mean something else than they are read as."""
    return _turned(text[:MOST])


@lru_cache(1024)
def _turned(text: str) -> frozenset[str]:
    text = _BARRED.sub(r"\1\2 = ", _NOT_READ.sub("", text))
    found: frozenset[str] = _NONE
    for made in _SUBJECT.finditer(text):
        match made.lastgroup:
            case "mark" if MARKS not in found and _turns_mark(text, made):
                found |= {MARKS}
            case "cross" if MARKS not in found and _turns_unread(text, made):
                found |= {MARKS}
            case "blank" if _turns_blank(text, made):
                return _EVERY
            case "digit" if DIGITS not in found and _turns_digit(text, made):
                found |= {DIGITS}
            case "word" if WORDS not in found and _turns_word(text, made):
                found |= {WORDS}
    return found


# --- what is said of an answer ---------------------------------------------------------------------------------------


def is_plain(meaning: str, *, is_yes: bool = True) -> bool:
    """Whether all that an answer is said to mean is a yes, or a no."""
    words = words_in(_OF_DASH.split(meaning.casefold(), maxsplit=1)[0])
    known = PLAIN | THINGS | FILLING
    if is_yes:
        return any(word in PLAIN for word in words) and all(word in known for word in words)
    first = next((word for word in words if word not in FILLING | THINGS), "")
    return first in NOES - _BLANKS and all(word in known or word in NOES - _BLANKS for word in words)


#: What may stand behind a comma and is of another answer: ``, x = belum``, ``, kosongkan bila belum``, ``, selain itu tidak``.
_OF_ANOTHER: Final = re.compile(
    rf"[=:→|]|\b(?:{MEANS}|{IF}|selain|sisanya|lainnya)\b|{BLANK}|{CROSS}|^\W*(?:{MARK}|[01x](?!\w)|[–—-](?!\w)|(?:{ANSWER})\W*$)",
    re.IGNORECASE,
)
_SENTENCE: Final = re.compile(r"[|\n]|[.](?:\s|$)")
#: What takes a yes back, and what a no.
_IS_TAKEN_BACK: Final = re.compile(rf"\b(?:{_NO_WORDS}|bukan|tanpa)\b", re.IGNORECASE).search
_IS_UNASKED: Final = re.compile(
    r"\b(?:tahu|diketahui|didata|terdata|data|ditanya(?:kan)?|jawab|menjawab|dijawab|diisi|isi|mengisi|jelas|disurvei|info(?:rmasi)?)\b",
    re.IGNORECASE,
).search


def _is_as_meant(said: str, more: str, *, is_yes: bool) -> bool:
    """Whether what an answer is said to mean is the yes or the no that it is read as, and ``more`` behind it does not take that back: ``, sudah mati``."""
    if not is_plain(said, is_yes=is_yes) or _YEAR_IN(said) is not None:
        return False
    if not more.startswith((",", ";")):
        return True
    for part in re.split("[,;]", _SENTENCE.split(more[1:], maxsplit=1)[0]):
        if _OF_ANOTHER.search(part) is not None:
            break
        if (_IS_OTHER(part) or _IS_TAKEN_BACK(part) if is_yes else _IS_UNASKED(part)) is not None:
            return False
    return True


def _behind(text: str, made: re.Match[str]) -> str:
    return text[made.end() : made.end() + _NEAR]


def _before(text: str, made: re.Match[str]) -> str:
    return text[max(0, made.start() - _NEAR) : made.start()]


def _clause(text: str) -> str:
    """What is said behind an answer, up to where the talk is of another."""
    return _UNTIL.split(text, maxsplit=1)[0]


def _begins_known(text: str) -> bool:
    """Whether a text begins with a word that meanings are made of."""
    first = next((word for word in words_in(text) if word not in FILLING), "")
    return first in YESES or first in NOES or _IS_OTHER(first) is not None


def _first_said(text: str) -> str | None:
    return next((word for word in words_in(text) if word in YESES or word in NOES), None)


def _turns_mark(text: str, mark: re.Match[str]) -> bool:
    whole = _behind(text, mark)
    behind = _clause(_IS_MARK.split(whole, maxsplit=1)[0])
    wished = _IS_WISHED if len(mark[0]) > 1 and not mark[0].startswith("(") else _IS_OTHER
    link = _LINK.match(behind)
    if link is not None and _SAYS(behind[link.end() :]) is not None:
        return not _is_as_meant(behind[link.end() :], whole[len(behind) :], is_yes=True)
    first = _first_said(behind)
    if wished(behind) is not None or first in NOES:
        return True
    return first is None and _turns_before(_before(text, mark), is_bracketed=mark[0].startswith("("))


def _turns_before(text: str, *, is_bracketed: bool, is_yes: bool = True) -> bool:
    """Whether what stands before an answer says that it means something else: ``Belum memiliki = v``, ``bila belum, beri tanda v``."""
    given = _GIVEN.search(text)
    clauses = _CLAUSE.split(text if given is None else text[: given.start()])
    before = clauses[-1] if given is None else next((each for each in reversed(clauses) if each.strip()), "")
    if given is None and not is_bracketed and _ENDS_EQUAL.search(before) is None:
        return False
    is_open = is_bracketed or before.rstrip().endswith("(")
    says = _polarity(before)
    return (says is not None and says is not is_yes) or ((given is not None or not is_open) and _IS_OTHER(before) is not None)


def _polarity(text: str) -> bool | None:
    """Whether words say yes or no; ``None`` where they say neither."""
    words = words_in(text)
    if any(word in YESES and NOES.isdisjoint(words[max(0, at - 2) : at]) for at, word in enumerate(words)):
        return True
    return None if NOES.isdisjoint(words) else False


def _turns_digit(text: str, digit: re.Match[str]) -> bool:
    is_yes = digit[0].casefold() in ("1", "satu")
    is_word = digit[0].isalpha()
    before, whole = _before(text, digit), _behind(text, digit)
    behind = _clause(whole)
    more = whole[len(behind) :]
    is_coded = _CODED.search(before) is not None
    link = _STRONG.match(behind) or _ASKED.match(behind)
    if link is None and (is_coded or not before.strip()):
        link = _FAR.match(behind)
    if link is not None and _SAYS(behind[link.end() :]) is not None:
        return not _is_as_meant(behind[link.end() :], more, is_yes=is_yes)
    weak = _WEAK.match(behind)
    if (weak is not None and not is_word) or is_coded:
        meaning = behind[weak.end() :] if weak is not None else behind
        if _begins_known(meaning):
            return not _is_as_meant(meaning, more, is_yes=is_yes)
    if _GIVEN.search(before) is None and _EQUALS.search(before) is None and not is_coded:
        return False
    return _turns_before(before, is_bracketed=False, is_yes=is_yes)


def _turns_word(text: str, word: re.Match[str]) -> bool:
    says = words_in(word[0])[0]
    before, whole = _before(text, word), _behind(text, word)
    behind = _clause(whole)
    if _APART.search(before) is not None:
        link = _STRONG.match(behind) or (_ASKED.match(behind) if len(behind) > 1 else None)
        if link is None and (weak := _WEAK.match(behind)) is not None and weak[0].strip() != "untuk":
            link = weak if _begins_known(behind[weak.end() :]) else None
        meaning = "" if link is None else behind[link.end() :]
        if (not _SIGNS.issuperset(words_in(meaning)) or _SAYS(meaning.strip(" vVxX")) is not None) and _IS_COUNT(meaning) is None:
            if says in ("t", "n"):
                return _polarity(meaning) is True
            return not _is_as_meant(meaning, whole[len(behind) :], is_yes=says not in NOES)
    is_given = _GIVEN.search(before) is not None and _IS_OF_SOME(before) is not None
    if not is_given and (_EQUALS.search(before) is None or _IS_LAST.match(_behind(text, word)) is None):
        return False
    return says not in ("t", "n") and _turns_before(before, is_bracketed=False, is_yes=says not in NOES)


def _turns_unread(text: str, sign: re.Match[str]) -> bool:
    """Whether a cross or a dash, of which nobody knows what it says, is said to be a yes: then the mark beside it is none."""
    behind = _clause(_behind(text, sign))
    link = _STRONG.match(behind) or _ASKED.match(behind) or _WEAK.match(behind)
    if link is not None or sign[0].startswith("("):
        meaning = behind if link is None else behind[link.end() :]
        if any(map(str.isalpha, meaning)):
            return _polarity(meaning) is True
    before = _before(text, sign)
    return (_EQUALS.search(before) is not None or _GIVEN.search(before) is not None) and _polarity(_last_clause(before)) is True


def _turns_blank(text: str, blank: re.Match[str]) -> bool:
    """Whether the blank is said to be a yes: then what is not blank may be none."""
    behind, before = _clause(_behind(text, blank)), _before(text, blank)
    if _IS_FORBIDDEN(before) is not None:
        return False
    link = _STRONG.match(behind) or _ASKED.match(behind) or _FAR.match(behind)
    meaning = behind if link is None else behind[link.end() :]
    words = words_in(meaning)
    if words and (link is not None or words[0] in YESES):
        return _polarity(meaning) is True
    clause = _last_clause(before)
    return (_IS_OF_SOME(clause) is not None or _EQUALS.search(before) is not None) and _polarity(clause) is True


def _last_clause(text: str) -> str:
    given = _GIVEN.search(text)
    clauses: Iterator[str] = reversed(_CLAUSE.split(text if given is None else text[: given.start()]))
    return next((each for each in clauses if each.strip()), "")


# --- digits, by how near to them an answer stands ---------------------------------------------------------------------

_SAYS_YES: Final = r"i?ya|sudah|sdh|ada|punya|memiliki|dimiliki|pernah|bisa|terbit|terdaftar|benar|betul|aktif|yes|true"
_SAYS_NO: Final = r"tidak|tdk|tak|n?gg?ak|bukan|belum|blm|kosong|nihil|salah|tanpa|no(?!\s*[.:]?\s*[0-9])|false"
_ANSWERS: Final = rf"\b(?:{_SAYS_YES}|{_SAYS_NO})\b"
_LONE: Final = r"(?<![0-9])[0-9](?![0-9]|[.,][0-9]{3})"
_IS_LONE: Final = re.compile(rf"{_LONE}|\b(?:satu|nol)\W*[=:]", re.IGNORECASE).search
_IS_ANSWER: Final = re.compile(_ANSWERS + r"|\b(?:bila|jika|kalau|apabila|berarti|artinya)\b", re.IGNORECASE).search
_SAID: Final = r"\s*[)\]]?\s*(?:=>?|:|->|→|>|[–—-](?=\s))\s*[(\[]?"
#: ``1 = nihil`` needs no word that is known, ``1 : T`` a sign.
_IS_EQUAL: Final = re.compile(rf"{_LONE}\s*=|=\s*[01](?![0-9.,])|{_LONE}{_SAID}[YTN]\b", re.IGNORECASE).search
#: A digit right beside an answer.
_IS_BESIDE: Final = re.compile(rf"{_LONE}[\W_]*{_ANSWERS}|{_ANSWERS}[\W_]*{_LONE}", re.IGNORECASE).search
#: The same with a sign between them, and with nothing before them that is numbered: ``RT 1: ada gang``.
_IS_SIGNED: Final = re.compile(
    rf"(?:^|[;,/|(:.]|\b(?:kode|angka|nilai|skor|isi|diisi|isian|ket\w*|{_SAYS_YES}|{_SAYS_NO}))\s*[01]{_SAID}\s*(?:{_ANSWERS}|[ytn]\b)"
    rf"|{_ANSWERS}(?:{_SAID}|\s*\()[01]\b(?![.,:/]?[0-9])",
    re.IGNORECASE,
).search
_IS_ONE_DIGIT: Final = re.compile(r"[^0-9]*[01][^0-9]*").fullmatch
#: Every digit of which a text says what it means, whatever that is.
_IS_TOLD: Final = re.compile(rf"{_LONE}{_SAID}[^\W\d_]|[^\W\d_](?:{_SAID}|\s*\(){_LONE}").findall


def speaks_of_digits(text: str) -> bool:
    """Whether a digit stands before a sign, or anywhere in a text with an answer: enough where no business is told of."""
    return _IS_EQUAL(text) is not None or (_IS_LONE(text) is not None and _IS_ANSWER(text) is not None)


def sets_digits_beside(text: str) -> bool:
    """Whether a digit stands right beside an answer: ``PIRT (1 ada)``."""
    return _IS_BESIDE(text) is not None


def signs_digits(text: str) -> bool:
    """Whether a sign stands between a digit and an answer: ``1 = ya``."""
    return _IS_SIGNED(text) is not None


def signs_only_digits(text: str) -> bool:
    """The same of a text that says nothing else, or says it of both digits, whatever they mean."""
    if not signs_digits(text):
        return False
    words, things = words_in(text), THINGS if "=" in text else _NONE
    if words[0] in PLAIN | NOES and set(words) <= PLAIN | NOES | things and _IS_ONE_DIGIT(text) is not None:
        return True
    return {"0", "1"} <= set(re.findall("[0-9]", " ".join(_IS_TOLD(text))))


# --- texts that say nothing else -------------------------------------------------------------------------------------

_GUIDE_BEFORE: Final = re.compile(rf"\W*(?:{_GUIDE_WORDS})\b(?:\s+[\w-]+){{0,2}}?\s*[.:=]\s*", re.IGNORECASE)
_SIGN: Final = rf"{MARK}|{CROSS}|{BLANK}|[01]|[–—-]|{ANSWER}"
_OF_ONE: Final = re.compile(
    rf"\W*?(?:(?:kode|angka|nilai|tanda|huruf|isi|kolom)\s+)*(?P<sign>{_SIGN})(?!\w)[\s\"')\]]*(?:(?:=>?|:|→|->|[–—-]|\b(?:{MEANS}|untuk)\b)\s*[(\[]?)?(?P<means>.*?)[\s.)\]\"]*",
    re.IGNORECASE | re.DOTALL,
)
_PARTS: Final = re.compile(
    rf"[;,/|\n]|\bdan\b|\s(?=(?:\(\s*(?:v|[01x–—-])\s*\)|[✓✔√☑✗✘☒×]|(?:v|x|[01]|[–—-]|y|t)\s*(?:=|:)|(?:{ANSWER})\s*[=:]))",
    re.IGNORECASE,
)


def says_as_read(text: str) -> bool:
    """Whether all that a text says is that answers mean what they are read as: ``v = ada, - = tidak ada``, ``1: ya / 0: tidak``, ``Ya/Tidak``."""
    text = text[:MOST].strip()
    made = _GUIDE_BEFORE.match(text)
    parts = [part for part in _PARTS.split(text[made.end() :] if made else text) if any(map(str.isalnum, part))]
    return bool(parts) and all(map(_is_as_read, parts))


def _is_as_read(part: str) -> bool:
    words = words_in(part)
    if (
        len(words) <= 2
        and re.search(r"[0-9=:→>]", part) is None
        and (YESES.issuperset(words) or (words[0] in NOES and YESES.issuperset(words[1:])))
    ):
        return True
    found = _OF_ONE.fullmatch(part)
    if found is None:
        return False
    sign, meaning = found["sign"].casefold(), found["means"]
    if not any(map(str.isalnum, meaning)):
        return not sign.isdigit()
    if any(map(str.isdigit, meaning)):
        return False
    is_mark = re.fullmatch(MARK, sign, re.IGNORECASE) is not None
    is_yes = is_mark or sign == "1" or (bool(words_in(sign)) and words_in(sign)[0] in YESES)
    return is_plain(meaning, is_yes=is_yes)
