"""What ``rules show`` says of a rule set's days and amounts, and what a profile on the command line is told to write."""

from tests.cli.console import INOPAK, run

RULES = """\
format: naikkelas/1
rule_set: shown
version: 1
parameters: {cap: {type: money, values: {1800-01-01: 500 juta}}}
criteria: {sales: {require: {annual_sales: {at_most: $cap}}}}
"""


def test_a_rule_set_without_a_first_day_is_said_to_have_none(tmp_path):
    file = tmp_path / "shown.yaml"
    file.write_text(RULES, encoding="utf-8")
    told = run("rules", "show", file).stdout
    assert "tanpa tanggal mulai berlaku" in told
    assert "1800" not in told
    assert "cap = Rp500.000.000" in told
    assert "in force without a first day" in run("rules", "show", file, "--lang", "en").stdout


def told_of(tmp_path, text):
    file = tmp_path / "profil.yaml"
    file.write_text(text, encoding="utf-8")
    told = run("decide", file, *INOPAK)
    assert told.exit_code == 2
    return told.stderr


def test_a_profile_is_told_to_write_juta_or_miliar(tmp_path):
    assert "tulis 1,5 juta atau 1,5 miliar" in told_of(tmp_path, "annual_sales: 1,5M\n")


def test_a_profile_is_told_how_a_range_is_written(tmp_path):
    assert "maksud Anda '{at_least: 5, at_most: 10}'?" in told_of(tmp_path, "workers: 5-10\n")
    assert "maksud Anda '{at_least: 50 juta, at_most: 100 juta}'?" in told_of(tmp_path, "annual_sales: 50 juta s/d 100 juta\n")


def test_a_profile_is_told_never_for_a_permit_that_does_not_expire(tmp_path):
    assert "maksud Anda 'never'?" in told_of(tmp_path, "halal_expires_on: seumur hidup\n")


def test_a_tab_in_a_profile_is_not_called_one_in_a_rule_file(tmp_path):
    assert "berkas aturan" not in told_of(tmp_path, "workers:\t5\n")


def test_the_number_that_commas_split_is_not_shown_of_a_profile(tmp_path):
    told = told_of(tmp_path, "{annual_sales: 500,123,000}\n")
    assert "NK123" in told
    assert "123" not in told.replace("NK123", "")
