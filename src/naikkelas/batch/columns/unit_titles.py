"""Titles of columns that say that units or periods stand below them: ``Satuan``, ``Mata Uang``, ``Satuan Omset``; and of what else may have a unit."""

import re
from collections.abc import Mapping
from typing import Final

from naikkelas.batch.columns.unit_cells import is_thing
from naikkelas.batch.wording.titles import words_of
from naikkelas.batch.wording.words import fold
from naikkelas.ikm.rupiah import header_unit

#: What a title of units names that does not say of what they are.
OF_ALL: Final = "*"

_HEADS: Final = words_of("satuan satuannya periode periodenya period kurs valuta currency kelipatan")
_PAIRED: Final = ("mata uang",)
#: ``Per``, alone.
_PER: Final = words_of("per tiap setiap")
#: Titles over the month of a row, of which its amounts may be; folded.
_MONTHS: Final = frozenset({"bulan", "bulan ke", "minggu", "minggu ke", "triwulan", "triwulan ke", "semester", "kuartal", "bulan tahun"})
#: Words beside such a head that say no more than it.
_NEUTRAL: Final = words_of(
    "uang nilai nilainya waktu hitung hitungan ukur ukuran dalam angka nominal jumlah jumlahnya mata rp rupiah amount nya no nomor"
)
_BRACKETS: Final = re.compile(r"[(\[{]([^)\]}]*)[)\]}]?")

_MONEY: Final = words_of(
    "harga nilai biaya omset omzet penjualan pendapatan penghasilan keuntungan laba untung profit income gaji upah ekspor aset asset modal pinjaman kredit "
    "tabungan pajak uang ongkos belanja pengeluaran pemasukan hpp dana bantuan anggaran hibah investasi plafon bruto sewa tarif"
)
_COUNTS: Final = words_of(
    "kapasitas volume produksi jumlah jml qty kuantitas kuantiti quantity banyak banyaknya bahan berat luas panjang ukuran isi netto durasi lama masa umur usia "
    "tenor jangka stok stock hasil daya"
)
#: What numbers below a title begin with that count nothing.
_NO_COUNTS: Final = words_of(
    "no kode kbli tahun tgl bulan rt rw nik telp telepon hp wa npwp nib id koordinat latitude longitude lat long tempat kontak status"
)
_REMARKS: Final = words_of("ket keterangan catatan cat info informasi uraian deskripsi lain lainnya note notes remark remarks")
#: What may be done every day or every week, whatever period amounts are of.
_RHYTHMS: Final = words_of(
    "produksi memproduksi produksinya operasi operasional operasionalnya buka kerja pekerja pekerjaan karyawan tenaga upah gaji penggajian pengupahan kirim "
    "pengiriman belanja beli pembelian bahan panen pasok pasokan pelatihan pembinaan pendampingan laporan pelaporan kunjungan pertemuan rapat monitoring "
    "evaluasi iuran angsuran cicilan bayar pembayaran tabungan kontrak sewa magang simpan berlaku lama usia umur pengalaman promosi pameran libur pasaran "
    "hari jadwal piket pencatatan pembukuan"
)
#: Where these stand too, the rhythm is that of amounts.
_OF_SALES: Final = words_of("omset penjualan pendapatan penghasilan pemasukan")


def unit_title(title: str, known: Mapping[str, str]) -> str | None:
    """The fact of whose units a title speaks, ``OF_ALL`` where it does not say; ``None`` for every other title, and of units of something else."""
    folded = fold(_BRACKETS.sub(" ", title))
    words = folded.split()
    if any(map(is_thing, fold(" ".join(_BRACKETS.findall(title))).split())):
        return None
    if (len(words) == 1 and words[0] in _PER) or folded in _MONTHS:
        return OF_ALL
    if words[:1] == ["tahun"]:
        return known.get(" ".join(words[1:]))
    heads = [word for word in words if word in _HEADS]
    if not heads and not any(pair in folded for pair in _PAIRED):
        return None
    rest = [word for word in words if word not in _HEADS and word not in _NEUTRAL and not word.isdigit()]
    return known.get(" ".join(rest)) if rest else OF_ALL


def is_of_months(title: str) -> bool:
    """Whether a title says that a month stands below it, and not of what it is."""
    return fold(title) in _MONTHS


def is_of_money(title: str) -> bool:
    """Whether amounts of money stand below a title that no fact stands for."""
    return not _MONEY.isdisjoint(fold(title).split()) or header_unit(title) is not None


def is_of_count(title: str, *, has_numbers: bool) -> bool:
    """Whether something that may have a unit is counted below a title that no fact stands for."""
    words = fold(title).split()
    if not _NO_COUNTS.isdisjoint(words[:1]):
        return False
    return has_numbers or not _COUNTS.isdisjoint(words)


def is_remark(title: str) -> bool:
    """Whether remarks of any kind stand below a title."""
    return not _REMARKS.isdisjoint(fold(title).split())


def has_rhythm(title: str) -> bool:
    """Whether a title is of something that has a period of its own."""
    words = fold(title).split()
    return not _RHYTHMS.isdisjoint(words) and _OF_SALES.isdisjoint(words)
