"""The floors of the house: which module may import which, and the other rules that a linter does not know.

Run as `python -m tests.house.floors`. It reads the source with `ast` and imports nothing of it.
"""

import ast
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

PACKAGE = "naikkelas"
ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / PACKAGE

MOST_LINES_OF_A_FILE = 499
MOST_LINES_OF_A_FUNCTION = 60


@dataclass(frozen=True)
class Floor:
    """Modules and packages that stand side by side, and what they are for. The package itself is called `__init__`."""

    names: tuple[str, ...]
    purpose: str


#: From the top down. A module imports from the floors below its own, or from its own.
FLOORS: tuple[Floor, ...] = (
    Floor(("cli", "__main__"), "The command line: reads options, calls one function, prints; the only floor with a clock."),
    Floor(("web",), "Pages for people: reports and the playground."),
    Floor(("journeys",), "Events over time, on durable-rules."),
    Floor(("authoring",), "What a rule author uses: check, test, coverage, verify, diff, docs, schema."),
    Floor(("batch",), "Tables: read, clean, score, write."),
    Floor(("__init__",), "The list of public names, and nothing else."),
    Floor(("loading",), "The way in: rule sets from files, text, the library's own, and folders of versions."),
    Floor(("cohorts",), "Places in a cohort: who is in, who could still enter, who waits."),
    Floor(("rules",), "The public face of a rule set: decide with it."),
    Floor(("engines",), "Ways to evaluate a condition tree, each with the same meaning."),
    Floor(("decision",), "The decision that a caller holds."),
    Floor(("explain",), "Results to sentences, in both languages and three formats."),
    Floor(("results",), "Outcomes, statuses and comparisons that mattered, as plain data."),
    Floor(("ruleset",), "YAML to a linked rule set: reader, document, linker, library."),
    Floor(("ikm",), "The domain: profiles, permits, regions, rupiah, Indonesian dates."),
    Floor(("conditions", "folding", "scores"), "The condition tree that every engine shares, how its dates fold and its scorecards count."),
    Floor(("values", "snapshot"), "Canonical values: reading one by its type, and what was read of a profile."),
    Floor(("slips",), "What people write instead of a value, and what they probably meant."),
    Floor(("calendar",), "Month arithmetic, done once per as-of date."),
    Floor(("facts", "ranges", "logic"), "What facts are, how imprecise values travel, and Kleene logic."),
    Floor(
        ("problems", "extras", "arguments"),
        "One class for everything that can be wrong; optional packages and arguments of calls, looked at where they are used.",
    ),
    Floor(
        ("problem_texts", "likeness", "version"), "What every problem code says; names that mean the opposite of each other; the version."
    ),
    Floor(("frozen",), "A dict that does not change."),
)

#: The rooms of a floor that has many, from the top down, as FLOORS is: by the part of a module's name behind that of its floor.
ROOMS: dict[str, tuple[Floor, ...]] = {
    "batch": (
        Floor(("__init__",), "The list of what tables offer."),
        Floor(("cohort", "comparison"), "Places in a cohort; this month's result beside last month's."),
        Floor(("score",), "A table in, the same table out with decisions."),
        Floor(("columnar",), "Many rows at a time, decided in columns."),
        Floor(("written", "scored_table"), "Results as files, and results read again."),
        Floor(("rows",), "One row: to a profile, a decision and words; and many of them in sum."),
        Floor(("columns",), "Which column is which fact, and how its cells are read."),
        Floor(("files",), "Files of every form as tables."),
        Floor(("header",), "Where the titles are, and how far each of them holds."),
        Floor(("blocks", "table", "arguments"), "What a table is: columns, rows, and rows in blocks; what calls about them take."),
        Floor(("wording", "read_before"), "What a text in a table says by itself."),
        Floor(("cells",), "Cells of any file as texts."),
    ),
}

#: Reading the clock. Durations (`time.monotonic`, `time.perf_counter`) are not among them: they decide nothing.
CLOCK_METHODS = frozenset({"today", "now", "utcnow"})
CLOCK_FUNCTIONS = frozenset({"time", "time_ns", "localtime", "gmtime", "ctime", "asctime", "strftime"})
CLOCK_FLOORS = frozenset({"cli"})


@dataclass(frozen=True, order=True)
class Violation:
    path: str
    line: int
    rule: str
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.rule}: {self.message}"


