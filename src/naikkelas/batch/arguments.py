"""What the arguments of calls about tables stand for, by their names."""

from collections.abc import Iterable, Mapping
from typing import Any, Final, get_args

from naikkelas.arguments import (
    A_MAPPING,
    A_RULE_SET,
    ASSUMED,
    CALLABLE,
    FLAG,
    NUMBER,
    PATH,
    TEXT,
    Check,
    either,
    instance,
    path,
    that,
    unfit,
    word,
)
from naikkelas.batch.table import Table
from naikkelas.problems import Lang, Words
from naikkelas.rules import RuleSet, date_of

_A_TABLE: Final = Words(
    "the path of a table, or a table of read_table (frames: rules.decide_frame)",
    "path sebuah tabel, atau tabel dari read_table (frame: rules.decide_frame)",
)
_SIGN: Final = Words("one sign, such as ';' or a tab", "satu tanda, misalnya ';' atau tab")


def _is_delimiter(value: object) -> bool:
    return isinstance(value, str) and len(value) == 1 and value not in '"\r\n'


def _day(name: str, value: Any) -> Any:
    return date_of(value, name)


def _paths(name: str, value: Any) -> Any:
    if not isinstance(value, Iterable) or isinstance(value, str | bytes):
        raise unfit(name, value, Words("a list of paths", "daftar path"))
    return [PATH(name, each) for each in value]


#: Every argument that is called the same wherever tables are read or written.
TABLES: Final[Mapping[str, Check]] = {
    "table": either(Table, path(_A_TABLE)),
    **dict.fromkeys(("path", "out", "problems", "previous", "now", "changes"), PATH),
    "inputs": _paths,
    "rules": instance(RuleSet, A_RULE_SET),
    "as_of": _day,
    "rules_as_of": _day,
    "assume": ASSUMED,
    **dict.fromkeys(("key", "prefix", "sheet", "outcome"), TEXT),
    "header_row": NUMBER,
    "delimiter": that(_is_delimiter, _SIGN),
    "lang": word(get_args(Lang)),
    **dict.fromkeys(("short_rows", "overwrite", "check_unused", "decide_again", "assumed"), FLAG),
    "progress": CALLABLE,
    "names": A_MAPPING,
    "facts": instance(Mapping, Words("facts by their names, such as rules.catalogue", "fakta menurut namanya, misalnya rules.catalogue")),
}
