"""The WSGI application, for servers that speak no ASGI."""

import os

from django.core.wsgi import get_wsgi_application

from claimtrack.warming import warm_up

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "claimtrack.settings")
application = get_wsgi_application()
warm_up()
