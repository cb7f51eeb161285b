"""What is said of a list that cannot be read: the part that was not understood, what there is instead, and nobody's name or number."""

import pytest

import naikkelas as nk
from naikkelas.facts import Fact, Text, set_of
from naikkelas.ikm import permit_words
from naikkelas.ikm.catalogue import FACTS, PERMIT_KINDS
from naikkelas.ikm.door import Door
from naikkelas.ikm.permits import FIELDS
from naikkelas.problems import ProfileError

CHANNELS = Fact("channels", set_of("shop", "web", "reseller"), Text("kanal", "channels"))
PLACES = Fact("places", set_of(*FACTS["regency"].type.choices), Text("tempat", "places"))
SECRET = Fact("secret", set_of("shop", "web"), Text("rahasia", "secret"), personal=True)
DOOR = Door({**FACTS, "channels": CHANNELS, "places": PLACES, "secret": SECRET})
KINDS = "pirt, md, halal, nib, npwp, tr, na, umot, svlk, brand, sni, slhs, kusuka"


def refused(**raw):
    with pytest.raises(ProfileError) as caught:
        DOOR.admit(raw)
    (one,) = caught.value.problems
    assert one.code == "NK402"
    return one


def test_all_kinds_of_permits_fit_into_the_sentence():
    assert ", ".join(PERMIT_KINDS) == KINDS


def test_the_keys_of_a_permit_are_known():
    assert {*permit_words._FIELDS} == {*FIELDS}


@pytest.mark.parametrize(
    ("raw", "read", "advice"),
    [
        ("NIB; SIM", "NIB; SIM", f"'SIM' names no permit that is known; these are: {KINDS}"),
        ("NIB, SIM dan SKDU", "NIB, SIM dan SKDU", f"'SIM, SKDU' names no permit that is known; these are: {KINDS}"),
        ("PITR", "PITR", "'PITR' names no permit that is known; did you mean 'pirt'?"),
        ("P-IRT\nNIB", "P-IRT\\nNIB", "write each permit with its status: [{kind: pirt, status: …}, {kind: nib, status: …}]"),
        ("pirt", "pirt", "write each permit with its status: [{kind: pirt, status: …}]"),
        (
            "izin PIRT & sertifikat halal",
            "izin PIRT & sertifikat halal",
            "write each permit with its status: [{kind: pirt, status: …}, {kind: halal, status: …}]",
        ),
        ({"kind": "pirt"}, "{kind: pirt}", "write each permit with its status: [{kind: pirt, status: …}]"),
        ({"NIB": "held"}, "{NIB: held}", "write each permit with its status: [{kind: nib, status: …}]"),
        ("NIB 9120301234567", "NIB …", "write each permit with its status: [{kind: nib, status: …}]"),
        ({"kind": 5}, "{kind: …}", "write a list: [a, b]"),
        ("91203012345", "…", "write a list: [a, b]"),
        ({"pirt"}, "{pirt}", "write each permit with its status: [{kind: pirt, status: …}]"),
        (True, "true", "write a list: [a, b]"),
        (5, "5", "write a list: [a, b]"),
        (b"x", "<bytes>", "write a list: [a, b]"),
    ],
)
def test_permits_that_are_no_list(raw, read, advice):
    one = refused(permits=raw)
    assert (one.place.path, one.slots["expected"]) == ("permits", "[{kind: pirt, status: held}]")
    assert (one.slots["read"], one.advice()) == (read, advice)


@pytest.mark.parametrize(
    ("raw", "read", "advice"),
    [
        ("SIM", "SIM", f"'SIM' names no permit that is known; these are: {KINDS}"),
        ("NIB", "NIB", "write each permit with its status: {kind: nib, status: …}"),
        (5, "5", None),
        (["pirt"], "[pirt]", None),
    ],
)
def test_one_permit_of_a_list_that_is_none(raw, read, advice):
    one = refused(permits=[{"kind": "md", "status": "held"}, raw])
    assert (one.place.path, one.slots["expected"]) == ("permits[1]", "{kind: pirt, status: held}")
    assert (one.slots["read"], one.advice()) == (read, advice)


@pytest.mark.parametrize(
    "raw",
    [
        "NIB 9120301234567",
        "NIB: 9120.3012.34567; SIM",
        "PIRT a.n. Siti Aminah",
        "pirt atas nama SITI AMINAH",
        "Bu Siti Aminah",
        "milik Siti Aminah, NIB",
        "Siti Aminah",
        9120301234567,
        91203012345.0,
        {"kind": "nib", "number": "9120301234567", "product": "Keripik Siti Aminah", "status": "ada"},
        {"kind": "Siti Aminah"},
        ["9120301234567", "Siti Aminah"],
        {"Siti Aminah"},
        [["Siti Aminah"]],
        [{"pirt": {"Siti": "Aminah", "x": 9120301234567}}],
    ],
)
@pytest.mark.parametrize("form", [lambda raw: raw, lambda raw: [raw]], ids=["alone", "in a list"])
def test_neither_the_owner_nor_a_number_is_ever_shown(raw, form):
    with pytest.raises(ProfileError) as caught:
        DOOR.admit({"owner_name": "Siti Aminah", "permits": form(raw)})
    for one in caught.value.problems:
        for told in (one.text("id"), one.text("en"), *map(str, one.slots.values())):
            assert "iti" not in told.replace("identi", "")
            assert "minah" not in told.lower()
            assert "912" not in told


@pytest.mark.parametrize(
    ("raw", "advice"),
    [
        ("shop; web", "write a list: [shop, web]"),
        ("shop", "write a list: [shop]"),
        ("shop, webb", "'webb' is none of these; did you mean 'web'?"),
        (["shop", "resseler"], "'resseler' is none of these; did you mean 'reseller'?"),
        (["shop", "pasar", 3], "'pasar, 3' is none of these"),
        (["shop", None], "'null' is none of these"),
        ({"shop": 1}, "write a list: [a, b]"),
        (3, "write a list: [a, b]"),
    ],
)
def test_of_a_set_the_part_that_is_none_of_its_choices_is_named(raw, advice):
    one = refused(channels=raw)
    assert (one.slots["expected"], one.advice()) == ("[shop | web | reseller]", advice)


def test_a_place_in_a_set_is_told_its_code():
    assert "3305" in refused(places=["3301", "Kebumen"]).advice()
    assert "9999" in refused(places=[3301, "9999"]).advice()


@pytest.mark.parametrize("raw", ["shop; Siti", ["shop", "Siti"], "Siti", ["wbe"]])
def test_of_a_personal_set_nothing_is_shown(raw):
    one = refused(secret=raw)
    assert "Siti" not in one.text() + one.text("id")
    assert "wbe" not in one.text() + one.text("id")


def test_the_model_says_the_same():
    with pytest.raises(ValueError, match="'SIM' names no permit that is known"):
        nk.IKMProfile(permits="NIB; SIM")
