"""What findings say, in both languages."""

import pytest

from naikkelas.conditions import AsOf, FactRef, ParamRef
from naikkelas.explain import sentence
from naikkelas.facts import Kind, Text
from naikkelas.logic import MET, NOT_MET, UNKNOWN
from naikkelas.ranges import NEVER
from tests.explain.make import AS_OF, MARKETS, RULES, TRUTHS, d, days, every_finding, finding, months, reading


def said(made, rules=RULES):
    return tuple(sentence(made, lang, AS_OF, rules) for lang in ("id", "en"))


YEAR_2025 = (d(2025), d(2025, 12, 31))
TODAY = {"right": (AsOf(),)}


@pytest.mark.parametrize(
    ("made", "in_id", "in_en"),
    [
        # how long it has run, and when it will be enough
        (
            finding("since", "at_least_ago", months(12), value=d(2026, 3), truth=NOT_MET),
            "mulai beroperasi: berjalan 8 bulan sejak 1 Maret 2026; minimal 12 bulan; cukup pada 1 Maret 2027",
            "operating since: 8 months since 1 March 2026; at least 12 months needed; enough on 1 March 2027",
        ),
        (
            finding("since", "at_least_ago", months(12), value=d(2024, 3, 31), truth=MET),
            "mulai beroperasi: berjalan 31 bulan sejak 31 Maret 2024; minimal 12 bulan",
            "operating since: 31 months since 31 March 2024; at least 12 months needed",
        ),
        (
            finding("since", "at_least_ago", months(12), value=YEAR_2025, truth=UNKNOWN),
            "mulai beroperasi: antara 1 Januari 2025 dan 31 Desember 2025; berjalan 10 sampai 22 bulan; minimal 12 bulan; pasti cukup pada 31 Desember 2026",
            "operating since: between 1 January 2025 and 31 December 2025; 10 to 22 months so far; at least 12 months needed; certainly enough on 31 December 2026",
        ),
        (
            finding("since", "at_least_ago", months(24), value=YEAR_2025, truth=NOT_MET),
            "mulai beroperasi: antara 1 Januari 2025 dan 31 Desember 2025; berjalan 10 sampai 22 bulan; minimal 24 bulan; cukup antara 1 Januari 2027 dan 31 Desember 2027",
            "operating since: between 1 January 2025 and 31 December 2025; 10 to 22 months so far; at least 24 months needed; enough between 1 January 2027 and 31 December 2027",
        ),
        (
            finding("since", "at_least_ago", months(12), value=(d(1800), d(2020)), truth=MET),
            "mulai beroperasi: paling lambat 1 Januari 2020; berjalan paling sedikit 82 bulan; minimal 12 bulan",
            "operating since: 1 January 2020 or earlier; at least 82 months so far; at least 12 months needed",
        ),
        (
            finding("since", "at_least_ago", months(12), value=(d(2020), d(2200, 12, 31)), truth=UNKNOWN),
            "mulai beroperasi: paling cepat 1 Januari 2020; berjalan paling lama 82 bulan; minimal 12 bulan; belum pasti cukup",
            "operating since: 1 January 2020 or later; at most 82 months so far; at least 12 months needed; not certain to be enough",
        ),
        (
            finding("since", "at_least_ago", days(90), value=d(2026, 10, 1), truth=NOT_MET),
            "mulai beroperasi: berjalan 31 hari sejak 1 Oktober 2026; minimal 90 hari; cukup pada 30 Desember 2026",
            "operating since: 31 days since 1 October 2026; at least 90 days needed; enough on 30 December 2026",
        ),
        (
            finding("since", "at_least_ago", months(12), value=d(2027), truth=NOT_MET),
            "mulai beroperasi: 1 Januari 2027; belum tiba pada 1 November 2026; minimal 12 bulan sesudahnya; cukup pada 1 Januari 2028",
            "operating since: 1 January 2027; not yet reached on 1 November 2026; at least 12 months after it needed; enough on 1 January 2028",
        ),
        (
            finding("pirt_expires_on", "at_least_ago", months(12), value=NEVER, truth=NOT_MET),
            "izin PIRT berlaku sampai: tidak berakhir; minimal 12 bulan sebelum 1 November 2026",
            "PIRT permit valid until: never expires; at least 12 months before 1 November 2026 needed",
        ),
        (
            finding("since", "at_least_ago", months(12)),
            "mulai beroperasi: belum diketahui; minimal 12 bulan sebelum 1 November 2026",
            "operating since: not known yet; at least 12 months before 1 November 2026 needed",
        ),
        (
            finding("since", "at_least_ago", months(12), value=d(2026, 3), truth=NOT_MET, negated=True),
            "mulai beroperasi: berjalan 8 bulan sejak 1 Maret 2026; harus kurang dari 12 bulan; tercapai pada 1 Maret 2027",
            "operating since: 8 months since 1 March 2026; must be less than 12 months; reached on 1 March 2027",
        ),
        (
            finding("since", "less_than_ago", months(12), value=d(2020), truth=NOT_MET),
            "mulai beroperasi: berjalan 82 bulan sejak 1 Januari 2020; harus kurang dari 12 bulan; terlewati pada 1 Januari 2021",
            "operating since: 82 months since 1 January 2020; must be less than 12 months; passed on 1 January 2021",
        ),
        (
            finding("pirt_expires_on", "at_least_ahead", months(6), value=d(2028, 5, 5), truth=MET),
            "izin PIRT berlaku sampai: 5 Mei 2028, 18 bulan lagi; minimal 6 bulan lagi",
            "PIRT permit valid until: 5 May 2028, 18 months to go; at least 6 months to go needed",
        ),
        (
            finding("pirt_expires_on", "at_least_ahead", months(6), value=d(2026, 12), truth=NOT_MET),
            "izin PIRT berlaku sampai: 1 Desember 2026, 1 bulan lagi; minimal 6 bulan lagi, yaitu paling cepat 1 Mei 2027",
            "PIRT permit valid until: 1 December 2026, 1 month to go; at least 6 months to go needed, so 1 May 2027 at the earliest",
        ),
        (
            finding("pirt_expires_on", "at_least_ahead", months(6), value=d(2020), truth=NOT_MET),
            "izin PIRT berlaku sampai: 1 Januari 2020, sudah lewat pada 1 November 2026; minimal 6 bulan lagi, yaitu paling cepat 1 Mei 2027",
            "PIRT permit valid until: 1 January 2020, past on 1 November 2026; at least 6 months to go needed, so 1 May 2027 at the earliest",
        ),
        (
            finding("pirt_expires_on", "at_least_ahead", months(6), value=(d(2026, 12), NEVER), truth=UNKNOWN),
            "izin PIRT berlaku sampai: paling cepat 1 Desember 2026, paling sedikit 1 bulan lagi; belum pasti minimal 6 bulan lagi, yaitu paling cepat 1 Mei 2027",
            "PIRT permit valid until: 1 December 2026 or later, at least 1 month to go; not certain to be at least 6 months, so 1 May 2027 at the earliest",
        ),
        (
            finding("birth", "at_least_ago", months(204), value=d(2020), truth=NOT_MET, hidden=True),
            "tanggal lahir: data pribadi, tidak ditampilkan; tidak memenuhi yang diminta",
            "date of birth: personal data, not shown; does not meet what is asked",
        ),
        (
            finding("birth", "at_least_ago", months(204), truth=MET, hidden=True),
            "tanggal lahir: data pribadi, tidak ditampilkan; memenuhi yang diminta",
            "date of birth: personal data, not shown; meets what is asked",
        ),
        # the end of something's validity
        (
            finding("pirt_expires_on", "on_or_after", AS_OF.toordinal(), value=d(2028, 5, 5), truth=MET, **TODAY),
            "izin PIRT berlaku sampai 5 Mei 2028, masih berlaku pada 1 November 2026",
            "PIRT permit valid until 5 May 2028, still valid on 1 November 2026",
        ),
        (
            finding("pirt_expires_on", "on_or_after", AS_OF.toordinal(), value=d(2020), truth=NOT_MET, **TODAY),
            "izin PIRT berlaku sampai 1 Januari 2020, sudah tidak berlaku pada 1 November 2026",
            "PIRT permit valid until 1 January 2020, no longer valid on 1 November 2026",
        ),
        (
            finding("pirt_expires_on", "on_or_after", AS_OF.toordinal(), value=NEVER, truth=MET, **TODAY),
            "izin PIRT berlaku sampai: tidak berakhir, masih berlaku pada 1 November 2026",
            "PIRT permit valid until: never expires, still valid on 1 November 2026",
        ),
        (
            finding("pirt_expires_on", "on_or_after", AS_OF.toordinal(), value=(d(2026), d(2026, 12, 31)), truth=UNKNOWN, **TODAY),
            "izin PIRT berlaku sampai: antara 1 Januari 2026 dan 31 Desember 2026; belum pasti masih berlaku pada 1 November 2026",
            "PIRT permit valid until: between 1 January 2026 and 31 December 2026; not certain to be valid on 1 November 2026",
        ),
        (
            finding("pirt_expires_on", "on_or_after", AS_OF.toordinal(), value=d(2020), truth=NOT_MET, negated=True, **TODAY),
            "izin PIRT berlaku sampai 1 Januari 2020, sudah tidak berlaku pada 1 November 2026",
            "PIRT permit valid until 1 January 2020, no longer valid on 1 November 2026",
        ),
        (
            finding("since", "before", AS_OF.toordinal(), value=d(2020), truth=MET, **TODAY),
            "mulai beroperasi: 1 Januari 2020; sebelum 1 November 2026 (tanggal penilaian)",
            "operating since: 1 January 2020; before 1 November 2026 (the date of assessment)",
        ),
        # sizes, with what is lacking
        (
            finding("workers", "at_least", 10, value=8, truth=NOT_MET),
            "tenaga kerja: 8 orang; minimal 10 orang; kurang 2 orang",
            "workers: 8 people; at least 10 people needed; 2 people short",
        ),
        (
            finding("sales", "at_most", 1_000_000_000, value=1_500_000_000, truth=NOT_MET),
            "omzet setahun: Rp1.500.000.000; maksimal Rp1.000.000.000; kelebihan Rp500.000.000",
            "annual sales: Rp1.500.000.000; at most Rp1.000.000.000 allowed; Rp500.000.000 too much",
        ),
        (
            finding("sales", "at_most", 100_000_000, value=(50_000_000, 250_000_000)),
            "omzet setahun: antara Rp50.000.000 dan Rp250.000.000; maksimal Rp100.000.000; belum pasti di dalam batas",
            "annual sales: between Rp50.000.000 and Rp250.000.000; at most Rp100.000.000 allowed; not certain to be within the limit",
        ),
        (
            finding("sales", "at_least", 0, truth=MET),
            "omzet setahun: belum diketahui; minimal Rp0; nilai apa pun memenuhi",
            "annual sales: not known yet; at least Rp0 needed; any value meets this",
        ),
        (
            finding("ph", "between", 65, 75, value=80, truth=NOT_MET),
            "pH: 8; harus dari 6,5 sampai 7,5",
            "pH: 8; must be from 6.5 to 7.5",
        ),
        (
            finding("ph", "between", 65, 75, value=80, truth=NOT_MET, negated=True),
            "pH: 8; di luar 6,5 sampai 7,5",
            "pH: 8; outside 6.5 to 7.5",
        ),
        (
            finding("workers", "at_least", 5, value=8, truth=MET, negated=True),
            "tenaga kerja: 8 orang; harus kurang dari 5 orang",
            "workers: 8 people; must be less than 5 people",
        ),
        (
            finding("loan", "at_most", 5_000_000, value=7_000_000, truth=NOT_MET, other="sales", right=(FactRef("sales"),)),
            "pinjaman: Rp7.000.000; maksimal omzet setahun (Rp5.000.000); kelebihan Rp2.000.000",
            "loan: Rp7.000.000; at most annual sales (Rp5.000.000) allowed; Rp2.000.000 too much",
        ),
        (
            finding("loan", "at_most", None, value=7_000_000, other="sales", right=(FactRef("sales"),)),
            "pinjaman: Rp7.000.000; maksimal omzet setahun (belum diketahui); belum pasti di dalam batas",
            "loan: Rp7.000.000; at most annual sales (not known yet) allowed; not certain to be within the limit",
        ),
        (
            finding("loan", "at_most", 5, value=7, truth=NOT_MET, other="secret", right=(FactRef("secret"),)),
            "pinjaman dibandingkan dengan utang: data pribadi, tidak ditampilkan; tidak memenuhi yang diminta",
            "loan compared with debt: personal data, not shown; does not meet what is asked",
        ),
        (
            finding("secret", "at_most", 5, other="loan", right=(FactRef("loan"),), hidden=True),
            "utang dibandingkan dengan pinjaman: data pribadi, tidak ditampilkan; belum pasti memenuhi yang diminta",
            "debt compared with loan: personal data, not shown; not certain to meet what is asked",
        ),
        (
            finding("secret", "at_most", 5, hidden=True),
            "utang: belum diketahui; maksimal Rp5",
            "debt: not known yet; at most Rp5 allowed",
        ),
        (
            finding("secret", "known", truth=MET, hidden=True),
            "utang: data pribadi, tidak ditampilkan; sudah diketahui",
            "debt: personal data, not shown; known",
        ),
        # names
        (
            finding("sector", "in", "food", value="craft", truth=NOT_MET),
            "bidang usaha: kerajinan; syaratnya pangan olahan",
            "sector: handicraft; required: processed food",
        ),
        (
            finding("sector", "in", "craft", "food", value="craft", truth=MET),
            "bidang usaha: kerajinan; termasuk salah satu dari kerajinan atau pangan olahan",
            "sector: handicraft; one of handicraft or processed food",
        ),
        (
            finding("sector", "in", frozenset({"craft"}), value="food", truth=NOT_MET, negated=True, right=(ParamRef("sectors"),)),
            "bidang usaha: pangan olahan; bukan kerajinan",
            "sector: processed food; not handicraft",
        ),
        (
            finding("pirt_status", "is", "held", value="none", truth=NOT_MET),
            "status izin PIRT: tidak punya; syaratnya dimiliki",
            "status of the PIRT permit: none; required: held",
        ),
        (
            finding("pirt_status", "is", "held", value="held", truth=MET, origin=Text("izin PIRT 2053374020970-28", "PIRT permit 2053374020970-28")),
            "status izin PIRT: dimiliki (dari izin PIRT 2053374020970-28)",
            "status of the PIRT permit: held (from PIRT permit 2053374020970-28)",
        ),
        (finding("knows_market", "is", True, value=True, truth=MET), "tahu pasar: ya", "knows the market: yes"),
        (finding("knows_market", "is_not", True, value=True, truth=NOT_MET), "tahu pasar: ya; syaratnya tidak", "knows the market: yes; required: no"),
        (finding("knows_market", "is", True), "tahu pasar: belum diketahui; syaratnya ya", "knows the market: not known yet; required: yes"),
        (
            finding("size", "in", "medium", "small", candidates=("micro", "small")),
            "skala: micro atau small; belum pasti salah satu dari medium atau small",
            "size: micro or small; not certain to be one of medium or small",
        ),
        (finding("size", "is", "micro", candidates=("micro",), truth=MET), "skala: micro", "size: micro"),
        (
            finding("markets", "includes_all", "shop", "web", value=frozenset({"web"}), truth=NOT_MET),
            "tempat jual: web; harus memuat semua dari shop dan web; belum ada shop",
            "points of sale: web; must include all of shop and web; lacking shop",
        ),
        (
            finding("markets", "includes_any", "shop", "web", value=frozenset(), truth=NOT_MET),
            "tempat jual: tidak ada; tidak memuat satu pun dari shop atau web",
            "points of sale: none; includes none of shop or web",
        ),
        (
            finding("markets", "includes", "web", value=frozenset(MARKETS.choices), truth=MET),
            "tempat jual: camp, export, fair, farm, hotel, inn, kiosk, mall, dan 6 lainnya; memuat web",
            "points of sale: camp, export, fair, farm, hotel, inn, kiosk, mall and 6 more; includes web",
        ),
        (
            finding("owner", "is", "Bu Tini", value="Bu Ani", truth=NOT_MET, hidden=True, origin=Text("KTP 33", "KTP 33")),
            "nama pemilik: data pribadi, tidak ditampilkan; tidak memenuhi yang diminta",
            "owner: personal data, not shown; does not meet what is asked",
        ),
        (finding("sales", "known", value=7, truth=MET), "omzet setahun: Rp7; sudah diketahui", "annual sales: Rp7; known"),
        (finding("sales", "known"), "omzet setahun: belum diketahui; harus diketahui", "annual sales: not known yet; must be known"),
        # the rule set's own settings
        (
            finding("$gate", "is", True, value=False, truth=NOT_MET),
            "ketentuan 'hanya kabupaten sasaran': tidak; syaratnya ya",
            "setting 'target regencies only': no; required: yes",
        ),
        # derived values
        (
            finding("team", "at_least", 10, value=7, truth=NOT_MET, inputs=(reading("men", 3), reading("women", 4))),
            "seluruh pekerja: 7 orang; minimal 10 orang; kurang 3 orang; dihitung dari: (1) laki-laki: 3 orang (2) perempuan: 4 orang",
            "whole team: 7 people; at least 10 people needed; 3 people short; computed from: (1) men: 3 people (2) women: 4 people",
        ),
        (
            finding("months", "at_least", 12, value=8, truth=NOT_MET, inputs=(reading("since", d(2026, 3)),)),
            "lama usaha: berjalan 8 bulan sejak 1 Maret 2026; minimal 12 bulan; cukup pada 1 Maret 2027",
            "age of the business: 8 months since 1 March 2026; at least 12 months needed; enough on 1 March 2027",
        ),
        (
            finding("months", "more_than", 12, value=8, truth=NOT_MET, inputs=(reading("since", d(2026, 3)),)),
            "lama usaha: berjalan 8 bulan sejak 1 Maret 2026; minimal 13 bulan; cukup pada 1 April 2027",
            "age of the business: 8 months since 1 March 2026; at least 13 months needed; enough on 1 April 2027",
        ),
        (
            finding("months", "between", 1, 12, value=(10, 22), inputs=(reading("since", YEAR_2025),)),
            "lama usaha: 10 sampai 22 bulan (mulai antara 1 Januari 2025 dan 31 Desember 2025); belum pasti di antara 1 bulan dan 12 bulan",
            "age of the business: 10 to 22 months (started between 1 January 2025 and 31 December 2025); not certain to be within 1 month to 12 months",
        ),
        (
            finding("months", "between", 0, 12, value=-3, truth=NOT_MET, inputs=(reading("since", d(2027, 1, 15)),)),
            "lama usaha: baru mulai 15 Januari 2027, sesudah 1 November 2026; harus dari 0 bulan sampai 12 bulan",
            "age of the business: starts 15 January 2027, after 1 November 2026; must be from 0 months to 12 months",
        ),
        (
            finding("months", "in", 0, 1, value=(-14, -2), truth=NOT_MET, inputs=(reading("since", (d(2027), d(2027, 12, 31))),)),
            "lama usaha: baru mulai antara 1 Januari 2027 dan 31 Desember 2027, sesudah 1 November 2026; syaratnya salah satu dari 0 bulan atau 1 bulan",
            "age of the business: starts between 1 January 2027 and 31 December 2027, after 1 November 2026; required: one of 0 months or 1 month",
        ),
        (
            finding("months", "is", 0, value=(-2, 10), inputs=(reading("since", (d(2026), d(2026, 12, 31))),)),
            "lama usaha: 0 sampai 10 bulan (mulai antara 1 Januari 2026 dan 31 Desember 2026); belum pasti 0 bulan",
            "age of the business: 0 to 10 months (starting between 1 January 2026 and 31 December 2026); not certain to be 0 months",
        ),
        (
            finding("months", "is", 0, value=0, truth=MET, inputs=(reading("since", AS_OF.toordinal()),)),
            "lama usaha: 0 bulan (mulai 1 November 2026)",
            "age of the business: 0 months (started 1 November 2026)",
        ),
        (
            finding("months", "at_least", 12, inputs=(reading("since", None),)),
            "lama usaha: belum diketahui; minimal 12 bulan; dihitung dari: mulai beroperasi: belum diketahui",
            "age of the business: not known yet; at least 12 months needed; computed from: operating since: not known yet",
        ),
        (
            finding("months", "is", 12, truth=NOT_MET, inputs=(reading("pirt_expires_on", NEVER),)),
            "lama usaha: tidak berakhir; syaratnya 12 bulan",
            "age of the business: never expires; required: 12 months",
        ),
        (
            finding("months", "at_least", 204, value=82, truth=NOT_MET, inputs=(reading("birth", d(2020), hidden=True),)),
            "lama usaha: data pribadi, tidak ditampilkan; tidak memenuhi yang diminta",
            "age of the business: personal data, not shown; does not meet what is asked",
        ),
        (
            finding("share", "at_most", 3000, value=3333, truth=NOT_MET, inputs=(reading("loan", 1), reading("sales", 3))),
            "rasio pinjaman: kira-kira 0,3333; maksimal 0,3; terlalu besar; dihitung dari: (1) pinjaman: Rp1 (2) omzet setahun: Rp3",
            "loan ratio: about 0.3333; at most 0.3 allowed; too much; computed from: (1) loan: Rp1 (2) annual sales: Rp3",
        ),
        (
            finding("share", "at_most", 3000, value=5000, truth=NOT_MET, inputs=(reading("loan", 1), reading("sales", 2))),
            "rasio pinjaman: 0,5; maksimal 0,3; kelebihan 0,2; dihitung dari: (1) pinjaman: Rp1 (2) omzet setahun: Rp2",
            "loan ratio: 0.5; at most 0.3 allowed; 0.2 too much; computed from: (1) loan: Rp1 (2) annual sales: Rp2",
        ),
        (
            finding("share", "at_most", 35, value=5000, truth=NOT_MET, right=(ParamRef("cap"),), inputs=(reading("loan", 1), reading("sales", 2))),
            "rasio pinjaman: 0,5; maksimal 0,35; kelebihan 0,15; dihitung dari: (1) pinjaman: Rp1 (2) omzet setahun: Rp2",
            "loan ratio: 0.5; at most 0.35 allowed; 0.15 too much; computed from: (1) loan: Rp1 (2) annual sales: Rp2",
        ),
        (
            finding("share", "at_most", 3000, inputs=(reading("loan", 1), reading("sales", (2, 4)))),
            "rasio pinjaman: antara 0,25 dan 0,5; maksimal 0,3; belum pasti di dalam batas; dihitung dari: (1) pinjaman: Rp1 (2) omzet setahun: antara Rp2 dan Rp4",
            "loan ratio: between 0.25 and 0.5; at most 0.3 allowed; not certain to be within the limit; computed from: (1) loan: Rp1 (2) annual sales: between Rp2 and Rp4",
        ),
        (
            finding("share", "at_most", 3000, truth=MET, inputs=(reading("loan", 1), reading("sales", 0))),
            "rasio pinjaman: tidak ada nilainya karena pembaginya nol; untuk hal itu aturan menetapkan: terpenuhi; dihitung dari: (1) pinjaman: Rp1 (2) omzet setahun: Rp0",
            "loan ratio: has no value because it divides by zero; the rules decide this case: met; computed from: (1) loan: Rp1 (2) annual sales: Rp0",
        ),
        (
            finding("share", "at_most", 3000, truth=MET, inputs=(reading("secret", 1, hidden=True), reading("sales", 2))),
            "rasio pinjaman: data pribadi, tidak ditampilkan; memenuhi yang diminta",
            "loan ratio: personal data, not shown; meets what is asked",
        ),
        (
            finding("size", "is", "micro", value="small", truth=NOT_MET, inputs=(finding("workers", "at_most", 4, value=9, truth=NOT_MET),)),
            "skala: small; syaratnya micro; berdasarkan: tenaga kerja: 9 orang; maksimal 4 orang; kelebihan 5 orang",
            "size: small; required: micro; based on: workers: 9 people; at most 4 people allowed; 5 people too much",
        ),
    ],
)  # fmt: skip
def test_sentences(made, in_id, in_en):
    assert said(made) == (in_id, in_en)


