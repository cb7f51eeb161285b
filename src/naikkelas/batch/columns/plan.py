"""Which columns a scoring run reads and how: a mapping held against the table and the rules, with everything that does not fit."""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from naikkelas.batch.columns.cell_reading import Reader, reader_of
from naikkelas.batch.columns.date_orders import looked_for, with_orders
from naikkelas.batch.columns.digits import with_digits
from naikkelas.batch.columns.left_out import left_out
from naikkelas.batch.columns.mapping import ColumnMapping, Use
from naikkelas.batch.columns.proposing import mapping_of, propose_columns
from naikkelas.batch.columns.uses import WORKERS, gives, use_title
from naikkelas.batch.table import Column, Table, TableError, closest
from naikkelas.batch.wording.legends import hint_of
from naikkelas.facts import Fact, Kind
from naikkelas.ikm.catalogue import FACTS, PERMIT_KINDS
from naikkelas.ikm.dates import EXCEL_ZERO
from naikkelas.ikm.findings import spellings
from naikkelas.ikm.messy import read_messy
from naikkelas.problems import Place, Problem, ProfileError, Words, problem, suggestion
from naikkelas.rules import RuleSet
from naikkelas.ruleset.given import may_be_given


@dataclass(frozen=True, slots=True)
class UsedColumn:
    """A column that is read: what for, and the function that reads its cells."""

    column: Column
    use: Use
    fact: Fact | None
    read: Reader


@dataclass(frozen=True, slots=True)
class ReadingPlan:
    """What is read of every row. ``unused`` are the columns that are only copied; ``problems`` are warnings.

    ``unread`` are those of them that surely are facts, but none that the rules read: their cells are looked at only when that is asked
    for, and then they are ``checked``.
    """

    used: tuple[UsedColumn, ...]
    unused: tuple[Column, ...]
    problems: tuple[Problem, ...]
    missing: tuple[str, ...]
    unread: tuple[UsedColumn, ...] = ()
    checked: tuple[UsedColumn, ...] = ()


def plan_of(
    table: Table, rules: RuleSet, mapping: ColumnMapping | None, assume: Mapping[str, Any], *, check_unused: bool = False
) -> ReadingPlan:
    """How the table is read for these rules. Without a mapping, what is sure is used.

    Raises:
        TableError: when the mapping does not fit the table or the rules (NK461 to NK463, NK477), or nothing is left (NK465).
    """
    chosen = mapping or mapping_of(propose_columns(table, rules.catalogue), table)
    errors = [*_unknown(chosen, table, rules.catalogue), *_no_facts(assume, rules)]
    if errors:
        raise TableError([*errors, *_unreadable(assume, rules)])
    read, warnings, used, unread = needed(rules), list(_lone_months(chosen, rules.catalogue)), [], []
    mapped = frozenset(use.name for use in chosen.columns.values())
    uses: dict[Column, Use | None] = {
        column: chosen.columns.get(column.name) or _by_name(column, rules.catalogue, mapped) for column in table.columns
    }
    uses = uses if mapping is None else with_orders(table, with_digits(table, uses, rules.catalogue), rules.catalogue)
    looked_at = {column: use for column, use in uses.items() if use is not None and use.sure and (check_unused or _is_needed(use, read))}
    for column, use in {**uses, **looked_for(table, looked_at)}.items():
        if use is None or use.role == "ignore":
            continue
        if not _is_needed(use, read):
            if use.sure:
                fact = rules.catalogue.get(use.name)
                unread.append(UsedColumn(column, use, fact, reader_of(use, fact)))
            continue
        if not use.sure:
            place = use.place if use.place.file else table.place(column=column)
            hint = "delete_unsure" if mapping is not None else "confirm_in_mapping" if use.legend is None else hint_of(use.turned)
            row = {} if use.legend is None else {"row": use.legend}
            title = use_title(use, rules.catalogue.get(use.name))
            warnings.append(problem("NK464", place, hint, read=column.name, name=Words(title.en, title.id), **row))
            continue
        fact = rules.catalogue.get(use.name)
        used.append(UsedColumn(column, use, fact, reader_of(use, fact)))
    names = {each.column.name for each in used}
    given = {name for each in used for name in gives(each.use)} | set(assume)
    asked = dict.fromkeys(name for unit in reversed(rules.linked.units()) for name in unit.facts)
    missing = tuple(name for name in asked if name not in given)
    if mapping is not None:
        named = {column for column, use in uses.items() if use is not None}
        warnings += left_out(table, rules, named, read - given)
    errors = [*_rivals(used, table), *_assumed_twice(used, assume, table)]
    if not used and not errors:
        errors = [_nothing(table, rules, mapping, warnings), *warnings]
    if errors:
        raise TableError([*errors, *_unreadable(assume, rules)])
    unused = tuple(c for c in table.columns if c.name not in names)
    others = tuple(unread)
    return ReadingPlan(tuple(used), unused, tuple(warnings), missing, others, others if check_unused else ())


