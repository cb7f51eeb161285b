"""What the caller says besides the table, looked at before anything is done with it."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, Final

from naikkelas.engines.frames.given import Options
from naikkelas.problems import EvaluationError, Place, Words, problem, shown


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
        EvaluationError: when one is of the wrong type (NK538).
    """
    missing = [allow_missing] if isinstance(allow_missing, str) else names(allow_missing)
    refuse_wrong(allow_missing=missing, assume=assume, prefix=prefix, codes=codes)
    return Options(as_of, rules_as_of, missing if isinstance(missing, bool) else frozenset(missing), assume, prefix, codes)


def names(given: Any) -> Any:
    """Names as a list, so that they can be looked at more than once; anything else as it is."""
    return list(given) if isinstance(given, Iterable) and not isinstance(given, str | bytes) else given


def refuse_wrong(**given: Any) -> None:
    """Raises when arguments are not of the type that their name stands for (NK538), all at once."""
    wrong = {name: value for name, value in given.items() if not _CHECKS[name][0](value)}
    if wrong:
        raise EvaluationError(
            [
                problem("NK538", Place(path=name), name=name, read=_told(name, value), expected=_CHECKS[name][1])
                for name, value in wrong.items()
            ]
        )


def _told(name: str, value: object) -> str:
    """A value for a message; what is assumed may be personal, so only its type is told."""
    if name != "assume":
        return shown(repr(value))
    kind = type(value).__name__
    odd = [key for key in value if not isinstance(key, str)] if isinstance(value, Mapping) else []
    return f"{kind}[{type(odd[0]).__name__}]" if odd else kind


def _are_names(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(each, str) for each in value)


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_table_name(value: object) -> bool:
    return isinstance(value, str) and all(value.split("."))


_TEXT: Final = Words("a text (str)", "teks (str)")
_CHECKS: Final[Mapping[str, tuple[Callable[[Any], bool], str]]] = {
    "allow_missing": (
        lambda value: isinstance(value, bool) or _are_names(value),
        Words("True, False, or names of facts", "True, False, atau nama-nama fakta"),
    ),
    "assume": (
        lambda value: value is None or (isinstance(value, Mapping) and _are_names(list(value))),
        Words("a mapping of names of facts to values", "pemetaan (dict) nama fakta ke nilainya"),
    ),
    "prefix": (_is_text, _TEXT),
    "codes": (lambda value: isinstance(value, bool), "True, False"),
    "table": (_is_table_name, Words("the name of a table", "nama tabel")),
    "columns": (lambda value: value is None or _are_names(value), Words("a list of names", "daftar nama")),
}
