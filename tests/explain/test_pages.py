"""Whole explanations, as people read them."""

from dataclasses import replace

from naikkelas.conditions import AsOf, Outcome
from naikkelas.explain import render
from naikkelas.facts import Text
from naikkelas.logic import MET, NOT_MET, UNKNOWN
from naikkelas.problems import Place, problem
from naikkelas.results import DecidingSet, DecidingSets, Group, OutputValue, Points, Question
from naikkelas.ruleset.model import Source
from tests.explain.make import (
    AS_OF,
    DERIVED,
    FACTS,
    KICKOFF,
    Told,
    both,
    criterion,
    d,
    decision,
    finding,
    months,
    result,
    rule_set,
)

PERMIT = Text("Izin PIRT berlaku", "Holds a valid PIRT permit")
RUNNING = Text("Berjalan minimal satu tahun", "Running for at least one year")
PREFERRED = Text("Diutamakan: tahu pasar", "Preferred: knows the market")
GAP = Text("Potensi ekspor dinilai kurator", "Export potential is judged by a curator")

HELD = finding(
    "pirt_status", "is", "held", value="held", truth=MET, origin=Text("izin PIRT 2053374020970-28", "PIRT permit 2053374020970-28")
)
VALID = finding("pirt_expires_on", "on_or_after", AS_OF.toordinal(), value=d(2028, 5, 5), truth=MET, right=(AsOf(),))
NEW = finding("since", "at_least_ago", months(12), value=d(2026, 3), truth=NOT_MET, parameters=("minimum_operation",))
MARKET = finding("knows_market", "is", True, value=True, truth=MET)
WAIT = Text("Tunggu sampai setahun", "Wait until a year has passed")

INELIGIBLE = decision(
    "ineligible",
    result("permit", "met", HELD, VALID, title=PERMIT, remedy=Text("Urus SPP-IRT", "Apply for an SPP-IRT"), source=KICKOFF),
    result("operation", "not_met", NEW, title=RUNNING, remedy=WAIT, source=KICKOFF),
    result("priority", "met", MARKET, title=PREFERRED, kind="preference", points=(10, 10)),
    result("advice", "not_met", NEW, title=both("Saran"), kind="note", remedy=WAIT),
    points=Points(10, 10),
    facts={"size": OutputValue("size", DERIVED["size"].title, DERIVED["size"].type, "micro")},
    rules=rule_set(data_gaps=(GAP,)),
)


def test_ineligible_in_indonesian():
    assert render(INELIGIBLE, "id", "text") == (
        "Tidak memenuhi syarat: Program contoh\n"
        "Aturan contoh versi 2026.1, dinilai per 1 November 2026.\n"
        "\n"
        "Syarat\n"
        "  ✓ memenuhi: Izin PIRT berlaku\n"
        "      ✓ Status izin PIRT: dimiliki (dari izin PIRT 2053374020970-28)\n"
        "      ✓ Izin PIRT berlaku sampai 5 Mei 2028, masih berlaku pada 1 November 2026\n"
        "      Sumber: [1]\n"
        "  ✗ tidak memenuhi: Berjalan minimal satu tahun\n"
        "      ✗ Mulai beroperasi: berjalan 8 bulan sejak 1 Maret 2026; minimal 12 bulan; cukup pada 1 Maret 2027\n"
        "      Yang perlu dilakukan: Tunggu sampai setahun\n"
        "      Sumber: [1]\n"
        "\n"
        "Nilai tambah (poin: 10)\n"
        "  ✓ memenuhi: Diutamakan: tahu pasar\n"
        "      ✓ Tahu pasar: ya\n"
        "      Poin: 10\n"
        "\n"
        "Catatan\n"
        "  ✗ tidak memenuhi: Saran\n"
        "      ✗ Mulai beroperasi: berjalan 8 bulan sejak 1 Maret 2026; minimal 12 bulan; cukup pada 1 Maret 2027\n"
        "\n"
        "Hasil hitungan\n"
        "  • skala: micro\n"
        "\n"
        "Yang tidak diperiksa oleh aturan ini\n"
        "  • Potensi ekspor dinilai kurator\n"
        "\n"
        "Sumber\n"
        "  1. Seminar perdana, 5 November 2020 https://example.org/a_b?x=1&y=2\n"
    )


