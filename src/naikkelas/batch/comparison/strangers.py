"""Keys that hardly meet: what is said where two results seem to name their rows in two ways."""

from collections import Counter
from typing import Final

from naikkelas.batch.comparison.store import Store
from naikkelas.facts import Text
from naikkelas.problems import counted

#: Of so many keys one has to stand in both results, before nothing is said.
_ONE_OF: Final = 20
#: So many keys of a result are looked at to say how they are written.
_LOOKED_AT: Final = 200


def strangers(store: Store, name: str) -> Text | None:
    """What is said where hardly a key of the column ``name`` stands in both results: how they are written there and here, and none of them."""
    fewest = min(store.size(side) for side in (0, 1))
    if store.same() * _ONE_OF >= fewest or (met := store.in_both()) * _ONE_OF >= fewest:
        return None
    there, here = (_usual_form(store, side) for side in (0, 1))
    if met:
        which = Text(f"hanya {met} kunci hasil lama", f"only {counted(met, 'key')} of the old result")
    else:
        which = Text("tidak ada kunci hasil lama", "no key of the old result")
    verb = "stands" if met < 2 else "stand"
    return Text(
        f"{which.id} yang ada di hasil ini; '{name}' di sana kebanyakan {there.id}, di sini {here.id}: pastikan isinya sama dan ditulis sama",
        f"{which.en} {verb} in this one; '{name}' is mostly {there.en} there and {here.en} here: see that both are the same, written alike",
    )


def _usual_form(store: Store, side: int) -> Text:
    return Counter(map(form_of, store.first_keys(side, _LOOKED_AT))).most_common(1)[0][0]


def form_of(key: str) -> Text:
    """How a key is written, without anything of it: it may be personal."""
    count = len(key)
    if key.isdecimal():
        return Text(f"{count} angka", counted(count, "digit"))
    if any(map(str.isdecimal, key)) and not any(map(str.isalpha, key)):
        return Text(f"angka dan tanda, {count} karakter", f"digits and signs, {counted(count, 'character')}")
    return Text(f"teks {count} karakter", f"a text of {counted(count, 'character')}")
