#!/usr/bin/env python
"""Django's command line; `python manage.py up` starts everything."""

import os
import sys

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "claimtrack.settings")
    from claimtrack.services.commandline import run

    run(sys.argv)
