"""What profiles and permits share: pydantic models that are filled by the one door and can never be half right.

Pydantic gives the types, the JSON schema and the serialization; it does not validate the fields, because the door does, and
two readers of one value would be two meanings.
"""

from abc import abstractmethod
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Self, cast

from pydantic import BaseModel, ConfigDict, ValidationError, model_validator
from pydantic.functional_validators import ModelWrapValidatorHandler
from pydantic_core import InitErrorDetails, PydanticCustomError

from naikkelas.ikm.findings import HIDDEN, Refusal
from naikkelas.ikm.persons import names_person
from naikkelas.problems import Problem


class _Hidden:
    """Stands for a personal value where an object is printed."""

    def __repr__(self) -> str:
        return HIDDEN


_HIDDEN = _Hidden()


def validation_error(title: str, refusal: Refusal) -> ValidationError:
    """The problems as pydantic's exception: ``type`` is our code, ``loc`` the path, and no input is shown."""
    errors = [
        InitErrorDetails(
            type=PydanticCustomError(cast("Any", found.problem.code), cast("Any", _sentence(found.problem))),
            loc=found.loc,
            input=found.problem.slots.get("read", HIDDEN),
        )
        for found in refusal.found
    ]
    return ValidationError.from_exception_data(title, errors, hide_input=True)


def _frozen(model: BaseModel, name: str) -> ValidationError:
    """What pydantic says of a change, without the value: its own error shows that, personal or not."""
    error = InitErrorDetails(type="frozen_instance", loc=(name,), input=HIDDEN)
    return ValidationError.from_exception_data(type(model).__name__, [error], hide_input=True)


def _sentence(problem: Problem) -> str:
    advice = problem.advice()
    return f"{problem.message()}; {advice}" if advice else problem.message()


class Admitted(BaseModel):
    """A model that is filled by the door. Immutable; two are equal when they were given the same.

    Raises:
        pydantic.ValidationError: with one line for each problem; ``type`` is its code.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True, protected_namespaces=())

    if not TYPE_CHECKING:  # type checkers see the fields

        def __init__(self, /, **data: Any) -> None:
            self._fill(data)

        def __setattr__(self, name: str, value: object) -> None:
            raise _frozen(self, name)

        def __delattr__(self, name: str) -> None:
            raise _frozen(self, name)

    @classmethod
    def _from(cls, raw: object) -> Self:
        made = cls.__new__(cls)
        made._fill(raw)
        return made

    @model_validator(mode="wrap")
    @classmethod
    def _enter(cls, value: Any, _: ModelWrapValidatorHandler[Self]) -> Self:
        return value if isinstance(value, cls) and value._is_read else cls._from(value)

    @abstractmethod
    def _fill(self, raw: object) -> None:
        """Reads ``raw`` and sets every attribute, or raises."""
        ...

    def _put(self, values: dict[str, Any], fields_set: set[str], private: dict[str, Any]) -> None:
        put = object.__setattr__
        put(self, "__dict__", values)
        put(self, "__pydantic_fields_set__", fields_set)
        put(self, "__pydantic_extra__", None)
        put(self, "__pydantic_private__", private)

    @property
    def _is_read(self) -> bool:
        """False for what ``model_construct`` made: it never came through the door."""
        return bool(self.__pydantic_private__)

    @abstractmethod
    def given(self) -> dict[str, Any]:
        """What was given, as plain data (for JSON or YAML) that the door reads back to the same."""
        ...

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """A copy with changes, read anew: what followed from the old values does not stay. ``None`` makes a value missing; ``deep`` changes nothing."""
        return self if self._is_read and not update else self._from({**self.given(), **(update or {})})

    def copy(self, *, include: Any = None, exclude: Any = None, update: dict[str, Any] | None = None, deep: bool = False) -> Self:
        """Pydantic's old name of :meth:`model_copy`; reads anew like it."""
        kept = {name: value for name, value in self.given().items() if (include is None or name in include) and name not in (exclude or ())}
        return self._from({**kept, **(update or {})})

    def __copy__(self) -> Self:
        return self if self._is_read else super().__copy__()

    def __deepcopy__(self, memo: dict[int, Any] | None = None) -> Self:
        return self if self._is_read else super().__deepcopy__(memo)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Admitted) or type(self) is not type(other):
            return NotImplemented
        return self.__dict__ == other.__dict__ and self._derived == other._derived

    def __hash__(self) -> int:
        return hash((type(self), *self.__dict__.values()))

    @property
    def _derived(self) -> frozenset[str]:
        """The fields that were not given but follow from others."""
        return frozenset()

    @abstractmethod
    def _is_personal(self, name: str) -> bool:
        """True when the value of a field names a person."""
        ...

    def __repr_args__(self) -> Iterator[tuple[str | None, Any]]:
        for name, value in self.__dict__.items():
            if value is not None and value != ():
                hidden = self._is_personal(name) or (isinstance(value, str) and names_person(value))
                yield name, _HIDDEN if hidden else value
