"""A mapping that does not change, and goes where a dict goes: to other processes, into copies, into ``dataclasses.asdict`` and JSON."""

from typing import Any, NoReturn, TypeVar

__all__ = ["FrozenDict"]

K = TypeVar("K")
V = TypeVar("V")


class FrozenDict(dict[K, V]):
    """A dict whose methods do not change it: they raise ``TypeError``. ``dict(frozen)`` and ``frozen | {...}`` are ordinary dicts.

    What ``types.MappingProxyType`` is not: it can be pickled and copied, and it holds what it was made of, not what that becomes.
    """

    __slots__ = ()

    def _refuse(self, *args: object, **names: object) -> NoReturn:
        raise TypeError(f"{type(self).__name__} cannot be changed; dict(...) makes one that can")

    __setitem__ = __delitem__ = __ior__ = clear = pop = popitem = setdefault = update = _refuse

    def __reduce__(self) -> tuple[Any, ...]:
        return (type(self), (dict(self),))