def test_ineligible_in_english_as_markdown():
    assert render(INELIGIBLE, "en", "markdown") == (
        "## Not eligible: Sample programme\n"
        "\n"
        "Rule set contoh version 2026.1, assessed as of 1 November 2026.\n"
        "\n"
        "### Requirements\n"
        "\n"
        "- ✓ met: **Holds a valid PIRT permit**\n"
        "    - ✓ Status of the PIRT permit: held (from PIRT permit 2053374020970-28)\n"
        "    - ✓ PIRT permit valid until 5 May 2028, still valid on 1 November 2026\n"
        "    - Source: \\[1\\]\n"
        "- ✗ not met: **Running for at least one year**\n"
        "    - ✗ Operating since: 8 months since 1 March 2026; at least 12 months needed; enough on 1 March 2027 (threshold `minimum_operation`)\n"
        "    - What to do: Wait until a year has passed\n"
        "    - Source: \\[1\\]\n"
        "\n"
        "### Preferences (points: 10)\n"
        "\n"
        "- ✓ met: **Preferred: knows the market**\n"
        "    - ✓ Knows the market: yes\n"
        "    - Points: 10\n"
        "\n"
        "### Notes\n"
        "\n"
        "- ✗ not met: **Saran**\n"
        "    - ✗ Operating since: 8 months since 1 March 2026; at least 12 months needed; enough on 1 March 2027 (threshold `minimum_operation`)\n"
        "\n"
        "### Computed results\n"
        "\n"
        "- size: micro\n"
        "\n"
        "### What these rules do not check\n"
        "\n"
        "- Export potential is judged by a curator\n"
        "\n"
        "### Sources\n"
        "\n"
        "1. Kick-off seminar, 5 November 2020 <https://example.org/a_b?x=1&y=2>\n"
    )


NO_PERMIT = Group(
    "any",
    NOT_MET,
    (
        finding("pirt_status", "is", "held", value="none", truth=NOT_MET),
        finding("sales", "at_least", 5_000_000, value=2_500_000, truth=NOT_MET),
    ),
    2,
)


def test_ineligible_as_html():
    told = decision("ineligible", result("permit", "not_met", NO_PERMIT, NEW, title=PERMIT, remedy=WAIT, source=KICKOFF))
    assert render(told, "id", "html") == (
        '<section class="nk-decision nk-ineligible" lang="id">\n'
        '<h2 class="nk-headline">Tidak memenuhi syarat: Program contoh</h2>\n'
        '<p class="nk-meta">Aturan contoh versi 2026.1, dinilai per 1 November 2026.</p>\n'
        '<section class="nk-requirements">\n'
        "<h3>Syarat</h3>\n"
        "<ul>\n"
        '<li class="nk-criterion nk-not_met">\n'
        '<p><span class="nk-mark" aria-hidden="true">✗</span> <span class="nk-status">tidak memenuhi</span>: <strong>Izin PIRT berlaku</strong></p>\n'
        '<ul class="nk-because">\n'
        '<li class="nk-not_met"><span class="nk-mark" role="img" aria-label="tidak memenuhi">✗</span> Tidak satu pun dari 2 kemungkinan terpenuhi:\n'
        '<ul class="nk-below">\n'
        '<li class="nk-not_met"><span class="nk-mark" role="img" aria-label="tidak memenuhi">✗</span> Status izin PIRT: tidak punya; syaratnya dimiliki\n'
        "</li>\n"
        '<li class="nk-not_met"><span class="nk-mark" role="img" aria-label="tidak memenuhi">✗</span> '
        "Omzet setahun: Rp2.500.000; minimal Rp5.000.000; kurang Rp2.500.000\n"
        "</li>\n"
        "</ul>\n"
        "</li>\n"
        '<li class="nk-not_met"><span class="nk-mark" role="img" aria-label="tidak memenuhi">✗</span> '
        "Mulai beroperasi: berjalan 8 bulan sejak 1 Maret 2026; minimal 12 bulan; cukup pada 1 Maret 2027 "
        '<small class="nk-parameter">(batas <code>minimum_operation</code>)</small>\n'
        "</li>\n"
        "</ul>\n"
        '<dl class="nk-details">\n'
        '<dt class="nk-remedy">Yang perlu dilakukan</dt><dd>Tunggu sampai setahun</dd>\n'
        '<dt class="nk-source">Sumber</dt><dd>[1]</dd>\n'
        "</dl>\n"
        "</li>\n"
        "</ul>\n"
        "</section>\n"
        '<section class="nk-sources">\n'
        "<h3>Sumber</h3>\n"
        "<ol>\n"
        "<li><p>Seminar perdana, 5 November 2020 "
        '<a href="https://example.org/a_b?x=1&amp;y=2" rel="nofollow noreferrer">https://example.org/a_b?x=1&amp;y=2</a></p>\n'
        "</li>\n"
        "</ol>\n"
        "</section>\n"
        "</section>\n"
    )


