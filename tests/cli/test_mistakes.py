"""Whatever a user gets wrong is told in words with a code and a hint, and ends with exit code 2; never a traceback."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import naikkelas as nk
from naikkelas.cli import main
from tests.cli.console import ELIGIBLE, INOPAK, PROFILES, data, run

KERIPIK = PROFILES / "keripik-kebumen.yaml"

OPTIONS = {
    "no such day": (["--as-of", "2026-13-01"], "NK402", "tanggal itu tidak ada di kalender"),
    "not a date": (["--as-of", "besok"], "NK402", "TTTT-BB-HH"),
    "an empty date": (["--as-of", ""], "NK402", "TTTT-BB-HH"),
    "a month": (["--as-of", "2026-11"], "NK402", "satu nilai pasti"),
    "a date far away": (["--rules-as-of", "9999-01-01"], "NK402", "di luar batas"),
    "no such format": (["--format", "jsno"], "NK402", "maksud Anda 'json'?"),
    "no such language": (["--lang", "fr"], "NK402", "id | en"),
    "no such bundled rule set": (["--rules", "inopak"], "NK505", "inopak-naik-kelas"),
    "the start of the name of a bundled rule set": (["--rules", "inopak"], "NK505", "maksud Anda 'inopak-naik-kelas'?"),
    "a folder here without a slash": (["--rules", "rules"], "NK505", "maksud Anda './rules'?"),
    "a file here without its ending": (["--rules", "pyproject.toml"], "NK505", "maksud Anda './pyproject.toml'?"),
    "a name that no file can have": (["--rules", "x" * 5000], "NK505", "yang ada: "),
    "an amount in M": (["--set-parameter", "minimum_operation=5 M"], "NK503", "{months: 12}"),
    "a day that stands first": (["--as-of", "01/11/2026"], "NK402", "maksud Anda '2026-11-01'?"),
    "two days at once": (["--as-of", "2026-2027"], "NK402", "TTTT-BB-HH"),
    "no such rule file": (["--rules", "nothing/here.yaml"], "NK101", "nothing/here.yaml"),
    "a parameter without a value": (["--set-parameter", "md_counts"], "NK402", "NAMA=NILAI"),
    "a parameter without a name": (["--set-parameter", "=true"], "NK402", "NAMA=NILAI"),
    "an unknown parameter": (["--set-parameter", "md_count=true"], "NK502", "maksud Anda 'md_counts'?"),
    "a parameter like nothing there": (["--set-parameter", "self=1"], "NK502", "yang bisa: minimum_operation"),
    "a parameter that does not fit": (["--set-parameter", "md_counts=ya"], "NK503", "tulis true"),
    "an empty parameter": (["--set-parameter", "md_counts="], "NK503", "true | false"),
    "a parameter set twice": (
        ["--set-parameter", "md_counts=true", "--set-parameter", "md_counts=false"],
        "NK402",
        "satu nilai untuk md_counts; opsi ini diberikan dua kali",
    ),
    "a parameter that is no YAML": (["--set-parameter", "minimum_operation={months: 6"], "NK131", "--set-parameter minimum_operation:1:1"),
}


@pytest.mark.parametrize("name", OPTIONS)
def test_options(name):
    options, code, words = OPTIONS[name]
    told = run("decide", KERIPIK, *INOPAK, *options)
    assert (told.exit_code, told.stdout) == (2, "")
    assert code in told.stderr
    assert words in told.stderr
    as_json = run("decide", KERIPIK, *INOPAK, *options, *([] if "--format" in options else ["--format", "json"]))
    assert as_json.exit_code == 2
    if "--format" not in options:
        assert code in [problem["code"] for problem in data(as_json)["problems"]]
        assert as_json.stderr == ""


def test_the_list_of_bundled_rule_sets_is_not_cut():
    told = run("decide", KERIPIK, "--rules", "zzz", "--as-of", "2026-11-01").stderr
    assert all(name in told for name in nk.bundled_names())


def test_all_wrong_parameters_are_told_at_once():
    wrong = ["--set-parameter", "a=1", "--set-parameter", "b", "--set-parameter", "md_counts=["]
    told = data(run("decide", KERIPIK, *INOPAK, *wrong, "--format", "json"))["problems"]
    assert sorted(problem["code"] for problem in told) == ["NK131", "NK402", "NK502"]


USAGE = {
    "a misspelt option": (["decide", "x", "--fromat", "json"], "opsi --fromat tidak dikenal; maksud Anda --format?"),
    "an unknown option": (["decide", "x", "--zzz"], "opsi --zzz tidak dikenal"),
    "no profile": (["decide", *INOPAK], "PROFIL... wajib diisi"),
    "no rules": (["decide", "x"], "--rules wajib diisi"),
    "an option without a value": (["decide", "x", "--rules"], "opsi --rules memerlukan nilai"),
    "a flag with a value": (["decide", "x", "--no-colour=1", *INOPAK], "--no-colour"),
    "too many arguments": (["rules", "list", "x"], "x"),
    "a misspelt command": (["deside", "x"], "tidak ada perintah 'deside'; maksud Anda 'decide'?"),
    "an unknown command": (["rules", "zzz"], "tidak ada perintah 'zzz'; yang ada: list, show"),
}


@pytest.mark.parametrize("name", USAGE)
def test_usage(name):
    arguments, words = USAGE[name]
    told = run(*arguments)
    assert (told.exit_code, told.stdout) == (2, "")
    assert told.stderr.startswith(f"galat: {words}" if len(words) > 20 else "galat: ")
    assert words in told.stderr
    assert "--help" in told.stderr
    english = run("--lang", "en", *arguments)
    assert english.stderr.startswith("error: ")


def test_usage_in_json():
    told = data(run("decide", "x", "--format", "json", "--lang", "en"))
    assert told == {
        "problems": [
            {"code": "usage", "severity": "error", "place": {}, "message": "--rules is required", "hint": "try: naikkelas decide --help"}
        ]
    }


FILES = {
    "missing": (None, "NK101"),
    "empty": (b"", "NK107"),
    "only comments": (b"# nothing\n", "NK107"),
    "an empty list": (b"[]", "NK403"),
    "null": (b"null", "NK403"),
    "null in a list": (b"- null", "NK403"),
    "a number": (b"3", "NK403"),
    "a text": (b"keripik", "NK403"),
    "a list in a list": (b"- [1]", "NK403"),
    "binary": (bytes(range(256)), "NK1"),
    "utf-16": ("sector: wood".encode("utf-16"), "NK106"),
    "latin-1": (b"business_name: Caf\xe9", "NK105"),
    "two documents": (b"sector: wood\n---\nsector: wood\n", "NK108"),
    "a tag": (b"sector: !!python/object:os.system wood", "NK112"),
    "a key twice": (b"sector: wood\nsector: herbal\n", "NK113"),
    "a loop": (b"a: &a [*a]", "NK117"),
    "too deep": (b"[" * 5000, "NK119"),
    "deep JSON": (b'{"a":' * 5000 + b"1" + b"}" * 5000, "NK119"),
    "too large": (b"a: " + b"x" * 3_000_000, "NK104"),
    "an unknown fact": (b"sektor: wood", "NK401"),
    "a bad value": (b"workers: lima", "NK402"),
    "a nested mapping": (b"workers: {a: {b: 1}}", "NK402"),
    "permits that are no list": (b"permits: pirt", "NK402"),
}


@pytest.mark.parametrize("name", FILES)
def test_files(name, tmp_path):
    content, code = FILES[name]
    path = tmp_path / "profil.yaml"
    if content is not None:
        path.write_bytes(content)
    told = run("decide", path, *INOPAK)
    assert (told.exit_code, told.stdout) == (2, "")
    assert code in told.stderr
    assert str(path) in told.stderr
    as_json = run("decide", path, *INOPAK, "--format", "json")
    assert as_json.exit_code == 2
    found = data(as_json)
    found = found[0] if isinstance(found, list) else found
    assert all(problem["code"].startswith("NK") for problem in found["problems"])


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("[]", "profil.yaml:1:1 galat NK403 profil harus berupa pasangan 'fakta: nilai', yang terbaca: []"),
        ("null", "profil.yaml:1:1 galat NK403 profil harus berupa pasangan 'fakta: nilai', yang terbaca: null"),
        ("~", "profil.yaml:1:1 galat NK403 profil harus berupa pasangan 'fakta: nilai', yang terbaca: null"),
        ("'null'", "profil.yaml:1:1 galat NK403 profil harus berupa pasangan 'fakta: nilai', yang terbaca: teks"),
        ("\n\nkeripik", "profil.yaml:3:1 galat NK403 profil harus berupa pasangan 'fakta: nilai', yang terbaca: teks"),
        ("- workers: 3\n- [1]", "profil.yaml:2:3 galat NK403 profil harus berupa pasangan 'fakta: nilai', yang terbaca: daftar"),
        ("- workers: 3\n-", "profil.yaml:2:2 galat NK403 profil harus berupa pasangan 'fakta: nilai', yang terbaca: null"),
        ("", "profil.yaml:1:1 galat NK107 berkas ini kosong: tidak ada isi selain komentar"),
    ],
)
def test_a_profile_that_is_no_mapping_is_told_where_and_what_it_should_hold(content, said, tmp_path):
    path = tmp_path / "profil.yaml"
    path.write_text(content, encoding="utf-8")
    told = run("decide", path, *INOPAK)
    assert told.exit_code == 2
    assert said in told.stderr
    assert "tulis fakta dan nilainya, misalnya 'workers: 5'; daftar fakta: naikkelas facts" in told.stderr


def test_numbers_of_a_json_profile_are_told_as_written(tmp_path):
    path = tmp_path / "profil.json"
    path.write_text('{"capital": 2.500, "workers": 1.5, "permits": [{"kind": 2.50}]}', encoding="utf-8")
    told = run("decide", path, *INOPAK, "--lang", "en").stderr
    assert "value '2.500' for capital" in told
    assert "value '1.5' for workers" in told
    assert "value '2.50' for kind" in told
    assert "Decimal" not in told


def test_the_name_of_a_regency_in_a_profile_is_told_its_code(tmp_path):
    path = tmp_path / "profil.yaml"
    for written, advice in (
        ("Kebumen", "tulis kodenya: 3305 (Kabupaten Kebumen)"),
        ("semarang", "tulis salah satu kodenya: 3322 (Kabupaten Semarang), 3374 (Kota Semarang)"),
        ("kebumn", "maksud Anda 3305 (Kabupaten Kebumen)? Tulis kodenya"),
    ):
        path.write_text(f"regency: {written}\n", encoding="utf-8")
        told = run("decide", path, *INOPAK)
        assert told.exit_code == 2
        assert "profil.yaml:1:10 regency galat NK402" in told.stderr
        assert advice in told.stderr


def test_a_folder_is_no_profile(tmp_path):
    assert "NK102" in run("decide", tmp_path, *INOPAK).stderr


def test_rule_sets_with_mistakes_are_told_with_their_places(tmp_path):
    rules = tmp_path / "r.yaml"
    rules.write_text("format: naikkelas/1\nrule_set: r\nversion: 1\ncriteria: {c: {require: {pirt_stauts: {is: held}}}}\n")
    for command in (["decide", KERIPIK, "--rules", rules, "--as-of", "2026-11-01"], ["rules", "show", rules], ["facts", "--rules", rules]):
        told = run(*command, "--lang", "en")
        assert told.exit_code == 2
        assert told.stderr.startswith(f"{rules}:4:26 error NK201 unknown fact 'pirt_stauts'")


@pytest.mark.no_cover
@settings(max_examples=30, deadline=None)
@given(st.one_of(st.binary(max_size=200), st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass"))))
def test_no_input_at_all_is_a_traceback(content):
    told = run("decide", "-", *INOPAK, "--format", "json", given=content)
    assert told.exit_code in {0, 2}
    assert data(told)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.sampled_from(["decide", "check", "rules", "show", "list", "facts", "schema", "--rules", "x.yaml", "--lang", "en", "-", "--",
                                 "--set-parameter", "=", "--as-of", "--format", "json", "-h", "--version", "inopak-naik-kelas", "é", "\udcff"]), max_size=6))  # fmt: skip
def test_no_command_line_at_all_is_a_traceback(words):
    told = run(*words, given=ELIGIBLE)
    assert told.exit_code in {0, 1, 2}


# --- personal values -------------------------------------------------------------------------------------------------

SECRETS = {
    "owner_name": "Siti Rahayu Contoh",
    "owner_nik": "3305014107850003",
    "nib_number": "9120001234567",
    "npwp_number": "091234567890000",
    "address": "Jalan Rekaan 17 Karangsambung",
}


@pytest.mark.parametrize("shape", ["text", "markdown", "html", "json"])
def test_personal_values_are_never_shown(shape):
    profile = json.dumps({"sector": "wood", **SECRETS})
    told = run("decide", "-", *INOPAK, "--format", shape, given=profile)
    assert told.exit_code == 0
    assert not [secret for secret in SECRETS.values() if secret in told.output]


@pytest.mark.parametrize(
    "text",
    [
        "owner_nmae: Siti Rahayu Contoh",
        "owner_name: [Siti Rahayu Contoh]",
        "owner_name: {nama: Siti Rahayu Contoh}",
        "sector: wood\nSiti Rahayu Contoh\n",
        "owner_name: 'Siti Rahayu Contoh",
        "owner_name: Siti: Rahayu Contoh",
        "permits: [{kind: nib, number: [Siti Rahayu Contoh]}]",
        "permits: [{number: {a: Siti Rahayu Contoh}}]",
        "Siti Rahayu Contoh",
        "[Siti Rahayu Contoh]",
        "{workers: 1,5 Siti Rahayu Contoh}",
    ],
)
@pytest.mark.parametrize("shape", ["text", "json"])
def test_personal_values_are_not_in_problems(text, shape):
    told = run("decide", "-", *INOPAK, "--format", shape, given=text)
    assert told.exit_code == 2
    assert "Rahayu" not in told.output


def test_standard_input_that_is_closed(monkeypatch, capsys):
    monkeypatch.setattr("sys.stdin", None)
    assert main(["decide", "-", *INOPAK]) == 2
    assert capsys.readouterr().err.startswith("<stdin> galat NK101")
