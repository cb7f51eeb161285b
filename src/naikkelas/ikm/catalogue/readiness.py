"""How ready the business is to be taken on: verification in the field, mentoring, papers of its own."""

from typing import Final

from naikkelas.facts import BOOLEAN, Fact, Text

FACTS: Final = (
    Fact(
        name="field_verified",
        type=BOOLEAN,
        title=Text("sudah diverifikasi lapangan", "verified in the field"),
        question=Text("Apakah petugas sudah memverifikasi usaha Anda di tempat?", "Has an officer verified your business on the spot?"),
        remedy=Text("Minta kunjungan verifikasi kepada penyelenggara program", "Ask the programme for a verification visit"),
        aliases=("terverifikasi", "verifikasi lapangan"),
        source="domain.md §0.2",
        group="readiness",
    ),
    Fact(
        name="written_sop",
        type=BOOLEAN,
        title=Text("punya SOP tertulis", "has written procedures"),
        question=Text("Apakah usaha Anda punya SOP tertulis?", "Does your business have written procedures?"),
        remedy=Text("Tulis SOP produksi dan penjualan", "Write down how you produce and sell"),
        aliases=("sop", "sop tertulis"),
        source="domain.md §4.1",
        group="readiness",
    ),
    Fact(
        name="in_mentoring",
        type=BOOLEAN,
        title=Text("ikut pelatihan atau pendampingan", "in training or mentoring"),
        question=Text("Apakah Anda ikut pelatihan atau pendampingan usaha?", "Do you take part in business training or mentoring?"),
        remedy=Text("Daftar pelatihan atau pendampingan di Dinas", "Sign up for training or mentoring at the Dinas"),
        aliases=("pendampingan", "pelatihan"),
        source="domain.md §5.1",
        group="readiness",
    ),
    Fact(
        name="had_training",
        type=BOOLEAN,
        title=Text("pernah ikut pelatihan", "has been trained"),
        question=Text("Pernahkah Anda mengikuti pelatihan usaha?", "Have you ever taken part in business training?"),
        remedy=Text("Ikuti pelatihan dari Dinas atau penyuluh", "Take part in training by the Dinas or an extension worker"),
        aliases=("pernah pelatihan", "pernah ikut pelatihan", "riwayat pelatihan"),
        source="domain.md §4.2",
        group="readiness",
    ),
    Fact(
        name="in_business_group",
        type=BOOLEAN,
        title=Text("anggota kelompok usaha", "member of a business group"),
        question=Text("Apakah Anda anggota kelompok usaha atau sentra?", "Are you a member of a business group or cluster?"),
        remedy=Text("Bergabung dengan kelompok usaha atau sentra IKM", "Join a business group or cluster"),
        aliases=("kelompok usaha", "sentra", "nm_sentra"),
        source="domain.md §5.1, §3",
        group="readiness",
    ),
    Fact(
        name="family_business",
        type=BOOLEAN,
        title=Text("usaha keluarga", "family business"),
        question=Text("Apakah ini usaha keluarga?", "Is this a family business?"),
        aliases=("usaha keluarga",),
        source="domain.md §5.1",
        group="readiness",
    ),
    Fact(
        name="dinas_recommendation",
        type=BOOLEAN,
        title=Text("punya rekomendasi Dinas", "has a recommendation of the Dinas"),
        question=Text(
            "Apakah Anda punya surat rekomendasi atau usulan dari Dinas?", "Do you have a letter of recommendation from the Dinas?"
        ),
        remedy=Text("Minta surat rekomendasi ke Dinas", "Ask the Dinas for a recommendation"),
        aliases=("rekomendasi dinas", "surat rekomendasi"),
        source="domain.md §2, §4.3",
        group="readiness",
    ),
)
