"""The ASGI application that the web server runs."""

import os

from django.core.asgi import get_asgi_application

from claimtrack.warming import warm_up

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "claimtrack.settings")
application = get_asgi_application()
warm_up()