def _nothing(table: Table, rules: RuleSet, mapping: ColumnMapping | None, warnings: Sequence[Problem]) -> Problem:
    """That no column can be used, and what to do about it."""
    hint = "confirm_in_mapping" if mapping is None else "name_in_mapping"
    if mapping is None and not warnings and table.header_row is not None:
        hint = "no_column_known" if table.delimiter is not None else "no_column_known_in_sheet"
    return problem("NK465", Place(table.file), hint, name=rules.name, row=table.header_row or "")


def facts_read(rules: RuleSet) -> frozenset[str]:
    """The facts that can change a decision: those the rules read, other rule sets they ask included, and derived ones that may be given."""
    return frozenset(name for unit in rules.linked.units() for name in unit.facts) | may_be_given(rules.linked).keys()


def needed(rules: RuleSet) -> frozenset[str]:
    """The facts that can change a decision, and those from which the door works them out."""
    made = set(facts_read(rules))
    if "workers" in made:
        made |= set(WORKERS)
    if any(name.startswith("pirt_") for name in made):
        made.add("pirt_number")
    return frozenset(made)


def _is_needed(use: Use, names: frozenset[str]) -> bool:
    if use.role == "permits":
        return any(f"{kind}_{part}" in names for kind in PERMIT_KINDS for part in ("status", "number", "expires_on"))
    return any(name in names for name in gives(use))


def _by_name(column: Column, facts: Mapping[str, Fact], mapped: Container[str]) -> Use | None:
    """A column that a mapping leaves out is used when its title is the name of a fact that the mapping gives nowhere."""
    fact = facts.get(column.title.strip())
    if fact is None or fact.name in mapped:
        return None
    return Use("fact", fact.name, "rupiah" if fact.type.kind is Kind.MONEY else None)


def _unknown(mapping: ColumnMapping, table: Table, facts: Mapping[str, Fact]) -> Iterable[Problem]:
    columns = {column.name for column in table.columns}
    known = spellings(facts.values())
    for name, use in mapping.columns.items():
        if name not in columns:
            meant = closest(name, columns)
            yield problem("NK461", use.place, "did_you_mean" if meant else None, name=name, suggestion=meant or "")
        elif use.role not in ("permit", "permits", "ignore") and use.name not in facts:
            meant = known.get(use.name) or suggestion(use.name, facts)
            yield problem("NK462", use.place, "did_you_mean" if meant else None, name=use.name, suggestion=meant or "")
        elif use.role in ("low", "high") and not facts[use.name].type.kind.is_ordered:
            yield problem("NK460", use.place, read=use.role, expected=", ".join(f.name for f in facts.values() if f.type.kind.is_ordered))
        elif use.role in ("month", "year") and facts[use.name].type.kind is not Kind.DATE:
            dates = ", ".join(fact.name for fact in facts.values() if fact.type.kind is Kind.DATE)
            yield problem("NK460", use.place, read=use.role, expected=dates)
        elif use.excel_dates and table.day_zero != EXCEL_ZERO:
            first = table.day_zero.isoformat()
            words = Words(
                f"dates by their format; this workbook counts days from {first}",
                f"tanggal menurut formatnya; berkas ini menghitung hari mulai {first}",
            )
            yield problem("NK460", use.place, read="excel_dates", expected=words)
        elif use.unit is not None and use.role != "ignore" and (use.name not in facts or facts[use.name].type.kind is not Kind.MONEY):
            amounts = ", ".join(fact.name for fact in facts.values() if fact.type.kind is Kind.MONEY)
            yield problem("NK460", use.place, read=f"unit: {use.unit}", expected=amounts)
        else:
            yield from _meanings(use, facts)