def test_without_a_rule_set_names_stand_as_in_yaml_and_months_are_still_recognised():
    made = finding("loan", "at_most", 5, value=7, truth=NOT_MET, other="sales", right=(FactRef("sales"),))
    assert said(made, None)[0] == "pinjaman: Rp7; maksimal sales (Rp5); kelebihan Rp2"
    assert said(finding("sector", "is", "food", value="craft", truth=NOT_MET), None)[0] == "bidang usaha: craft; syaratnya food"
    since = finding("months", "at_least", 12, value=8, truth=NOT_MET, inputs=(reading("since", d(2026, 3)),))
    assert said(since, None) == said(since)
    share = finding("share", "at_most", 3000, value=3333, truth=NOT_MET, inputs=(reading("loan", 1), reading("sales", 3)))
    assert said(share, None)[0].startswith("rasio pinjaman: 0,3333; maksimal 0,3; kelebihan 0,0333;")


def test_months_since_a_hidden_date_are_hidden_whatever_is_asked():
    made = finding("months", "is", 333, value=333, truth=MET, inputs=(reading("birth", None, hidden=True, truth=MET),))
    assert said(made)[0] == "lama usaha: data pribadi, tidak ditampilkan; memenuhi yang diminta"


@pytest.mark.no_cover
def test_every_finding_has_one_line_that_names_its_fact():
    for made in every_finding():
        for lang, title in (("id", made.title.id), ("en", made.title.en)):
            told = sentence(made, lang, AS_OF, RULES)
            assert told.startswith(title)
            assert "{" not in told
            assert "\n" not in told


