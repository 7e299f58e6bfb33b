"""Who speaks or is spoken of, and where: actors with their other names, and places."""

from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from claims.models.vocabulary import SourceType
from claimtrack.sorting import german_sort_key


class NamedRow(models.Model):
    """A row listed by name in German order."""

    sort_key = models.CharField(max_length=400, editable=False, db_index=True)

    class Meta:
        abstract = True

    def save(self, *args: object, **kwargs: object) -> None:
        """Keep the sort key in step with what is shown."""
        self.sort_key = german_sort_key(str(self))
        super().save(*args, **kwargs)  # type: ignore[arg-type]  # Django's own signature, passed on


class Mergeable(NamedRow):
    """A row that may stand for another one of its kind: while `merged_into` is set, what names it is kept with that.

    `claims.registry.merging` alone writes it.
    """

    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, editable=False, related_name="merged_from",
        verbose_name=_("merged into"),
    )  # fmt: skip

    class Meta:
        abstract = True


# Types of actors that are human beings; only they hold an office for a time.
PEOPLE = frozenset({SourceType.PERSON, SourceType.EXPERT})


class Exact(models.TextChoices):
    """How exact a day is meant: it stands for the whole month or year that was typed."""

    DAY = "day", _("day")
    MONTH = "month", _("month")
    YEAR = "year", _("year")


def _exact() -> models.CharField[str, str]:
    return models.CharField(max_length=5, choices=Exact, default=Exact.DAY, db_default=Exact.DAY, editable=False)


def _tracked() -> tuple[pghistory.RowEvent, ...]:
    return pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent()


@pghistory.track(*_tracked())
class Actor(Mergeable):
    """An institution or person that speaks or is spoken of, under its canonical name.

    office, held_from, held_until: of people, what they are (for `parent`) and in which days.
    held_from_exact, held_until_exact: whether that day was typed, or the month or year that it begins or ends.
    """

    class Origin(models.TextChoices):
        SHIPPED = "shipped", _("shipped")
        MACHINE = "machine", _("read by the machine")
        EDITOR = "editor", _("set by an editor")

    name = models.CharField(_("name"), max_length=200, unique=True)
    type = models.CharField(_("type"), max_length=12, choices=SourceType)
    country = models.CharField(_("country"), max_length=100, blank=True)
    parent = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="parts", verbose_name=_("part of")
    )
    office = models.CharField(_("office"), max_length=200, blank=True, default="", db_default="")
    held_from = models.DateField(_("in office from"), null=True, blank=True)
    held_until = models.DateField(_("in office until"), null=True, blank=True)
    held_from_exact = _exact()
    held_until_exact = _exact()
    origin = models.CharField(_("origin"), max_length=8, choices=Origin, default=Origin.MACHINE)

    class Meta:
        verbose_name = _("actor")
        verbose_name_plural = _("actors")
        ordering = ["sort_key"]
        constraints = [
            models.CheckConstraint(condition=Q(type__in=SourceType.values), name="actor_type_known"),
            models.CheckConstraint(condition=~Q(parent=F("pk")), name="actor_not_its_own_parent"),
            models.CheckConstraint(condition=~Q(merged_into=F("pk")), name="actor_not_into_itself"),
            models.CheckConstraint(
                condition=Q(held_from__isnull=True) | Q(held_until__isnull=True) | Q(held_from__lte=F("held_until")),
                name="actor_office_in_order",
            ),
            models.CheckConstraint(
                condition=Q(held_from_exact__in=Exact.values, held_until_exact__in=Exact.values),
                name="actor_office_exactness_known",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_person(self) -> bool:
        """Whether it is a human being."""
        return self.type in PEOPLE


class Alias(models.Model):
    """Another name of a row; one name means one row."""

    class Origin(models.TextChoices):
        SHIPPED = "shipped", _("shipped")
        PROPOSED = "proposed", _("proposed by a correction")
        EDITOR = "editor", _("set by an editor")

    name = models.CharField(_("name"), max_length=300, unique=True)
    origin = models.CharField(_("origin"), max_length=8, choices=Origin, default=Origin.EDITOR)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name


@pghistory.track(*_tracked())
class ActorAlias(Alias):
    """Another name of an actor."""

    actor = models.ForeignKey(Actor, models.CASCADE, related_name="aliases", verbose_name=_("actor"))

    class Meta:
        verbose_name = _("alias")
        verbose_name_plural = _("aliases")


@pghistory.track(*_tracked())
class Place(Mergeable):
    """A place in its German nominative. Its kind decides whether a figure there counts the whole or a part."""

    class Kind(models.TextChoices):
        COUNTRY = "country", _("country")
        REGION = "region", _("region")
        CITY = "city", _("city")
        BORDER = "border", _("border")
        GENERIC = "generic", _("no name of its own")

    name = models.CharField(_("name"), max_length=200, unique=True)
    kind = models.CharField(_("kind"), max_length=8, choices=Kind, blank=True)
    country = models.CharField(_("country"), max_length=100, blank=True)
    parent = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="parts", verbose_name=_("lies in")
    )
    latitude = models.FloatField(_("latitude"), null=True, blank=True)
    longitude = models.FloatField(_("longitude"), null=True, blank=True)

    class Meta:
        verbose_name = _("place")
        verbose_name_plural = _("places")
        ordering = ["sort_key"]
        constraints = [models.CheckConstraint(condition=~Q(merged_into=F("pk")), name="place_not_into_itself")]

    def __str__(self) -> str:
        return self.name


@pghistory.track(*_tracked())
class PlaceAlias(Alias):
    """Another name of a place."""

    place = models.ForeignKey(Place, models.CASCADE, related_name="aliases", verbose_name=_("place"))

    class Meta:
        verbose_name = _("alias")
        verbose_name_plural = _("aliases")
