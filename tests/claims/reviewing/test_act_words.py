"""What an act changed is named as its editor knows the fields, not as columns are called."""

from __future__ import annotations

import pytest
from django.utils.translation import override

from claims.corrections import EDITABLE
from claims.models import Arrangement, Step
from claims.revisions import RESTORED
from claims.templatetags.acts import act_effects, act_fields
from claims.templatetags.arranged import effects


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        (["review", "value_high"], "Zahl"),
        (["approx", "review"], "Zahl"),
        (["end", "figure_end", "figure_start", "quote", "review", "start"], "Beleg"),
        (["event_from", "event_precision", "event_to"], "Zeitraum"),
        (["places", "review", "value_high", "value_low"], "Orte, Zahl"),
        (["review"], ""),
    ],
)
def test_fields_that_are_one_thing_are_named_once(fields, said):
    with override("de"):
        assert act_fields(Step(fields=fields)) == said


@pytest.mark.parametrize("name", sorted((set(RESTORED) | EDITABLE) - {"source_type"}))
def test_no_column_shows_its_name_in_code(name):
    with override("de"):
        assert "_" not in act_fields(Step(fields=[name]))
        assert name.replace("_", " ") not in act_fields(Step(fields=[name])).split(", ") or name == "via"


@pytest.mark.parametrize(
    ("came", "went", "german", "english"),
    [
        (
            0,
            0,
            "In der Zeitleiste kam keine Änderung hinzu, und keine fiel weg.",
            "In the timeline no change came or went.",
        ),
        (1, 0, "In der Zeitleiste kam 1 Änderung hinzu.", "In the timeline 1 change came."),
        (2, 0, "In der Zeitleiste kamen 2 Änderungen hinzu.", "In the timeline 2 changes came."),
        (0, 1, "In der Zeitleiste fiel 1 Änderung weg.", "In the timeline 1 change went."),
        (0, 2, "In der Zeitleiste fielen 2 Änderungen weg.", "In the timeline 2 changes went."),
        (1, 1, "In der Zeitleiste kam 1 Änderung hinzu, 1 fiel weg.", "In the timeline 1 change came, 1 went."),
        (1, 2, "In der Zeitleiste kam 1 Änderung hinzu, 2 fielen weg.", "In the timeline 1 change came, 2 went."),
        (2, 1, "In der Zeitleiste kamen 2 Änderungen hinzu, 1 fiel weg.", "In the timeline 2 changes came, 1 went."),
        (2, 2, "In der Zeitleiste kamen 2 Änderungen hinzu, 2 fielen weg.", "In the timeline 2 changes came, 2 went."),
    ],
)
def test_what_did_not_happen_to_the_timeline_is_not_counted(came, went, german, english):
    for language, said in (("de", german), ("en", english)):
        with override(language):
            assert act_effects(Step(came=came, went=went)) == said


@pytest.mark.parametrize(
    ("came", "went", "said"),
    [
        (0, 0, "Moved: 1 claim of 1 source. All changes stay as they are."),
        (1, 0, "Moved: 1 claim of 1 source. Appeared: 1 change."),
        (0, 2, "Moved: 1 claim of 1 source. Vanished: 2 changes."),
        (1, 2, "Moved: 1 claim of 1 source. Vanished: 2 changes. Appeared: 1 change."),
    ],
)
@pytest.mark.parametrize("when", ["done", "foreseen"])
def test_nor_is_it_of_what_was_arranged(came, went, said, when):
    row = Arrangement(action=Arrangement.Action.MOVE, claims=1, sources=1, came=came, went=went)
    if when == "foreseen":
        said = said.replace("Moved", "Moving").replace("Appeared", "Appearing").replace("Vanished", "Vanishing")
    with override("en"):
        assert effects(row, when) == said
    with override("de"):
        assert " 0 " not in effects(row, when)