def test_a_hidden_value_is_never_told():
    for made in every_finding():
        if made.hidden and made.value is not None:
            plain = sentence(made, "id", AS_OF, RULES)
            assert "data pribadi, tidak ditampilkan" in plain
            assert plain == sentence(_with_another_value(made), "id", AS_OF, RULES)


def _with_another_value(made):
    others = {Kind.CHOICE: "other", Kind.TEXT: "other", Kind.SET: frozenset({"fair"}), Kind.BOOLEAN: made.value is False}
    fact = made.comparison.left.name
    other = others.get(made.type.kind, 10**5 if made.type.kind is not Kind.DATE else d(1999, 9, 9))
    return finding(
        fact,
        made.comparison.op,
        *made.wanted,
        value=other,
        truth=made.truth,
        right=made.comparison.right,
        negated=made.negated,
        hidden=True,
    )


@pytest.mark.parametrize("truth", TRUTHS)
@pytest.mark.parametrize("op", ["at_least", "is", "between", "in", "at_least_ago"])
def test_a_derived_value_that_is_not_told_still_has_a_sentence(op, truth):
    wanted = (months(1),) if op == "at_least_ago" else (1, 2) if op in ("between", "in") else (1,)
    told = sentence(finding("team", op, *wanted, truth=truth, inputs=(reading("men", None), reading("women", None))), "id", AS_OF, RULES)
    assert ("tidak dapat ditulis sebagai satu nilai" in told) == (truth != UNKNOWN)