def test_needs_information_asks_first():
    told = decision(
        "needs_information",
        result(
            "permit", "unknown", finding("pirt_status", "is", "held"), title=PERMIT, remedy=Text("Urus SPP-IRT", "Apply for an SPP-IRT")
        ),
        result("area", "not_applicable", finding("sector", "is", "food", value="craft", truth=NOT_MET), title=both("Wilayah")),
        result("small", "unknown", finding("sales", "at_most", 5, value=(1, 9)), title=both("Usaha kecil")),
        questions=(Question(FACTS["pirt_status"], ("permit", "gone"), True), Question(FACTS["sales"], ("small",), False)),
        deciding_sets=DecidingSets(
            (DecidingSet(("pirt_status",), Outcome.INELIGIBLE), DecidingSet(("pirt_status", "sales"), Outcome.ELIGIBLE)), complete=False
        ),
        problems=(problem("NK404", Place(path="workers"), name="workers", read="3", expected="4"),),
        rules_as_of=AS_OF.replace(year=2025),
    )
    assert render(told, "id", "text") == (
        "Perlu keterangan lagi: Program contoh\n"
        "Aturan contoh versi 2026.1, dinilai per 1 November 2026.\n"
        "Ketentuan aturan yang dipakai adalah yang berlaku pada 1 November 2025.\n"
        "\n"
        "Yang perlu dijawab\n"
        "  1. Status izin PIRT?\n"
        "      • Untuk kriteria: Izin PIRT berlaku dan gone\n"
        "      • Jawaban ini saja bisa menentukan hasilnya\n"
        "  2. Berapa omzet setahun?\n"
        "      • Untuk kriteria: Usaha kecil\n"
        "\n"
        "Jawaban yang bisa menentukan hasil\n"
        "  • Cukup menjawab: status izin PIRT → bisa menjadi tidak memenuhi syarat\n"
        "  • Cukup menjawab: status izin PIRT dan omzet setahun → bisa menjadi memenuhi syarat\n"
        "  • Daftar ini mungkin belum lengkap\n"
        "\n"
        "Syarat\n"
        "  ? belum diketahui: Izin PIRT berlaku\n"
        "      ? Status izin PIRT: belum diketahui; syaratnya dimiliki\n"
        "      Bila ternyata belum terpenuhi: Urus SPP-IRT\n"
        "  – tidak berlaku: Wilayah\n"
        "      • Tidak berlaku karena:\n"
        "        • Bidang usaha: kerajinan; syaratnya pangan olahan\n"
        "  ? belum diketahui: Usaha kecil\n"
        "      ? Omzet setahun: antara Rp1 dan Rp9; maksimal Rp5; belum pasti di dalam batas\n"
        "\n"
        "Peringatan\n"
        "  • workers diberikan '3', padahal dari fakta lain mengikuti '4'; yang diberikan dipakai\n"
    )


