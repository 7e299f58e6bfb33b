"""Days and values to places on the paper (user units of the SVG, x to the right, y downward)."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

WIDTH = 900.0
LEFT = 124.0  # room for names of lanes and figures of the value axis
RIGHT = 136.0  # room for names at the ends of lines


@dataclass(frozen=True, slots=True)
class Tick:
    """A line of the time axis; `unit` says how its day is to be written."""

    x: float
    day: date
    unit: str  # day, month or year


@dataclass(frozen=True, slots=True)
class TimeScale:
    """One time axis for all panels of a page; `first` and `last` are days, both shown."""

    first: date
    last: date

    @classmethod
    def over(cls, first: date, last: date) -> TimeScale:
        """Return a scale with some room at both ends, so that no mark sits on the frame."""
        room = max(1, round((last - first).days * 0.02))
        before, after = first.toordinal() - room, last.toordinal() + room
        # A year to spare at both ends of the calendar: the lines of the axis look one step further.
        earliest, latest = 366, date.max.toordinal() - 366
        return cls(date.fromordinal(min(max(before, earliest), latest - 1)), date.fromordinal(min(after, latest)))

    def x(self, day: date) -> float:
        """Return the place of a day; days outside are held at the frame."""
        return _place(self.first, self.last, day)

    def ticks(self) -> tuple[Tick, ...]:
        """Return about four to ten lines at days that people count by: days, Mondays, months, quarters, years."""
        span = (self.last - self.first).days
        if span <= 80:
            step = 1 if span <= 8 else 2 if span <= 16 else 7 if span <= 56 else 14
            return tuple(Tick(self.x(day), day, "day") for day in self._days(step))
        months = next((m for m in (1, 2, 3, 6, 12) if span / 30.4 / m <= 10), 12 * math.ceil(span / 3650))
        return tuple(Tick(self.x(day), day, "year" if months >= 12 else "month") for day in self._months(months))

    def _days(self, step: int) -> list[date]:
        start = self.first
        if step >= 7:
            start += timedelta(days=-start.weekday() % 7)
        count = (self.last - start).days // step
        return [start + timedelta(days=step * i) for i in range(count + 1)]

    def _months(self, step: int) -> list[date]:
        """Return firsts of months; counted from the year nought, so that quarters and years fall on their firsts."""
        number = self.first.year * 12 + self.first.month - 1 + (self.first.day > 1)
        number += -number % step
        end = self.last.year * 12 + self.last.month - 1
        return [date(n // 12, n % 12 + 1, 1) for n in range(number, end + 1, step)]


@lru_cache(maxsize=8192)  # the marks of a crowded page stand at a thousand days, and each is asked for many times
def _place(first: date, last: date, day: date) -> float:
    share = min(1.0, max(0.0, (day - first).days / max(1, (last - first).days)))
    return round(LEFT + share * (WIDTH - LEFT - RIGHT), 1)


@dataclass(frozen=True, slots=True)
class ValueScale:
    """Values to heights; linear scales start at nought, logarithmic ones at a power of ten."""

    bottom: float
    top: float
    y_bottom: float
    y_top: float
    log: bool = False

    @classmethod
    def over(cls, values: list[float], y_bottom: float, y_top: float, *, log: bool = False) -> ValueScale:
        """Return a scale that shows all values with headroom; a logarithm needs values above nought."""
        top = max([v for v in values if v > 0], default=1.0)
        least = min([v for v in values if v > 0], default=1.0)
        if log and min(values, default=0) > 0:
            bottom = 10.0 ** math.floor(math.log10(least))
            return cls(bottom, max(top * 3, bottom * 10), y_bottom, y_top, log=True)
        step = nice_step(top)
        return cls(min(0.0, min(values, default=0.0)), step * math.ceil(top * 1.06 / step), y_bottom, y_top)

    def y(self, value: float) -> float:
        """Return the height of a value; what lies outside is held at the frame."""
        if self.log:
            share = math.log10(max(value, self.bottom) / self.bottom) / math.log10(self.top / self.bottom)
        else:
            share = (value - self.bottom) / (self.top - self.bottom)
        return round(self.y_bottom - min(1.0, max(0.0, share)) * (self.y_bottom - self.y_top), 1)

    def ticks(self) -> tuple[tuple[float, float], ...]:
        """Return pairs of value and height for the lines of the value axis."""
        if self.log:
            first, last = round(math.log10(self.bottom)), math.floor(math.log10(self.top))
            powers = range(first, last + 1, 1 + (last - first) // 8)
            values = [m * 10.0**p for p in powers for m in ((1, 2, 5) if len(powers) < 4 else (1,))]
        else:
            step = nice_step(self.top)
            values = [step * i for i in range(math.floor(self.top / step + 1e-9) + 1)]
            if self.y_bottom - self.y_top < 20 * len(values):
                values = values[:: 1 + len(values) // 5]
        return tuple((value, self.y(value)) for value in values if self.bottom <= value <= self.top)


def nice_step(top: float, lines: int = 5) -> float:
    """Return a step of 1, 2 or 5 times a power of ten that gives about `lines` lines up to `top`."""
    raw = top / lines
    power = 10.0 ** math.floor(math.log10(raw))
    return next((m * power for m in (1, 2, 5) if m * power >= raw * 0.999), 10 * power)
