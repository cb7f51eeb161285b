"""Words of other engines and of Bahasa Indonesia for those of the language: for hints only, nothing of it is read."""

import re
from typing import Final, TypeVar

from naikkelas.conditions import Op

V = TypeVar("V")

_HUMP: Final = re.compile(r"(?<=[a-z])(?=[A-Z])")
_PARTS: Final = re.compile(r"[\s-]+")


def word_of(name: str) -> str:
    """A name as it stands in the tables below: ``$notEqual`` is ``not_equal``."""
    return _PARTS.sub("_", _HUMP.sub("_", name.strip().removeprefix("$")).lower())


def _each(meant: V, words: str) -> dict[str, V]:
    return dict.fromkeys(words.split(), meant)


#: Comparisons of size; what dates call them stands in ``OF_DATES``.
SIZES: Final = {
    **_each(
        Op.AT_LEAST, ">= => ≥ gte ge min minimal minimum no_less_than not_less_than not_below not_under not_fewer_than greater_or_equal"
    ),
    **_each(
        Op.AT_LEAST, "greater_equal greater_than_or_equal greater_than_or_equal_to greater_or_equal_to greater_than_inclusive not_before"
    ),
    **_each(
        Op.AT_LEAST, "not_earlier_than no_earlier_than since paling_sedikit paling_kurang sekurangnya tidak_kurang_dari tidak_sebelum sejak"
    ),
    **_each(Op.AT_MOST, "<= =< ≤ lte le max maks maksimal maksimum maximum no_more_than not_more_than not_above not_over not_greater_than"),
    **_each(Op.AT_MOST, "less_or_equal less_equal less_than_or_equal less_than_or_equal_to less_or_equal_to less_than_inclusive not_after"),
    **_each(Op.AT_MOST, "not_later_than no_later_than up_to paling_banyak tidak_lebih_dari tidak_melebihi tidak_sesudah tidak_setelah"),
    **_each(Op.MORE_THAN, "> gt greater_than greater above over exclusive_minimum not_at_most later_than lebih_dari di_atas melebihi"),
    **_each(Op.LESS_THAN, "< lt less_than_exclusive less below under exclusive_maximum not_at_least earlier_than smaller_than fewer_than"),
    **_each(Op.LESS_THAN, "kurang_dari di_bawah"),
    **{str(op): op for op in (Op.AT_LEAST, Op.AT_MOST, Op.MORE_THAN, Op.LESS_THAN)},
}
#: What the comparisons of size are called for dates.
OF_DATES: Final = {
    Op.AT_LEAST: Op.ON_OR_AFTER,
    Op.AT_MOST: Op.ON_OR_BEFORE,
    Op.MORE_THAN: Op.AFTER,
    Op.LESS_THAN: Op.BEFORE,
}
OTHERS: Final = {
    **{str(op): op for op in Op},
    **_each(Op.IS, "= == === eq equal equals equal_to is_equal_to const adalah sama_dengan"),
    **_each(Op.IS_NOT, "!= !== <> ≠ ne neq not_equal not_equals not_equal_to not_is isnt bukan tidak_sama_dengan"),
    **_each(Op.IN, "enum is_in one_of is_one_of any_of is_any_of salah_satu"),
    **_each(Op.NOT_IN, "nin notin is_not_in not_one_of is_not_one_of not_any_of bukan_salah_satu"),
    **_each(Op.INCLUDES, "contains has memuat"),
    **_each(Op.INCLUDES_ANY, "contains_any has_any intersects"),
    **_each(Op.INCLUDES_ALL, "contains_all has_all superset"),
    **_each(Op.BEFORE, "sebelum"),
    **_each(Op.AFTER, "sesudah setelah"),
    **_each(Op.LESS_THAN_AGO, "not_at_least_ago"),
    **_each(Op.AT_LEAST_AGO, "not_less_than_ago"),
    **_each(Op.BETWEEN, "antara"),
    **_each(Op.KNOWN, "diketahui is_known"),
}
#: What has no word of its own: ``not:`` around a comparison says it.
NEGATED: Final = {
    **_each(Op.BETWEEN, "not_between outside out_of_range not_in_range di_luar"),
    **_each(Op.INCLUDES, "excludes exclude not_includes not_contains does_not_contain doesnt_contain tidak_memuat"),
    **_each(Op.INCLUDES_ANY, "includes_none excludes_all not_includes_any contains_none not_contains_any"),
    **_each(Op.INCLUDES_ALL, "not_includes_all not_contains_all"),
    **_each(Op.AT_LEAST_AHEAD, "less_than_ahead not_at_least_ahead"),
}
_AGO: Final = "more_than_ago at_most_ago not_more_than_ago no_more_than_ago not_at_most_ago within older_than newer_than"
_AHEAD: Final = "at_most_ahead more_than_ahead not_more_than_ahead no_more_than_ahead not_at_most_ahead"
#: Lengths of time that the language has only with the other answer on the very day, and the hint that says so.
EDGES: Final = {**_each("edge_of_ago", _AGO), **_each("edge_of_ahead", _AHEAD)}
_ABSENT: Final = (
    "missing null is_null isnull not_null is_not_null empty is_empty isempty is_not_empty exists not_exists unknown is_unknown not_known "
    "is_missing present is_present defined is_defined undefined kosong tidak_diketahui"
)
#: Asking whether a fact is missing.
ABSENCE: Final = frozenset(_each("", _ABSENT))

