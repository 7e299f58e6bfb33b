"""What a process costs before it has done anything."""

import subprocess
import sys

LOAD = """
import sys, django
django.setup()
import claimtrack.wsgi, claimtrack.celery
from django.urls import get_resolver
get_resolver().url_patterns
claimtrack.celery.app.loader.import_default_modules()
print(sorted(name for name in ("spacy", "thinc") if name in sys.modules))
"""


def test_web_server_and_intake_do_not_load_the_language_model():
    """Importing every address and every task loads no spaCy: only a process that extracts pays for it."""
    answer = subprocess.run([sys.executable, "-c", LOAD], capture_output=True, text=True, check=False)
    assert answer.returncode == 0, answer.stderr
    assert answer.stdout.strip() == "[]"
