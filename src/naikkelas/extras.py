"""Optional packages: imported at the point of use, with an error that says what to install."""

from importlib import import_module
from types import ModuleType
from typing import Final

from naikkelas.problems import MissingExtraError, Problem, shown

_LONGEST_CAUSE: Final = 400

#: What stands in the error of an import that has a known cure, and the hint that says it.
_CURES: Final = {"PyEval_CallObject": "rebuild_durable"}


def need(module: str, extra: str) -> ModuleType:
    """The module ``module`` (its full dotted name), which the extra ``extra`` of this library brings.

    Raises:
        MissingExtraError: when it is not installed (NK507), or is installed and cannot be imported (NK508, which says why).
    """
    try:
        return import_module(module)
    except Exception as error:  # a foreign package may fail in any way while it is imported
        raise MissingExtraError([_reason(error, module, extra)]) from error


def _reason(error: Exception, module: str, extra: str) -> Problem:
    name = module.partition(".")[0]
    slots = {"name": name, "extra": extra}
    if isinstance(error, ModuleNotFoundError) and error.name == name:
        return Problem("NK507", slots=slots, hint="install_extra")
    cause = shown(f"{type(error).__name__}: {error}", _LONGEST_CAUSE)
    cure = next((hint for sign, hint in _CURES.items() if sign in str(error)), "install_extra_again")
    return Problem("NK508", slots=slots | {"read": cause}, hint=cure)