def section(told, lang, title):
    """The lines below a heading of the text."""
    text = render(told, lang, "text")
    return text.split(f"\n{title}\n", 1)[1].split("\n\n", 1)[0].splitlines()


def test_questions_are_for_open_decisions_only():
    told = decision("eligible", questions=(Question(FACTS["sales"], (), True),))
    assert "Yang perlu dijawab" not in render(told, "id", "text")


def test_many_deciding_sets_are_cut():
    sets = DecidingSets(tuple(DecidingSet((name,), Outcome.ELIGIBLE) for name in list(FACTS)[:11]), complete=True)
    told = decision("needs_information", deciding_sets=sets)
    lines = section(told, "en", "Answers that can settle it")
    assert len(lines) == 9
    assert lines[-1] == "  • Other combinations that can settle it: 3"


def test_out_of_scope_says_why_and_leaves_the_criteria_out():
    told = decision(
        "out_of_scope",
        result("permit", "met", MARKET, source=KICKOFF),
        scope=(finding("sector", "is", "food", value="craft", truth=NOT_MET),),
    )
    assert render(told, "en", "text") == (
        "Out of scope: Sample programme\n"
        "Rule set contoh version 2026.1, assessed as of 1 November 2026.\n"
        "\n"
        "Why these rules do not apply\n"
        "  ✗ Sector: handicraft; required: processed food\n"
    )


def test_out_of_scope_because_nothing_is_required():
    told = decision("out_of_scope", result("old", "not_applicable", not_in_force=True))
    assert section(told, "id", "Mengapa aturan ini tidak berlaku") == ["  • Tidak ada syarat yang berlaku"]
    assert section(told, "id", "Syarat") == ["  – tidak berlaku: old", "      • Di luar masa berlaku kriteria"]


def test_rules_that_only_report_do_not_say_out_of_scope():
    rules = rule_set(criteria={"seen": criterion("seen", (None, None), "note")})
    told = decision("out_of_scope", result("seen", "met", kind="note"), rules=rules)
    text = render(told, "id", "text")
    assert text.startswith("Laporan, tanpa keputusan: Program contoh\n")
    assert "Mengapa aturan ini tidak berlaku" not in text
    assert section(told, "id", "Catatan") == ["  ✓ memenuhi: seen"]
    elsewhere = decision("out_of_scope", scope=(finding("sector", "is", "food", value="wood", truth=NOT_MET),), rules=rules)
    assert render(elsewhere, "en", "text").startswith("Out of scope: Sample programme\n")


def test_choices_of_a_derived_fact_are_called_by_their_titles():
    size = replace(DERIVED["size"], choice_titles={"micro": Text("mikro", "micro business")})
    told = decision(
        "eligible",
        facts={"size": OutputValue("size", size.title, size.type, None, ("micro", "small"))},
        rules=rule_set(derived={**DERIVED, "size": size}),
    )
    assert section(told, "en", "Computed results") == ["  • size: micro business or small"]


def test_open_scope_is_told():
    told = decision("needs_information", scope=(finding("sector", "is", "food"),))
    assert section(told, "en", "It is not certain yet whether these rules apply") == ["  ? Sector: not known yet; required: processed food"]


def test_the_period_of_a_criterion_is_told():
    dates = {"from": (d(2027), None), "until": (None, d(2020)), "both": (d(2027), d(2028)), "open": (None, None)}
    rules = rule_set(criteria={name: criterion(name, effective) for name, effective in dates.items()})
    told = decision("out_of_scope", *(result(name, "not_applicable", not_in_force=True) for name in dates), rules=rules)
    assert [line.strip() for line in section(told, "id", "Syarat")[1::2]] == [
        "• Di luar masa berlaku kriteria: paling cepat 1 Januari 2027",
        "• Di luar masa berlaku kriteria: paling lambat 1 Januari 2020",
        "• Di luar masa berlaku kriteria: antara 1 Januari 2027 dan 1 Januari 2028",
        "• Di luar masa berlaku kriteria",
    ]


