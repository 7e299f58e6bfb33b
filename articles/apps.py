"""The app of articles: how they come in, are cleaned and stored."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ArticlesConfig(AppConfig):
    """Articles, batches and their items."""

    name = "articles"
    verbose_name = _("Articles")

    def ready(self) -> None:
        """Connect the receivers and register the checks."""
        from articles import checks, leaving, receivers  # noqa: F401  (imported for their effects)