#: Asking whether a set has members, and whether it is to have some.
EMPTINESS: Final = {
    **_each(False, "empty is_empty isempty kosong none"),
    **_each(True, "not_empty is_not_empty nonempty non_empty tidak_kosong"),
}
#: A value that stands for any.
ANY_VALUE: Final = frozenset(_each("", "known diketahui is_known terisi ada_isinya"))

#: Where a fact or a connective is expected.
CONNECTIVES: Final = {
    **_each("any", "atau or salah_satu any_of anyof either"),
    **_each("all", "dan and semua all_of allof every each both"),
    **_each("not", "bukan tidak kecuali non !"),
    "kriteria": "criterion",
    "program": "programme",
}
#: Connectives of other engines, and the hint that says what stands for them.
OTHER_CONNECTIVES: Final = {
    **_each("none_of", "none none_of noneof nor neither not_any"),
    **_each("not_all_of", "nand not_all"),
    **_each("exactly_one", "xor one_of oneof exactly_one only_one"),
    **_each("unless_form", "unless except tanpa"),
    **_each("if_then", "if then else when implies jika bila maka"),
    **_each("unknown_is_answer", "missing missing_some exists"),
    **_each("fact_first", "var fact operator"),
    **_each("formula_is_fact", "sum difference times ratio months_since every_year average count"),
}
#: The ends of ``between``.
ENDS: Final = {
    **_each("from", "from min minimum low lower start begin at_least dari mulai gte"),
    **_each("to", "to max maximum high upper end until at_most sampai hingga lte"),
}
#: The day that a decision is made on.
TODAY: Final = frozenset({"today", "now", "hari_ini", "sekarang", "as_of", "current_date", "sysdate"})

#: Keys, and those of ours that may be meant: the first that has a place there.
KEYS: Final = {
    **_each(("otherwise",), "default default_value else lainnya selain_itu"),
    **_each(("points",), "score weight bobot poin skor"),
    **_each(("rule_set", "title"), "name nama id"),
    **_each(("title",), "description label judul keterangan"),
    **_each(("remedy",), "message on_fail saran advice"),
    **_each(("when", "applies_when"), "if guard jika bila when"),
    **_each(("when", "require"), "condition conditions rule check syarat"),
    **_each(("then",), "output result return value maka"),
    **_each(("effective",), "valid_from effective_from start_date valid_until effective_until berlaku"),
    **_each(("source",), "reference citation dasar_hukum"),
    **_each(("of",), "options choices enum values pilihan"),
    **_each(("at_least",), "min minimum"),
    **_each(("at_most",), "max maximum"),
}
#: Keys of a criterion that say something else, and the hint for each.
OF_CRITERIA: Final = {
    **_each("unless_form", "exempt_when exempt unless applies_unless excluded_when not_applies_when kecuali"),
    **_each("use_kind", "mandatory required optional wajib opsional"),
}
#: Of these, those that say ``require`` where a condition stands under them.
REQUIRED: Final = frozenset({"mandatory", "required", "wajib"})
#: Words under a key, and what is meant: a word of ours, or else a hint.
WORDS: Final = {
    "kind": {
        **_each("requirement", "mandatory required must wajib syarat"),
        **_each("preference", "optional bonus opsional preferensi nilai_tambah"),
        **_each("note", "info informational catatan"),
    },
    "hit": {**_each("first", "f a any"), **_each("unique", "u")},
}
OTHER_WORDS: Final = {
    "kind": _each("exclude_by_not", "exclusion disqualifier must_not blocker larangan pengecualian"),
    "hit": _each("one_row", "priority collect rule_order output_order p c r o sum"),
}
#: Formulas of other engines, and the hint for each.
FORMULAS: Final = {
    **_each("largest", "max min maximum minimum greatest least"),
    **_each("average", "average avg mean rata_rata"),
    **_each("count_some", "count count_true jumlah_ya"),
    **_each("time_since", "days_since years_since age_of days_between months_between"),
    **_each("share", "percentage percent share persentase persen"),
}