def _meanings(use: Use, facts: Mapping[str, Fact]) -> Iterable[Problem]:
    """What words are said to mean that no cell could say."""
    fact = FACTS[f"{use.name}_status"] if use.role == "permit" else facts.get(use.name)
    if fact is None:
        return
    for word, meant in use.values.items():
        found = read_messy(meant, fact, unit=use.unit).problem
        if found is not None and found.is_error:
            meant_so = found.slots.get("suggestion") if found.hint == "did_you_mean" else None
            hint, slots = ("did_you_mean", {"suggestion": meant_so}) if meant_so else (None, {})
            place = use.value_places.get(word, use.place)
            expected = found.slots.get("expected", "")
            words = Words(expected, found.slots.get("expected_id", expected))
            yield problem("NK460", place, hint, read=meant, expected=words, **slots)


def _lone_months(mapping: ColumnMapping, catalogue: Mapping[str, Fact]) -> Iterable[Problem]:
    """Columns of months that give nothing, as no column gives the years."""
    years = {use.name for use in mapping.columns.values() if use.role == "year"}
    for name, use in mapping.columns.items():
        if use.role == "month" and use.name not in years:
            title = use_title(use, catalogue.get(use.name))
            yield problem("NK464", use.place, "part_year", read=name, name=Words(title.en, title.id))


def _no_facts(assume: Mapping[str, Any], rules: RuleSet) -> Iterable[Problem]:
    for name in assume:
        if name not in rules.catalogue:
            close = suggestion(name, rules.catalogue)
            yield problem("NK462", Place(path=name), "did_you_mean" if close else None, name=name, suggestion=close or "")


def _unreadable(assume: Mapping[str, Any], rules: RuleSet) -> Sequence[Problem]:
    """What is wrong with assumed values, to be told beside something else that is wrong."""
    try:
        rules.admit({name: value for name, value in assume.items() if name in rules.catalogue})
    except ProfileError as error:
        return error.problems
    return ()


def _rivals(used: Iterable[UsedColumn], table: Table) -> Iterable[Problem]:
    """Facts that two columns give, or a whole column and a side of a range."""
    claims: dict[tuple[str, str], list[UsedColumn]] = {}
    for each in used:
        for name in _claims(each.use):
            for part in (each.use.role,) if each.use.role in ("low", "high", "month", "year") else ("low", "high", "month", "year"):
                claims.setdefault((name, part), []).append(each)
    told = set()
    for (name, _), rivals in claims.items():
        titles = ", ".join(f"'{each.column.name}'" for each in rivals)
        if len(rivals) > 1 and (name, titles) not in told:
            told.add((name, titles))
            place = rivals[1].use.place if rivals[1].use.place.file else table.place(column=rivals[1].column)
            yield problem("NK463", place, "one_column_a_fact", name=name, read=titles)


def _claims(use: Use) -> tuple[str, ...]:
    if use.role == "permit":
        return (f"{use.name}_status", f"{use.name}_number") if use.number_means else (f"{use.name}_number",)
    return ("permits",) if use.role == "permits" else (use.name,)


def _assumed_twice(used: Iterable[UsedColumn], assume: Mapping[str, Any], table: Table) -> Iterable[Problem]:
    for each in used:
        for name in gives(each.use):
            if name in assume and each.use.role != "permits":
                yield problem("NK477", table.place(column=each.column), "leave_out_column", name=name, read=each.column.name)
