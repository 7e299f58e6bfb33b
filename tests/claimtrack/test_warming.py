"""A process that serves pages has all it needs before the first request, and the collector leaves that alone."""

import os
import subprocess
import sys

PROGRAM = """
import gc, sys
import claimtrack.wsgi
views = "claims.views.topic_list" in sys.modules and "claims.templatetags.formats" in sys.modules
print(views, gc.get_freeze_count() > 50_000, len(gc.get_objects()) < gc.get_freeze_count() // 5, gc.isenabled())
"""


def test_a_web_process_is_warm_and_collects_only_what_requests_leave():
    known = os.environ | {"DJANGO_SETTINGS_MODULE": "claimtrack.settings"}
    done = subprocess.run([sys.executable, "-c", PROGRAM], env=known, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["True"] * 4
