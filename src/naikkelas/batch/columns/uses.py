"""Which facts a column can give, by what it is used for."""

from typing import Final

from naikkelas.batch.columns.mapping import Use
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
