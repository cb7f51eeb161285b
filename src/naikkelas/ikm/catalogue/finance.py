"""Money, books and loans. Four rulers of size read four different figures, so they are four facts (domain.md §3)."""

from typing import Final, get_args

from naikkelas.facts import BOOLEAN, Fact, Text, choice, money
from naikkelas.ikm.words import CreditQuality

_FIGURES: Final = (
    Fact(
        name="capital",
        type=money(),
        title=Text("modal usaha", "business capital"),
        question=Text(
            "Berapa modal usaha Anda, di luar tanah dan bangunan?", "How much is your business capital, without land and buildings?"
        ),
        aliases=("modal", "modal usaha", "modal_awal", "modal awal", "modal_pendirian", "c205_modal_pendirian"),
        source="domain.md §3",
        group="finance",
    ),
    Fact(
        name="annual_sales",
        type=money(),
        title=Text("hasil penjualan setahun", "annual sales"),
        question=Text("Berapa hasil penjualan (omzet) usaha Anda dalam setahun?", "How much does your business sell in a year?"),
        aliases=(
            "omzet",
            "omset",
            "omset tahunan",
            "omset tahunan (rp)",
            "omzet tahunan",
            "omzet usaha",
            "omzet_usaha",
            "hasil penjualan",
            "penjualan per tahun",
            "penjualan_rata_pertahun",
            "jumlah_penjualan",
            "income",
        ),
        source="domain.md §3",
        group="finance",
    ),
    Fact(
        name="net_assets",
        type=money(),
        title=Text("kekayaan bersih", "net assets"),
        question=Text(
            "Berapa kekayaan bersih usaha Anda, di luar tanah dan bangunan?", "How much are your net assets, without land and buildings?"
        ),
        aliases=("kekayaan bersih", "aset bersih"),
        source="domain.md §3",
        group="finance",
    ),
    Fact(
        name="investment",
        type=money(),
        title=Text("nilai investasi", "investment"),
        question=Text(
            "Berapa nilai investasi usaha Anda, di luar tanah dan bangunan?", "How much is invested, without land and buildings?"
        ),
        aliases=("investasi", "nilai investasi", "nilai_investasi"),
        source="domain.md §3",
        group="finance",
    ),
    Fact(
        name="requested_loan",
        type=money(),
        title=Text("pinjaman yang diajukan", "requested loan"),
        question=Text("Berapa besar pinjaman yang ingin Anda ajukan?", "How large a loan do you want to ask for?"),
        remedy=Text("Sesuaikan besar pinjaman yang diajukan", "Change the amount you ask for"),
        aliases=("plafon", "pengajuan pinjaman", "jumlah pinjaman", "kebutuhan modal"),
        source="domain.md §5.1",
        group="finance",
    ),
)

_BOOKS: Final = (
    Fact(
        name="keeps_books",
        type=BOOLEAN,
        title=Text("punya pembukuan", "keeps books"),
        question=Text("Apakah Anda mencatat keuangan usaha (pembukuan)?", "Do you keep books?"),
        remedy=Text("Mulai mencatat pemasukan dan pengeluaran setiap hari", "Start to write down income and spending every day"),
        aliases=("pembukuan", "laporan keuangan", "laporan_keuangan", "pencatatan keuangan"),
        source="domain.md §4.1",
        group="finance",
    ),
    Fact(
        name="business_account",
        type=BOOLEAN,
        title=Text("rekening bank usaha", "business bank account"),
        question=Text(
            "Apakah usaha Anda punya rekening bank terpisah dari rekening pribadi?", "Does your business have a bank account of its own?"
        ),
        remedy=Text("Buka rekening bank khusus usaha", "Open a bank account for the business"),
        aliases=("rekening usaha", "rekening bank", "rekening terpisah"),
        source="domain.md §4.1",
        group="finance",
    ),
    Fact(
        name="has_kur",
        type=BOOLEAN,
        title=Text("pernah menerima KUR", "has had a KUR loan"),
        question=Text("Apakah Anda pernah menerima Kredit Usaha Rakyat (KUR)?", "Have you ever had a KUR loan?"),
        remedy=Text("Ajukan KUR ke bank penyalur", "Apply for KUR at a bank"),
        aliases=("kur", "akses kur", "penerima kur"),
        source="domain.md §4.1",
        group="finance",
    ),
    Fact(
        name="has_commercial_loan",
        type=BOOLEAN,
        title=Text("sedang punya kredit komersial", "has a commercial loan"),
        question=Text("Apakah Anda sedang punya kredit modal kerja komersial?", "Do you have a commercial working-capital loan now?"),
        remedy=Text("Lunasi kredit komersial lebih dahulu", "Pay off the commercial loan first"),
        aliases=("kredit komersial",),
        source="domain.md §5.1",
        group="finance",
    ),
    Fact(
        name="had_commercial_loan",
        type=BOOLEAN,
        title=Text("pernah menerima kredit usaha komersial", "has had a commercial business loan"),
        question=Text(
            "Pernahkah Anda menerima kredit modal kerja atau investasi selain KUR "
            "(di luar kredit konsumsi rumah tangga, kredit ultra mikro dan pinjaman daring)?",
            "Have you ever had a working-capital or investment loan other than KUR "
            "(apart from household credit, ultra-micro credit and online loans)?",
        ),
        aliases=("pernah kredit komersial",),
        source="domain.md §5.1",
        group="finance",
    ),
    Fact(
        name="credit_quality",
        type=choice(*get_args(CreditQuality)),
        title=Text("kolektibilitas kredit", "credit quality"),
        question=Text("Bagaimana kolektibilitas kredit Anda menurut SLIK?", "What does SLIK say about your credit?"),
        remedy=Text("Selesaikan tunggakan agar kolektibilitas kembali lancar", "Settle arrears so that your credit is current again"),
        aliases=("kolektibilitas", "slik", "bi checking"),
        personal=True,
        choice_titles={
            "current": Text("lancar", "current"),
            "special_mention": Text("dalam perhatian khusus", "special mention"),
            "substandard": Text("kurang lancar", "substandard"),
            "doubtful": Text("diragukan", "doubtful"),
            "loss": Text("macet", "loss"),
            "no_history": Text("belum pernah kredit", "no loan ever"),
        },
        source="domain.md §5.1",
        group="finance",
    ),
)

FACTS: Final[tuple[Fact, ...]] = (*_FIGURES, *_BOOKS)
