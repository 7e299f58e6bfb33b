"""Who prints or sends articles."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from claimtrack.sorting import german_sort_key


class Outlet(models.Model):
    """Who prints or sends the article; `sort_key` keeps German order under C.UTF-8."""

    name = models.CharField(_("name"), max_length=200, unique=True)
    sort_key = models.CharField(max_length=400, editable=False, db_index=True)
    domain = models.CharField(_("domain"), max_length=253, blank=True)
    country = models.CharField(_("country"), max_length=2, blank=True, help_text=_("ISO 3166 code, two letters"))
    is_agency = models.BooleanField(_("news agency"), default=False)

    class Meta:
        verbose_name = _("outlet")
        verbose_name_plural = _("outlets")
        ordering = ["sort_key"]
        constraints = [
            models.UniqueConstraint("domain", condition=~Q(domain=""), name="outlet_domain_once"),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: object, **kwargs: object) -> None:
        """Keep the sort key in step with the name."""
        self.sort_key = german_sort_key(self.name)[:400]  # some letters become many
        super().save(*args, **kwargs)  # type: ignore[arg-type]  # Django's own signature, passed on
