"""durable-rules, used in the only way that it can be trusted: no threads, no clock, facts and not events, one session.

Tried with durable-rules 2.0.28. Its host starts a dispatcher thread that crashes sessions that others use: ours does not. Its
loop over actions reads the wall clock and stops without a word when that jumps, and turns whatever an action raises into a
note in the session: ours only writes down which rule fired. An event is gone after the first rule that it meets, so every
message is a fact, and its session is deleted at once. Whatever is not exactly as expected ends the host.
"""

from collections.abc import Sequence
from typing import Any, Final

from naikkelas.engines.durable.expressions import Test
from naikkelas.engines.durable.network import Node
from naikkelas.engines.durable.shards import SEEN, Shard
from naikkelas.extras import need

_SESSION: Final = "1"
_MESSAGE: Final = "m"
_LARGE: Final = 2**62
_LONGEST_CAUSE: Final = 300


class HostFailureError(Exception):
    """durable-rules did something that it should not; what it holds is not to be used again."""


class Rules:
    """Some shards, compiled. Not to be used by two threads at once, nor copied: the C library keeps what it holds.

    Raises:
        MissingExtraError: where durable-rules is not installed (NK507) or cannot be imported (NK508).
        HostFailureError: when durable-rules refuses the rules.
    """

    def __init__(self, shards: Sequence[Shard]) -> None:
        self.shards = tuple(shards)
        engine = need("durable.engine", "durable")
        self._native: Any = need("durable_rules_engine", "durable")
        self._errors = (self._native.error, engine.MessageNotHandledException, engine.MessageObservedException)
        self._fired: list[str] = []
        self._host: Any = _quiet_host(engine)()
        kind = _quiet_rule_set(engine, self._native, self._fired)
        try:
            for number, shard in enumerate(self.shards):
                self._host.add(_name(number), kind(_name(number), self._host, _with_actions(shard)))
        except self._errors as error:
            raise HostFailureError(str(error)) from error

    def ask(self, number: int, message: dict[str, int]) -> list[str]:
        """The rules of a shard that fire for a message, each once, in the order in which they fired.

        Raises:
            HostFailureError: when anything is not as it should be; the rules must then be given up with ``abandon``.
        """
        self._fired.clear()
        name = _name(number)
        try:
            state = self._host.assert_fact(name, {"id": _MESSAGE, "sid": _SESSION, **message})
            if not isinstance(state, dict) or "exception" in state or SEEN not in self._fired:
                raise HostFailureError(f"the session ended as {state}"[:_LONGEST_CAUSE])
            if len(self._fired) > self.shards[number].budget:
                raise HostFailureError(f"{len(self._fired)} firings for one message")
            self._host.delete_state(name, _SESSION)
        except self._errors as error:
            raise HostFailureError(f"{type(error).__name__} {error}"[:_LONGEST_CAUSE]) from error
        return [fired for fired in dict.fromkeys(self._fired) if fired != SEEN]

    def close(self) -> None:
        """Gives the memory back; once is enough."""
        host, self._host = self._host, None
        for number in range(len(self.shards) if host is not None else 0):
            self._native.delete_ruleset(host.get_ruleset(_name(number))._handle)

    def abandon(self) -> None:
        """Never touches the library again: what it holds after a failure cannot be freed safely."""
        self._host = None


def _name(number: int) -> str:
    return f"s{number}"


def _with_actions(shard: Shard) -> dict[str, Any]:
    """The definition of a shard with the action that durable-rules wants of every rule; the loop below never runs it."""

    def nothing(_: object) -> None:
        """Our loop writes down that the rule fired."""

    return {name: {**rule, "run": nothing} for name, rule in shard.definition().items()}


def _quiet_host(engine: Any) -> Any:
    """The host without its dispatcher thread."""

    class QuietHost(engine.Host):  # type: ignore[misc]
        def _run(self) -> None:
            """Nothing runs beside the caller."""

        def add(self, name: str, rules: Any) -> None:
            """Takes a rule set that is compiled already."""
            self._ruleset_directory[name] = rules

    return QuietHost


def _quiet_rule_set(engine: Any, native: Any, fired: list[str]) -> Any:
    """The rule set with a loop over what is to be done that writes it down, and nothing else."""

    class QuietRuleset(engine.Ruleset):  # type: ignore[misc]
        def _flush_actions(self, state: Any, result_container: dict[str, Any], state_offset: int, complete: Any) -> None:
            name = next(iter(result_container["message"]))
            while name:
                fired.append(name)
                following = native.complete_and_start_action(self._handle, state_offset)
                name = following.split('"', 2)[1] if following else ""
            complete(None, state)

    return QuietRuleset


def tells_large_numbers_apart() -> bool:
    """Whether whole numbers of 63 bits are compared exactly: not so where C's ``long`` has 32 bits."""
    shard, key = Shard(), ("always", _LARGE)
    shard.add(Node(0, "part", 0, "", 0), (("met", Test(key, ">=", _LARGE)), ("not_met", Test(key, "<", _LARGE))))
    rules = Rules([shard])
    (name,) = (name for each, name in shard.names.items() if each == key)
    found = [rules.ask(0, {"one": 1, name: _LARGE + step}) for step in (0, -1)]
    rules.close()
    return found == [["part|0|met"], ["part|0|not_met"]]
