"""Ends of a period, as people type them. In: "2021", "12/2021", "8. Dezember 2021", or nothing.

Out: a day, and how exact that is. A year or month stands for its first day where a period begins, for its last day
where it ends, and is shown again as it was typed.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from claims.forms.period import Period, parse_period, written_period
from claims.models.actors import Exact
from claims.records import Precision
from claims.registry.offices import Bound, bound_again

HINT = _("A day, month or year: 8. Dezember 2021, 12/2021, 2021.")


class BoundField(forms.CharField):
    """The first day of what is typed, or with `last` its last day."""

    def __init__(self, *, last: bool = False, **kwargs: Any) -> None:
        super().__init__(required=False, help_text=HINT, max_length=60, empty_value=None, **kwargs)
        self.last = last

    def prepare_value(self, value: Any) -> Any:
        """Write what is stored so that it is read as it is."""
        if not isinstance(value, Bound):
            return value
        first, last = (bound_again(name, str(value)).day for name in ("held_from", "held_until"))
        return written_period(Period(first, last, Precision(value.exact)), (get_language() or "en")[:2])

    def clean(self, value: Any) -> Bound | None:
        """Raise ValidationError where no single day, month or year is read."""
        typed = super().clean(value)
        if typed is None:
            return None
        try:
            period = parse_period(typed)
        except ValueError:
            period = None
        whole = period is not None and period.precision in Exact.values
        if period is None or not whole or period.start is None or period.end is None:
            raise ValidationError(_("This is not understood as a day, a month or a year."))
        return Bound(period.end if self.last else period.start, Exact(period.precision))
