"""What people write into tables of businesses: titles of columns and of groups of them, with the fact that each truly holds, and cells with what they mean.

This is written down from the meaning of the words alone, and knows nothing of how titles are read.
"""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Leaf:
    """One column: its own title, how its cells are written, and the fact that they tell of the business; none where they tell something else."""

    title: str
    kind: str
    fact: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Columns below one title, or the same below each of its ``parts``."""

    title: str
    leaves: tuple[Leaf, ...]
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Super:
    """A title over groups and single columns; what stands below it ``is_own`` of the business as it is today, or of something else."""

    title: str
    is_own: bool


NUMBER = Leaf("No", "number")
NAMES = tuple(Leaf(title, "name", "business_name") for title in ("Nama Usaha", "Nama IKM", "Nama UMKM"))

#: Columns with a title of their own.
SINGLES = (
    *(Leaf(title, "place", "regency") for title in ("Kabupaten/Kota", "Kab/Kota", "Kabupaten")),
    *(Leaf(title, "sector", "sector") for title in ("Jenis Usaha", "Bidang Usaha")),
    *(Leaf(title, "year", "operating_since") for title in ("Tahun Berdiri", "Thn Mulai Usaha")),
    *(Leaf(title, "count", "workers") for title in ("Tenaga Kerja", "Jumlah Tenaga Kerja", "Jml Karyawan")),
    *(Leaf(title, "money", "annual_sales") for title in ("Omset", "Omzet per Tahun", "Omset Tahunan")),
    Leaf("Nilai Investasi", "money", "investment"),
    *(Leaf(title, "status", "pirt_status") for title in ("PIRT", "P-IRT", "Izin PIRT")),
    Leaf("No. PIRT", "pirt", "pirt_number"),
    Leaf("NIB", "status", "nib_status"),
    *(Leaf(title, "status", "halal_status") for title in ("Halal", "Sertifikat Halal")),
    Leaf("Merek", "status", "brand_status"),
    Leaf("Tahu Pasar", "yes", "knows_market"),
    Leaf("Tahu Produksi", "yes", "knows_production"),
    Leaf("Pernah Ekspor", "yes", "has_exported"),
    Leaf("Produk", "text", "main_product"),
    Leaf("Nama Pemilik", "person", "owner_name"),
)

#: Columns of which no fact is made: what stands beside the others in most tables.
SIDES = (
    Leaf("Ket", "remark"),
    Leaf("No HP", "phone"),
    Leaf("Kecamatan", "village"),
    Leaf("Keterangan", "remark"),
    Leaf("Telp", "phone"),
    Leaf("Satuan", "unit"),
    Leaf("Alasan Belum PIRT", "remark"),
)

_PEOPLE = ("Tenaga Kerja", "Jumlah Tenaga Kerja", "Karyawan")
_SEXES = (("L", "P"), ("Laki-laki", "Perempuan"), ("Pria", "Wanita"))
_LICENCES = ("Legalitas", "Perizinan", "Legalitas Usaha", "Izin yang Dimiliki")
_PERMITS = (Leaf("NIB", "status", "nib_status"), Leaf("PIRT", "status", "pirt_status"), Leaf("Halal", "status", "halal_status"))

#: Groups of which the columns, or some of them, are facts of the business.
GROUPS = (
    *(
        Group(title, (Leaf(men, "count", "workers_men"), Leaf(women, "count", "workers_women")))
        for title in _PEOPLE
        for men, women in _SEXES
    ),
    *(
        Group("Tenaga Kerja", (Leaf("L", "count", "workers_men"), Leaf("P", "count", "workers_women"), Leaf(both, "both", "workers")))
        for both in ("Jumlah", "Jml", "Total")
    ),
    *(Group(title, _PERMITS[:many]) for title in _LICENCES for many in (2, 3)),
    Group("Legalitas", (*_PERMITS, Leaf("Merek", "status", "brand_status"))),
    Group("Sertifikat", (Leaf("Halal", "status", "halal_status"), Leaf("Merek", "status", "brand_status"))),
    Group("PIRT", (Leaf("Nomor", "pirt", "pirt_number"), Leaf("Masa Berlaku", "day", "pirt_expires_on"))),
    Group("Halal", (Leaf("Nomor", "certificate", "halal_number"), Leaf("Berlaku s/d", "day", "halal_expires_on"))),
    Group("Mulai Usaha", (Leaf("Bulan", "month", "operating_since"), Leaf("Tahun", "year", "operating_since"))),
    Group("Omset", (Leaf("per bulan", "money"), Leaf("per tahun", "money", "annual_sales"))),
    Group("Lokasi Usaha", (Leaf("Desa", "village"), Leaf("Kabupaten", "place", "regency"))),
    Group("Alamat Usaha", (Leaf("Desa", "village"), Leaf("Kecamatan", "village"), Leaf("Kab/Kota", "place", "regency"))),
    Group("Tahu", (Leaf("Pasar", "yes", "knows_market"), Leaf("Produksi", "yes", "knows_production"))),
    Group("Pengetahuan", (Leaf("Tahu Pasar", "yes", "knows_market"), Leaf("Tahu Produksi", "yes", "knows_production"))),
    Group("Pemilik", (Leaf("Nama", "person", "owner_name"), Leaf("NIK", "nik", "owner_nik"))),
    Group("Data Usaha", (Leaf("Jenis Usaha", "sector", "sector"), Leaf("Tahun Berdiri", "year", "operating_since"))),
)

#: Groups whose columns are called as facts are and are none: plans, others' affairs, parts, other years.
TRAPS = (
    Group("Rencana Izin", (Leaf("NIB", "mark"), Leaf("PIRT", "mark"), Leaf("Halal", "mark"))),
    Group("Belum Memiliki", (Leaf("NIB", "mark"), Leaf("PIRT", "mark"))),
    Group("Dalam Proses", (Leaf("PIRT", "mark"), Leaf("Halal", "mark"))),
    Group("Pelatihan", (Leaf("PIRT", "mark"), Leaf("Halal", "mark"), Leaf("Kemasan", "mark"))),
    Group("Kebutuhan", (Leaf("Halal", "status"), Leaf("Modal", "money", "requested_loan"))),
    Group("Fasilitasi", (Leaf("PIRT", "status"), Leaf("Merek", "status"))),
    Group("Minat", (Leaf("Ekspor", "yes", "export_interest"), Leaf("Halal", "yes"))),
    Group("PIRT", (Leaf("Ada", "mark"), Leaf("Tidak", "mark"))),
    Group("Halal", (Leaf("Sudah", "mark"), Leaf("Belum", "mark"))),
    Group("PIRT", (Leaf("Tgl Terbit", "day"), Leaf("Tahun", "year"))),
    Group("Tenaga Kerja", (Leaf("Tetap", "count"), Leaf("Tidak Tetap", "count"))),
    Group("Tenaga Kerja", (Leaf("2023", "count"), Leaf("2024", "count"))),
    Group("Tenaga Kerja", (Leaf("L", "count"), Leaf("P", "count")), ("Tetap", "Tidak Tetap")),
    Group("Karyawan", (Leaf("Tetap", "count"), Leaf("Harian", "count"), Leaf("Musiman", "count"))),
    Group("Omset", (Leaf("Lokal", "money"), Leaf("Ekspor", "money")), ("2024", "2025")),
    Group("Izin", (Leaf("NIB", "mark"), Leaf("PIRT", "mark")), ("Belum", "Proses")),
    Group("Bantuan", (Leaf("Diusulkan", "mark"), Leaf("Diterima", "mark"))),
    Group("Pemasaran", (Leaf("Lokal", "mark"), Leaf("Luar Daerah", "mark"), Leaf("Ekspor", "mark"))),
    Group("Pendidikan Tenaga Kerja", (Leaf("SD", "count"), Leaf("SMP", "count"), Leaf("SMA", "count"))),
    Group("Omset", (Leaf("2023", "money"), Leaf("2024", "money"), Leaf("2025", "money"))),
    Group("Omset", (Leaf("Sebelum Pandemi", "money"), Leaf("Sesudah Pandemi", "money"))),
    Group("Modal", (Leaf("Sendiri", "money"), Leaf("Pinjaman", "money"))),
    Group("Bahan Baku", (Leaf("Jenis", "text"), Leaf("Kabupaten", "place"))),
    Group("Pemasaran", (Leaf("Kab/Kota", "place"), Leaf("Ekspor", "mark"))),
    Group("Koperasi", (Leaf("Nama", "text"), Leaf("NIB", "status"), Leaf("Tahun Berdiri", "year"))),
    Group("Alamat Pemilik", (Leaf("Desa", "village"), Leaf("Kabupaten", "place"))),
    Group("Usaha Lain", (Leaf("Jenis Usaha", "sector"), Leaf("Omset", "money"))),
    Group("Cabang", (Leaf("Kabupaten", "place"), Leaf("Tenaga Kerja", "count"))),
    Group("Tahun 2023", (Leaf("Omset", "money"), Leaf("Tenaga Kerja", "count"))),
    Group("Target 2027", (Leaf("Omset", "money"), Leaf("PIRT", "mark"))),
    Group("Sebelum Pembinaan", (Leaf("Tenaga Kerja", "count"), Leaf("PIRT", "status"))),
)

SUPERS = (
    Super("Data Usaha", is_own=True),
    Super("Profil Usaha", is_own=True),
    Super("Keadaan Sekarang", is_own=True),
    Super("Rencana 2027", is_own=False),
    Super("Sebelum Pembinaan", is_own=False),
    Super("Pesaing", is_own=False),
    Super("Mitra", is_own=False),
    Super("Bantuan Pemerintah", is_own=False),
)

# --- cells -----------------------------------------------------------------------------------------------------------

#: A cell as it is written, and what it tells; nothing where nobody knows.
Cell = tuple[str | int | None, object]

_STATUSES = (("ada", "held"), (None, None), ("belum", "none"), ("v", "held"), ("-", None), ("proses", "in_process"), ("tidak ada", "none"))
_ANSWERS = (("ya", True), ("tidak", False), (None, None), ("v", True), ("-", None), ("belum", False))
_MONTHS = ("Januari", "Februari", "Maret", "Mei", "Agustus", "Desember")
#: Numbers of PIRT with the year in which they end.
_PIRT = ("2053305020970-28", "3063305030971-28", "2053305040972-28")

#: The cells of a kind that are the same in every table.
CELLS: dict[str, tuple[Cell, ...]] = {
    "status": _STATUSES,
    "yes": _ANSWERS,
    "mark": (("v", None), (None, None)),
    "place": (("Kebumen", "3305"), ("Kab. Demak", "3321"), ("Banyumas", "3302"), ("Kota Magelang", "3371"), (None, None)),
    "sector": (("pangan", "processed_food"), ("kerajinan", "handicraft"), ("batik", "textile"), ("mebel", "wood"), (None, None)),
    "count": (*((many, many) for many in range(13)), (None, None)),
    "year": tuple((year, (date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal())) for year in (2010, 1998, 2019, 2023)),
    "month": (*((month, month) for month in _MONTHS), (None, None)),
    "day": (("31/12/2028", date(2028, 12, 31).toordinal()), ("5/3/2028", date(2028, 3, 5).toordinal()), (None, None)),
    "pirt": (*((number, number) for number in _PIRT), (None, None)),
    "certificate": (("ID33110000012340521", "ID33110000012340521"), (None, None)),
    "nik": (("3305011202800001", "3305011202800001"), ("3305014507850002", "3305014507850002"), (None, None)),
    "phone": (("081234567890", None), ("0287-381234", None), (None, None)),
    **{
        kind: tuple((text, text) for text in texts)
        for kind, texts in {
            "name": ("Tempe Maju", "Sumber Rejeki", "Keripik Bu Sri", "UD Barokah", "Total Snack", "Kepala Ikan Pak Budi", "Jumlah Rejeki"),
            "person": ("Sri Rahayu", "Budi Santoso", "Ani"),
            "text": ("keripik singkong", "gula semut", "anyaman"),
            "village": ("Gombong", "Ayah", "Sidomulyo"),
            "remark": ("perlu dibina", "aktif", "pindah tahun lalu"),
            "unit": ("kg", "pcs", "bungkus"),
        }.items()
    },
}
