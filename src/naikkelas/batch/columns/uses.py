"""Which facts a column can give, by what it is used for."""

from typing import Final

from naikkelas.batch.columns.mapping import Use
from naikkelas.explain.words import clean
from naikkelas.facts import Fact, Text
from naikkelas.ikm.catalogue import PERMIT_KINDS

WORKERS: Final = ("workers_men", "workers_women")


def gives(use: Use) -> tuple[str, ...]:
    """The facts that a column can give."""
    if use.role == "permit":
        more = ("pirt_expires_on",) if use.name == "pirt" else ()
        return (f"{use.name}_status", f"{use.name}_number", *more)
    if use.role == "permits":
        return tuple(f"{kind}_{part}" for kind in PERMIT_KINDS for part in ("status", "expires_on"))
    if use.name in WORKERS:
        return (use.name, "workers")
    return ("pirt_number", "pirt_status", "pirt_expires_on") if use.name == "pirt_number" else (use.name,)


_PARTS: Final = {
    "low": Text("batas bawah", "lower end"),
    "high": Text("batas atas", "upper end"),
    "month": Text("bulan", "month"),
    "year": Text("tahun", "year"),
}


def use_title(use: Use, fact: Fact | None) -> Text:
    """What a column is used for, for people: the title of its fact or permit, and the name that a mapping calls it by."""
    indonesian, english = [], []
    if use.role in _PARTS:
        indonesian.append(_PARTS[use.role].id)
        english.append(_PARTS[use.role].en)
    if use.unit is not None:
        indonesian.append(f"dalam {use.unit}")
        english.append(f"in {use.unit}")
    if fact is not None:
        title = fact.title
    elif use.name in PERMIT_KINDS:
        title = PERMIT_KINDS[use.name].name
    else:
        title = Text("daftar izin", "list of permits") if use.role == "permits" else Text(use.name or use.role, use.name or use.role)
    name = use.name or use.role
    return Text(
        ", ".join([f"{clean(title.id)} ({name})" if title.id != name else name, *indonesian]),
        ", ".join([f"{clean(title.en)} ({name})" if title.en != name else name, *english]),
    )
