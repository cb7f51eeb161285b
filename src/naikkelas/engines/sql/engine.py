"""One SELECT that decides every row of a table."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final

from naikkelas.engines.frames.arguments import asked
from naikkelas.engines.frames.door import ANY_FLOAT, HIGH, LOW, READ_FROM, Column, TableDoor
from naikkelas.engines.frames.given import Given, Options, fact_types, is_day, repeated
from naikkelas.engines.frames.graph import Graph, Node
from naikkelas.engines.frames.parts import assumed_column
from naikkelas.engines.frames.stages import plan
from naikkelas.engines.frames.support import refusals
from naikkelas.engines.frames.verdict import Dates, output_names, verdict
from naikkelas.engines.sql.dialects import DIALECTS, Dialect
from naikkelas.engines.sql.writer import RARE, SqlWriter
from naikkelas.facts import Fact, FactType, Kind
from naikkelas.problems import EvaluationError, Place, Problem, problem, shown, suggestion
from naikkelas.ruleset.model import LinkedRuleSet

_FAMILIES: Final = {kind: families[0] for kind, families in READ_FROM.items()} | {Kind.NUMBER: ANY_FLOAT}


def to_sql(
    linked: LinkedRuleSet,
    catalogue: Mapping[str, Fact],
    dialect: str,
    options: Options,
    *,
    table: str = "profiles",
    columns: Iterable[str] | None = None,
) -> str:
    """The text of the SELECT. See :meth:`naikkelas.rules.RuleSet.to_sql`."""
    columns = asked(table=table, columns=columns)["columns"]
    written = next((each for name, each in DIALECTS.items() if name == dialect), None)
    if written is None:
        close = suggestion(str(dialect), DIALECTS)
        hint = "did_you_mean" if close else None
        raise EvaluationError([problem("NK533", hint=hint, name=shown(dialect), expected=", ".join(DIALECTS), suggestion=close or "")])
    if not is_day(options.as_of):
        raise EvaluationError([problem("NK504", Place(path="as_of"), name="as_of", read=shown(repr(options.as_of)))])
    types = fact_types(linked)
    absent = options.allow_missing if isinstance(options.allow_missing, frozenset) else frozenset()
    names = [name for name in types if name not in absent and name not in (options.assume or {})] if columns is None else list(columns)
    if twice := repeated(names, str.lower if written.ignores_case else str):
        raise EvaluationError(twice)
    given = Given(
        linked, catalogue, {name: _column(name, catalogue, written) for name in names}, options, ignores_case=written.ignores_case
    )
    given.note_unreadable()
    given.problems += refusals(linked)
    given.problems += _too_long([*names, *output_names(linked, options.prefix, bool(given.assumed))], written)
    if given.errors:
        raise EvaluationError(given.errors)
    dates = Dates((options.as_of,), options.rules_as_of)
    if late := dates.problems(linked):
        raise EvaluationError(late)
    return _select(linked, given, written, dates, table)


def _too_long(names: Iterable[str], dialect: Dialect) -> list[Problem]:
    """The names that the dialect would cut (NK537): two could become one, and a result column would not be called as told."""
    most = dialect.longest
    found = [(name, len(name.encode())) for name in names]
    slots = {"dialect": dialect.name, "expected": most}
    return [
        problem("NK537", Place(path=name), "shorter_name", name=name, read=size, **slots)
        for name, size in found
        if most is not None and size > most
    ]


def _column(name: str, catalogue: Mapping[str, Fact], dialect: Dialect) -> Column:
    base = name.removesuffix(LOW).removesuffix(HIGH)
    kind: FactType | None = catalogue[base].type if base in catalogue else None
    family = "other" if kind is None else _FAMILIES[kind.kind]
    if family == ANY_FLOAT and not dialect.typed:  # all its numbers have 64 bits
        family = "float"
    return Column(name, family, typed=family in dialect.certain, turned=dialect.typed)


def _select(linked: LinkedRuleSet, given: Given, dialect: Dialect, dates: Dates, table: str) -> str:
    graph = Graph()
    door = TableDoor(graph, given.types, given.sources, given.assumed)
    made: dict[str, Node] = {name: assumed_column(graph, value, given.types[name]) for name, value in given.assumed.items()}
    made |= verdict(linked, graph, door, dates, given.options.prefix)
    prefix = "nk_tmp_"
    while any(name.lower().startswith(prefix) for name in (*given.columns, *made)):
        prefix += "_"
    stages = plan(made.values(), prefix, RARE, stops_early=True)
    writer = SqlWriter(dialect, stages)
    named = dialect.identifier
    carried = [named(name) for name in given.columns]
    source, steps = ".".join(map(named, table.split("."))), []
    for number, step in enumerate(stages.steps):
        columns = [*carried, *(f"{writer.make(node)} AS {named(stages.names[node.number])}" for node in step)]
        name = named(f"{prefix}step_{number}")
        steps.append(f"{name} AS{dialect.keeps} (\n  SELECT {_listed(columns)}\n  FROM {source}\n)")  # noqa: S608 - quoted parts only
        carried += [named(stages.names[node.number]) for node in step]
        source = name
    outputs = [*map(named, given.columns), *(f"{writer.read(node)} AS {named(name)}" for name, node in made.items())]
    head = f"-- {linked.name} {_one_line(linked.version)}, {_said(dates)}\n"
    steps_text = f"WITH {', '.join(steps)}\n" if steps else ""
    return f"{head}{steps_text}SELECT {_listed(outputs)}\nFROM {source}\n"


def _listed(columns: Iterable[str]) -> str:
    return ",\n    ".join(columns)


def _one_line(text: str) -> str:
    """A text that cannot end the comment it stands in."""
    return "".join(c if c.isprintable() else " " for c in text)


def _said(dates: Dates) -> str:
    day: date = dates.days[0]
    return f"as of {day.isoformat()}" + (f", rules of {dates.rules_as_of.isoformat()}" if dates.rules_as_of else "")