def test_not_applicable_without_reasons_has_no_empty_line():
    assert section(decision("eligible", result("a", "not_applicable")), "en", "Requirements") == ["  – not applicable: a"]


def test_remedies_are_for_requirements_that_are_not_met_or_open():
    for kind in ("requirement", "preference", "note"):
        for status in ("met", "not_met", "unknown", "not_applicable"):
            text = render(decision("eligible", result("a", status, kind=kind, remedy=WAIT)), "en", "text")
            told = {"not_met": "What to do: Wait", "unknown": "If it turns out not to be met: Wait"}.get(status, "Wait")
            assert (told in text) == (kind == "requirement" and status in ("not_met", "unknown"))


def test_open_points_are_a_range():
    told = decision("eligible", result("a", "unknown", kind="preference", points=(0, 1200)), points=Points(5, 1205))
    assert section(told, "id", "Nilai tambah (poin: 5 sampai 1.205)") == ["  ? belum diketahui: a", "      Poin: 0 sampai 1.200"]


def test_sources_are_listed_once_and_only_web_addresses_are_linked():
    sources = [
        Source("a", both("A"), "2020-11", "https://example.org"),
        Source("b", both("B"), None, "javascript:alert(1)", both("catatan")),
        Source("a", both("A"), "2020-11", "https://example.org"),
    ]
    told = decision("eligible", *(result(f"c{number}", "met", source=source) for number, source in enumerate(sources)))
    assert section(told, "id", "Sumber") == ["  1. A, 2020-11 https://example.org", "  2. B, catatan, javascript:alert(1)"]
    assert section(told, "id", "Syarat")[1::2] == ["      Sumber: [1]", "      Sumber: [2]", "      Sumber: [1]"]
    assert 'href="javascript' not in render(told, "id", "html")
    assert "<javascript" not in render(told, "id", "markdown")


def test_outputs_of_every_exactness():
    size, team = DERIVED["size"], DERIVED["team"]
    facts = {
        "exact": OutputValue("size", size.title, size.type, "micro"),
        "one_of": OutputValue("size", size.title, size.type, None, ("micro", "small", "medium")),
        "range": OutputValue("team", team.title, team.type, (3, 5)),
        "open": OutputValue("team", team.title, team.type, team.type.bounds),
        "missing": OutputValue("team", team.title, team.type, None),
    }
    assert section(Told(Outcome.ELIGIBLE, facts=facts), "id", "Hasil hitungan") == [
        "  • skala: micro",
        "  • skala: micro, small atau medium",
        "  • seluruh pekerja: antara 3 dan 5 orang",
        "  • seluruh pekerja: belum diketahui",
        "  • seluruh pekerja: belum diketahui",
    ]


def test_a_warning_gives_its_advice():
    told = decision("eligible", problems=(problem("NK402", hint="whole_rupiah", name="sales", read="1,5", expected="money"),))
    (line,) = section(told, "en", "Warnings")
    assert line.endswith("; rupiah are whole")


def test_colour_only_repeats_what_is_said():
    told = decision("needs_information", result("a", "met", MARKET), result("b", "not_met", NEW), result("c", "not_applicable"))
    coloured, plain = render(told, "id", "text", colour=True), render(told, "id", "text", colour=False)
    assert "\x1b" not in plain
    assert "\x1b[32m✓ memenuhi\x1b[0m: a" in coloured
    assert "\x1b[31m✗\x1b[0m Mulai" in coloured
    for code in ("0", "1", "2", "31", "32", "33", "1;33"):
        coloured = coloured.replace(f"\x1b[{code}m", "")
    assert coloured == plain
    assert "\x1b" not in render(told, "id", "markdown", colour=True) + render(told, "id", "html", colour=True)


def test_unknown_is_told_as_unknown_everywhere():
    told = decision("needs_information", result("a", "unknown", finding("since", "at_least_ago", months(12), truth=UNKNOWN)))
    for shape in ("text", "markdown", "html"):
        assert "belum diketahui" in render(told, "id", shape)
