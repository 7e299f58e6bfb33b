"""The app of claims: what articles say, and how it changes."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ClaimsConfig(AppConfig):
    """Claims, series, changes."""

    name = "claims"
    verbose_name = _("Claims")

    def ready(self) -> None:
        """Connect the receivers and system checks."""
        # They register themselves; models must be loaded first.
        from claims import articles_changed, checks, receivers  # noqa: F401
