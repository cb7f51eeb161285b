"""What callers hand over: an argument of another kind than its name stands for is told (NK538), before anything is done."""

import inspect
import operator
import os
from collections.abc import Callable, Collection, Iterable, Mapping
from functools import wraps
from typing import Any, Final, ParamSpec, TypeVar

from naikkelas.problems import EvaluationError, Place, Problem, Words, problem, shown

P = ParamSpec("P")
R = TypeVar("R")

#: Takes the name and the value of an argument; gives the value, as it is used, or raises a :class:`ArgumentError`.
Check = Callable[[str, Any], Any]

#: What is told of a value by itself; of others only the type, for who knows what is in them.
_PLAIN: Final = (str, bytes, bool, int, float, type(None))


class ArgumentError(EvaluationError, ValueError):
    """Arguments of a call are not what their names stand for."""


def checked(checks: Mapping[str, Check], **own: Check) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Looks at the arguments of a call, each by its name: ``own`` goes before ``checks``. What is the default needs no check.

    Raises:
        ArgumentError: when it is called, with everything that is wrong (NK504, NK538).
    """

    def decorate(function: Callable[P, R]) -> Callable[P, R]:
        signature = inspect.signature(function)
        known = {name: check for name, check in {**checks, **own}.items() if name in signature.parameters}
        defaults = {name: signature.parameters[name].default for name in known}

        @wraps(function)
        def call(*args: P.args, **kwargs: P.kwargs) -> R:
            try:
                given = signature.bind(*args, **kwargs)
            except TypeError:
                return function(*args, **kwargs)  # Python says itself which argument is missing or unknown
            asked = {name: value for name, value in given.arguments.items() if name in known and value is not defaults[name]}
            given.arguments |= looked_at(known, asked)
            return function(*given.args, **given.kwargs)

        return call

    return decorate


def looked_at(checks: Mapping[str, Check], given: Mapping[str, Any]) -> dict[str, Any]:
    """Arguments as they are used.

    Raises:
        ArgumentError: with everything that is wrong (NK504, NK538).
    """
    made: dict[str, Any] = {}
    wrong: list[Problem] = []
    for name, value in given.items():
        try:
            made[name] = checks[name](name, value)
        except EvaluationError as error:
            wrong += error.problems
    if wrong:
        raise ArgumentError(wrong)
    return made


def unfit(name: str, value: object, expected: str) -> ArgumentError:
    """An argument that is not what its name stands for (NK538)."""
    kind = f"{type(value).__module__}.{type(value).__qualname__}".removeprefix("builtins.")
    read = shown(repr(value)) if isinstance(value, _PLAIN) else kind
    return ArgumentError([problem("NK538", Place(path=name), name=name, read=read, expected=expected)])


def that(fits: Callable[[Any], object], expected: str) -> Check:
    """A check of a condition."""

    def check(name: str, value: Any) -> Any:
        if not fits(value):
            raise unfit(name, value, expected)
        return value

    return check


def instance(kind: type | tuple[type, ...], expected: str) -> Check:
    """A check of a type."""
    return that(lambda value: isinstance(value, kind), expected)


def word(words: Collection[str]) -> Check:
    """A check for one of a few words."""
    return that(lambda value: isinstance(value, str) and value in words, " | ".join(words))


def either(kind: type, otherwise: Check) -> Check:
    """A value of a type, or else what another check takes."""
    return lambda name, value: value if isinstance(value, kind) else otherwise(name, value)


def unless_none(check: Check) -> Check:
    """What another check takes, or nothing."""
    return lambda name, value: None if value is None else check(name, value)


def is_whole(value: object) -> bool:
    """Whether it is a text that can be written: of whole characters, of which none is the null that ends a text elsewhere."""
    try:
        return isinstance(value, str) and "\0" not in value and bool(value.encode() or True)
    except UnicodeEncodeError:
        return False


def names(expected: str, fits: Callable[[Any], object] = lambda value: isinstance(value, str)) -> Check:
    """Several names, as a list, so that they can be looked at more than once."""

    def check(name: str, value: Any) -> Any:
        if isinstance(value, Iterable) and not isinstance(value, str | bytes):
            value = list(value)
            if all(map(fits, value)):
                return value
        raise unfit(name, value, expected)

    return check


def path(expected: str) -> Check:
    """A path as a text, bytes or an object that stands for one; bytes become the text that the system means."""

    def check(name: str, value: Any) -> Any:
        if isinstance(value, str | bytes | os.PathLike):
            text = os.fsdecode(value)
            if "\0" not in text:
                return text if isinstance(value, bytes) or isinstance(os.fspath(value), bytes) else value
        raise unfit(name, value, expected)

    return check


def _index(name: str, value: Any) -> int:
    try:
        if not isinstance(value, bool):
            return operator.index(value)
    except TypeError:
        pass
    raise unfit(name, value, Words("a number (int)", "bilangan (int)"))


A_RULE_SET: Final = Words(
    "a rule set, as nk.load(path) or nk.bundled(name) gives it",
    "kumpulan aturan, seperti yang diberikan nk.load(path) atau nk.bundled(nama)",
)
TEXT: Final = instance(str, Words("a text (str)", "teks (str)"))
FLAG: Final = instance(bool, "True | False")
NUMBER: Final[Check] = _index
PATH: Final = path(Words("the path of a file", "path sebuah berkas"))
CALLABLE: Final = that(callable, Words("a function", "sebuah fungsi"))
A_MAPPING: Final = instance(Mapping, Words("a mapping (dict)", "pemetaan (dict)"))


def _assumed(name: str, value: Any) -> Any:
    """Only types are told: what is assumed may be personal."""
    kind = type(value).__qualname__
    odd = [key for key in value if not isinstance(key, str)] if isinstance(value, Mapping) else []
    if isinstance(value, Mapping) and not odd:
        return value
    read = f"{kind}[{type(odd[0]).__qualname__}]" if odd else kind
    expected = Words("a mapping of names of facts to values", "pemetaan (dict) nama fakta ke nilainya")
    raise ArgumentError([problem("NK538", Place(path=name), name=name, read=read, expected=expected)])


ASSUMED: Final[Check] = _assumed
