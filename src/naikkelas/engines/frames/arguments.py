"""What the caller says besides the table, looked at before anything is done with it."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final

from naikkelas.arguments import ASSUMED, FLAG, Check, either, is_whole, looked_at, names, that, unless_none
from naikkelas.engines.frames.given import Options
from naikkelas.problems import Words


def options(
    as_of: date | str,
    rules_as_of: date | None,
    allow_missing: bool | Iterable[str],
    assume: Mapping[str, Any] | None,
    prefix: str,
    *,
    codes: bool = False,
) -> Options:
    """The options of a call; dates are looked at beside the table, which may have a column of that name.

    Raises:
        ArgumentError: when one is of the wrong type (NK538).
    """
    made = asked(as_of=as_of, allow_missing=allow_missing, assume=assume, prefix=prefix, codes=codes)
    missing = made["allow_missing"]
    return Options(as_of, rules_as_of, missing if isinstance(missing, bool) else frozenset(missing), assume, prefix, codes)


def asked(**given: Any) -> dict[str, Any]:
    """Arguments of the engines of tables by their names, as they are used.

    Raises:
        ArgumentError: when some are of the wrong type (NK538), all at once.
    """
    return looked_at(_CHECKS, given)


def _missing(name: str, value: Any) -> Any:
    return _NAMES(name, [value] if isinstance(value, str) else value)


_WHOLE: Final = "of whole characters, none of them null"
_UTUH: Final = "dari huruf yang utuh, tanpa karakter null"
_NAMES: Final = names(Words("True, False, or names of facts", "True, False, atau nama-nama fakta"))
_CHECKS: Final[Mapping[str, Check]] = {
    "allow_missing": either(bool, _missing),
    "assume": unless_none(ASSUMED),
    "as_of": that(
        lambda value: not isinstance(value, str) or is_whole(value), Words(f"a date, or a name {_WHOLE}", f"tanggal, atau nama {_UTUH}")
    ),
    "prefix": that(is_whole, Words(f"a text (str) {_WHOLE}", f"teks (str) {_UTUH}")),
    "codes": FLAG,
    "table": that(lambda value: is_whole(value) and all(value.split(".")), Words(f"the name of a table {_WHOLE}", f"nama tabel {_UTUH}")),
    "columns": unless_none(names(Words(f"a list of names {_WHOLE}", f"daftar nama {_UTUH}"), is_whole)),
}
