"""Days that bound a period, as people type them. In: "2021", "12/2021", "8. Dezember 2021", or nothing.

Out: a day. A year or month stands for its first day where a period begins, for its last day where it ends.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from claims.forms.period import parse_period
from claims.records import Precision

HINT = _("A day, month or year: 8. Dezember 2021, 12/2021, 2021.")


class BoundField(forms.DateField):
    """The first day of what is typed, or with `last` its last day."""

    def __init__(self, *, last: bool = False, **kwargs: Any) -> None:
        super().__init__(widget=forms.DateInput(), required=False, help_text=HINT, **kwargs)
        self.last = last

    def to_python(self, value: Any) -> date | None:
        """Raise ValidationError where no single day, month or year is read."""
        if value in self.empty_values or isinstance(value, date):
            return value or None
        try:
            period = parse_period(str(value))
        except ValueError:
            period = None
        whole = period is not None and period.precision not in (Precision.RANGE, Precision.OPEN)
        if period is None or not whole or period.start is None or period.end is None:
            raise ValidationError(_("This is not understood as a day, a month or a year."))
        return period.end if self.last else period.start