@dataclass
class Module:
    name: str
    path: Path
    shown_path: str
    text: str
    tree: ast.Module
    imports: list[tuple[str, int]] = field(default_factory=list)
    nodes: list[ast.AST] = field(init=False)  # every rule asks all of them

    def __post_init__(self) -> None:
        self.nodes = list(ast.walk(self.tree))

    @property
    def floor_name(self) -> str:
        """The part of the name that stands in FLOORS."""
        parts = self.name.split(".")
        return parts[1] if len(parts) > 1 else "__init__"

    def violation(self, line: int, rule: str, message: str) -> Violation:
        return Violation(self.shown_path, line, rule, message)


def read_modules(source: Path = SOURCE, package: str = PACKAGE) -> dict[str, Module]:
    """Every module under `source`, by its dotted name, with its imports from within the package."""
    modules: dict[str, Module] = {}
    for path in sorted(source.rglob("*.py")):
        relative = path.relative_to(source)
        parts = relative.parts[:-1] if relative.name == "__init__.py" else relative.with_suffix("").parts
        text = path.read_text(encoding="utf-8")
        name = ".".join((package, *parts))
        modules[name] = Module(name, path, str(Path(package) / relative), text, ast.parse(text, str(path)))
    for module in modules.values():
        module.imports = sorted(set(_imports(module, modules, package)))
    return modules


def _imports(module: Module, modules: dict[str, Module], package: str) -> Iterator[tuple[str, int]]:
    """What a module imports from the package, wherever in it the import stands, and its line."""
    for node in module.nodes:
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = _absolute(module, node)
            members = [f"{base}.{alias.name}" for alias in node.names]
            names = [member if member in modules else base for member in members]
        elif isinstance(node, ast.Call):
            names = _dynamic_import(node)
        else:
            continue
        yield from ((name, node.lineno) for name in names if name == package or name.startswith(f"{package}."))


def _absolute(module: Module, node: ast.ImportFrom) -> str:
    if not node.level:
        return node.module or ""
    parts = module.name.split(".")
    up = node.level - (module.path.name == "__init__.py")
    base = parts[: len(parts) - up]
    return ".".join([*base, node.module] if node.module else base)


def _dynamic_import(node: ast.Call) -> list[str]:
    """`import_module("...")` and `__import__("...")`."""
    called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    if called not in {"import_module", "__import__"}:
        return []
    return [arg.value for arg in node.args[:1] if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]


def check_floors(modules: dict[str, Module], floors: Sequence[Floor] = FLOORS) -> Iterator[Violation]:
    """A module stands on a floor, and in a room where its floor has some, and imports only from its own or from below."""
    yield from _check_heights(modules, PACKAGE, floors)
    for module in modules.values():
        yield from (
            module.violation(line, "floor", f"imports {target}, which does not exist")
            for target, line in module.imports
            if target not in modules
        )
    for floor, rooms in ROOMS.items():
        yield from _check_heights(modules, f"{PACKAGE}.{floor}", rooms)


def _check_heights(modules: dict[str, Module], package: str, floors: Sequence[Floor]) -> Iterator[Violation]:
    """The modules of one package, by the part of their names behind the package's."""
    height = {name: -depth for depth, floor in enumerate(floors) for name in floor.names}
    for module in modules.values():
        own = _part(module.name, package)
        if own is None:
            continue
        if own not in height:
            yield module.violation(1, "floor", f"'{own}' stands on no floor; add it to FLOORS or ROOMS in tests/house/floors.py")
            continue
        for target, line in module.imports:
            other = _part(target, package)
            if target in modules and other is not None and height.get(other, height[own]) > height[own]:
                yield module.violation(line, "floor", f"imports {target} from a floor above '{own}'")


def _part(name: str, package: str) -> str | None:
    """The first part of a module's name behind its package's; None for a module of another package."""
    if name == package:
        return "__init__"
    return name.removeprefix(f"{package}.").split(".")[0] if name.startswith(f"{package}.") else None


def check_cycles(modules: dict[str, Module]) -> Iterator[Violation]:
    """No module imports itself by way of others. One cycle is told at a time."""
    graph = {name: {target for target, _ in module.imports if target in modules} for name, module in modules.items()}
    for name in [name for name, targets in graph.items() if name in targets]:
        yield modules[name].violation(1, "cycle", f"{name} imports itself")
        graph[name].discard(name)
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        cycle: list[str] = error.args[1][::-1]
        yield modules[cycle[0]].violation(1, "cycle", " imports ".join(cycle))


def check_sizes(modules: dict[str, Module]) -> Iterator[Violation]:
    """Files under 500 lines, functions of at most 60; a signature without a body, for type checkers, is a list and no function."""
    for module in modules.values():
        lines = len(module.text.splitlines())
        if lines > MOST_LINES_OF_A_FILE:
            yield module.violation(1, "size", f"{lines} lines; at most {MOST_LINES_OF_A_FILE}")
        for node in module.nodes:
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and not _is_signature(node):
                lines = (node.end_lineno or node.lineno) - node.lineno + 1
                if lines > MOST_LINES_OF_A_FUNCTION:
                    yield module.violation(node.lineno, "size", f"{node.name} has {lines} lines; at most {MOST_LINES_OF_A_FUNCTION}")


