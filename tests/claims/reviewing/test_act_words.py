"""What an act changed is named as its editor knows the fields, not as columns are called."""

from __future__ import annotations

import pytest
from django.utils.translation import override

from claims.corrections import EDITABLE
from claims.models import Step
from claims.revisions import RESTORED
from claims.templatetags.acts import act_fields


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
