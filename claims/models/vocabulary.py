"""The words of `claims.records` as choices with names for people."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from claims import records


def label(choices: type[models.TextChoices], value: str) -> str:
    """Return the name of a choice in the page's language; '' of none.

    Of a line in a long list: Django's `get_…_display` asks for the translation of every choice each time.
    """
    return str(choices(value).label) if value else ""


class Kind(models.TextChoices):
    COUNT = records.Kind.COUNT, _("figure")
    LOCATION = records.Kind.LOCATION, _("place")
    STATEMENT = records.Kind.STATEMENT, _("position")


class Metric(models.TextChoices):
    DEPLOYED = records.Metric.DEPLOYED, _("deployed")
    PLANNED = records.Metric.PLANNED, _("planned")
    STRENGTH = records.Metric.STRENGTH, _("strength")
    KILLED = records.Metric.KILLED, _("killed")
    WOUNDED = records.Metric.WOUNDED, _("wounded")
    MISSING = records.Metric.MISSING, _("missing")
    CAPTURED = records.Metric.CAPTURED, _("captured")
    CASUALTIES = records.Metric.CASUALTIES, _("casualties")
    DISPLACED = records.Metric.DISPLACED, _("displaced")
    PARTICIPANTS = records.Metric.PARTICIPANTS, _("participants")
    JOBS = records.Metric.JOBS, _("jobs")
    MONEY = records.Metric.MONEY, _("money")
    AREA = records.Metric.AREA, _("area")
    EQUIPMENT = records.Metric.EQUIPMENT, _("equipment")
    UNITS = records.Metric.UNITS, _("units")
    OTHER = records.Metric.OTHER, _("other")


class Approximation(models.TextChoices):
    EXACT = records.Approximation.EXACT, _("exactly")
    ABOUT = records.Approximation.ABOUT, _("about")
    MORE_THAN = records.Approximation.MORE_THAN, _("more than")
    LESS_THAN = records.Approximation.LESS_THAN, _("less than")
    UP_TO = records.Approximation.UP_TO, _("up to")
    RANGE = records.Approximation.RANGE, _("between")
    VAGUE = records.Approximation.VAGUE, _("vaguely")


class Stance(models.TextChoices):
    ASSERTS = records.Stance.ASSERTS, _("asserts")
    HEDGES = records.Stance.HEDGES, _("hedges")
    EXPECTS = records.Stance.EXPECTS, _("expects")
    CONFIRMS = records.Stance.CONFIRMS, _("confirms")
    CANNOT_CONFIRM = records.Stance.CANNOT_CONFIRM, _("cannot confirm")
    DENIES = records.Stance.DENIES, _("denies")


class SourceType(models.TextChoices):
    INTELLIGENCE = records.SourceType.INTELLIGENCE, _("intelligence service")
    GOVERNMENT = records.SourceType.GOVERNMENT, _("government")
    MILITARY = records.SourceType.MILITARY, _("military")
    ALLIANCE = records.SourceType.ALLIANCE, _("alliance")
    MEDIA = records.SourceType.MEDIA, _("media")
    AGENCY = records.SourceType.AGENCY, _("news agency")
    ORGANISATION = records.SourceType.ORGANISATION, _("organisation")
    EXPERT = records.SourceType.EXPERT, _("expert")
    POLICE = records.SourceType.POLICE, _("police")
    PERSON = records.SourceType.PERSON, _("person")
    UNNAMED = records.SourceType.UNNAMED, _("unnamed")


class PlaceRole(models.TextChoices):
    AT = records.PlaceRole.AT, _("at")
    FROM = records.PlaceRole.FROM, _("from")
    TO = records.PlaceRole.TO, _("to")
    VIA = records.PlaceRole.VIA, _("via")


class Precision(models.TextChoices):
    DAY = records.Precision.DAY, _("day")
    WEEK = records.Precision.WEEK, _("week")
    MONTH = records.Precision.MONTH, _("month")
    YEAR = records.Precision.YEAR, _("year")
    RANGE = records.Precision.RANGE, _("from–to")
    OPEN = records.Precision.OPEN, _("open")
    UNKNOWN = records.Precision.UNKNOWN, _("unknown")
