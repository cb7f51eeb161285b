"""Whose a place is: ``Alamat`` and ``Kota`` behind ``Nama Supplier`` are the supplier's, as likely as not."""

from collections.abc import Sequence
from typing import Final

from naikkelas.batch.wording.groups import is_neutral
from naikkelas.batch.wording.titles import KNOWN, is_counted, is_number_of_row, is_of_names, sure_fact, words_of
from naikkelas.batch.wording.words import as_month_of, fold

#: Titles that say a place and nothing of whom; folded.
_ADDRESSES: Final = frozenset({"alamat", "alamat lengkap", "jalan", "address"})
_PLACES: Final = frozenset(
    {
        *("kabupaten", "kota", "kab", "kab kota", "kabkota", "kota kab", "kabupaten kota", "kota kabupaten", "nama kabupaten", "nama kab"),
        *("nama kab kota", "nama kabupaten kota", "kode kabupaten kota", "wilayah", "asal", "asal daerah", "asal kota", "asal kabupaten"),
        *("asal kab kota", "asal kabupaten kota", "kab kota asal", "kabupaten kota asal", "regency"),
    }
)
#: Words of titles of people and bodies that are not the business.
_OTHERS: Final = words_of(
    "supplier suplier pemasok penyuplai vendor distributor agen reseller pembeli buyer konsumen pelanggan customer klien mitra bank lembaga instansi"
    " dinas sekolah kampus universitas surveyor enumerator petugas pendamping pembina fasilitator penyuluh saksi penjamin offtaker investor"
    " referensi rujukan darurat"
)
#: Words of titles of things that have a place, and no address.
_THINGS: Final = words_of("lahir bahan pemasaran tujuan pengiriman jangkauan pameran")
#: How somebody is reached, whose name is further left; folded.
_CONTACTS: Final = frozenset({"telp", "telepon", "no hp", "no hp wa", "no telp", "email", "kontak"})
_DISTRICTS: Final = words_of("desa kelurahan kecamatan kec kel dusun rt rw provinsi")
#: Titles of remarks, and of what is told of a row; folded.
_REMARKS: Final = frozenset({"keterangan", "ket", "catatan", "status", "satuan", "tahun", "tahun pendataan", "kode pos"})
#: Facts of a person, and not of a business.
_OF_PERSONS: Final = "owner_"


def lives_there(titles: Sequence[str], at: int) -> int | None:
    """The column on the left of whoever the place within an address may be of, and not of the business: ``Alamat Kabupaten`` behind ``Nama Pemilik``.

    It is of the business where nothing but places, ways to reach it, facts of a business and what nobody has an address of stand between it and the
    name of that. Where nothing on its left says whose it is, the column is its own.
    """
    folded = fold(titles[at])
    if not folded.startswith("alamat ") or folded.removeprefix("alamat ").removeprefix("lengkap ") not in _PLACES:
        return None
    for left in range(at - 1, -1, -1):
        folded = fold(titles[left])
        if is_of_names(titles[left]):
            return None
        if not folded or is_number_of_row(titles[left]) or folded in _ADDRESSES | _PLACES | _CONTACTS or _DISTRICTS & {*folded.split()}:
            continue
        fact = sure_fact(titles[left])
        if fact.name.startswith(_OF_PERSONS) if fact is not None else not _is_of_nobody(titles[left]):
            return left
    return at


def _is_of_nobody(title: str) -> bool:
    """Whether amounts, months or remarks stand below a title that no fact stands for, or it is that of a group which says nothing: no person and no body."""
    return fold(title) in _REMARKS or is_neutral(title) or is_counted(title) is True or as_month_of(title) in KNOWN


def owner_of(titles: Sequence[str], at: int) -> int | None:
    """The column on the left that the place in a column may belong to, and not to the business; ``None`` where there is none.

    Other places may stand between them. A thing has no address, so one ends what may be its places.
    """
    folded = fold(titles[at])
    if folded not in _ADDRESSES | _PLACES:
        return None
    has_address = folded in _ADDRESSES
    for left in range(at - 1, -1, -1):
        folded = fold(titles[left])
        if folded not in _ADDRESSES | _PLACES:
            words = set(folded.split())
            found = not _OTHERS.isdisjoint(words) or (not has_address and not _THINGS.isdisjoint(words))
            return left if found else None
        has_address = has_address or folded in _ADDRESSES
    return None
