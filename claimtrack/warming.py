"""What every request needs, loaded before the first one, and left alone by the garbage collector from then on.

Without this, one request in a few dozen waits while Python looks through all modules, models and messages for rubbish
that is not there: a tenth of a second and more, as long as the request itself takes.
"""

from __future__ import annotations

import gc

from django.conf import settings
from django.template import engines
from django.urls import get_resolver
from django.utils.translation import gettext, override

# Objects made and not yet freed, after which the young ones are looked at; Python's own 700 is for scripts.
EVERY = 10_000


def warm_up() -> None:
    """Load addresses, template tags and messages; take what is loaded by now out of the collector's sight.

    To be called once, when a process that serves pages has started.
    """
    get_resolver().url_patterns  # noqa: B018  # imports all views
    engines.all()  # imports all tags and filters
    for language, _ in settings.LANGUAGES:
        with override(language):
            gettext("Topics")
    gc.collect()
    gc.freeze()
    gc.set_threshold(EVERY, *gc.get_threshold()[1:])
