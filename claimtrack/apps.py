"""The project itself as an app: system checks, commands, health."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ClaimtrackConfig(AppConfig):
    """Services, commands, health."""

    name = "claimtrack"
    verbose_name = _("Installation")

    def ready(self) -> None:
        """Register the system checks."""
        from claimtrack import checks  # noqa: F401  (registers itself; settings must be loaded first)