def _is_signature(function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    (first, *others) = function.body
    return not others and isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and first.value.value is ...


def check_swallowing(modules: dict[str, Module]) -> Iterator[Violation]:
    """No broad `except` that does nothing, and no `suppress(Exception)`."""
    for module in modules.values():
        for node in module.nodes:
            if isinstance(node, ast.ExceptHandler) and _is_broad(node.type) and all(_does_nothing(step) for step in node.body):
                yield module.violation(node.lineno, "swallow", "a broad except that does nothing hides mistakes")
            if isinstance(node, ast.Call) and _last_name(node.func) == "suppress" and any(_is_broad(arg) for arg in node.args):
                yield module.violation(node.lineno, "swallow", "suppress() of every exception hides mistakes")


def _is_broad(node: ast.expr | None) -> bool:
    if isinstance(node, ast.Tuple):
        return any(_is_broad(element) for element in node.elts)
    return node is None or _last_name(node) in {"Exception", "BaseException"}


def _does_nothing(step: ast.stmt) -> bool:
    return isinstance(step, ast.Pass | ast.Continue) or (isinstance(step, ast.Expr) and isinstance(step.value, ast.Constant))


def _last_name(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")


def check_clocks(modules: dict[str, Module]) -> Iterator[Violation]:
    """Only the command line knows what day it is; everyone else is told."""
    for module in modules.values():
        if module.floor_name in CLOCK_FLOORS:
            continue
        aliases = (alias for node in module.nodes if isinstance(node, ast.Import) for alias in node.names)
        time_names = {alias.asname or alias.name for alias in aliases if alias.name == "time"}
        for node in module.nodes:
            read = _clock_read(node, time_names)
            if read:
                yield module.violation(getattr(node, "lineno", 1), "clock", f"{read} reads the clock; take the date as an argument")


def _clock_read(node: ast.AST, time_names: set[str]) -> str | None:
    if isinstance(node, ast.Attribute):
        if node.attr in CLOCK_METHODS:
            return f".{node.attr}"
        if node.attr in CLOCK_FUNCTIONS and isinstance(node.value, ast.Name) and node.value.id in time_names:
            return f"time.{node.attr}"
    if isinstance(node, ast.ImportFrom) and node.module == "time" and not node.level:
        return next((f"time.{alias.name}" for alias in node.names if alias.name in CLOCK_FUNCTIONS), None)
    return None


def check_export_list(modules: dict[str, Module], package: str = PACKAGE) -> Iterator[Violation]:
    """The package's own module lists exports and where they live, and imports each when it is first asked for."""
    module = modules.get(package)
    for step in module.tree.body if module else ():
        if not _is_export(step, package):
            assert module is not None
            yield module.violation(step.lineno, "export", "the package's __init__ is a list of exports; move this to a module")


_EXPORT_NAMES = frozenset({"__all__", "__version__", "_HOMES"})
_EXPORT_FUNCTIONS = frozenset({"__getattr__", "__dir__"})


def _is_export(step: ast.stmt, package: str) -> bool:
    if isinstance(step, ast.Expr):
        return isinstance(step.value, ast.Constant)
    if isinstance(step, ast.If):
        return _last_name(step.test) == "TYPE_CHECKING" and all(_is_export(inner, package) for inner in step.body)
    if isinstance(step, ast.FunctionDef):
        return step.name in _EXPORT_FUNCTIONS
    if isinstance(step, ast.ImportFrom):
        return step.level > 0 or (step.module or "").split(".")[0] in {package, "typing", "importlib"}
    if isinstance(step, ast.AnnAssign):
        return _last_name(step.target) in _EXPORT_NAMES
    return isinstance(step, ast.Assign) and all(_last_name(target) in _EXPORT_NAMES for target in step.targets)


def check(source: Path = SOURCE) -> list[Violation]:
    """Every violation of every rule, by file and line."""
    modules = read_modules(source)
    by_module = (check_floors, check_cycles, check_sizes, check_swallowing, check_clocks, check_export_list)
    return sorted(violation for rule in by_module for violation in rule(modules))


def main() -> int:
    """Print the violations; 1 when there are any."""
    violations = check()
    for violation in violations:
        print(f"src/{violation}")
    return 1 if violations else 0


if __name__ == "__main__":
    sys.exit(main())
