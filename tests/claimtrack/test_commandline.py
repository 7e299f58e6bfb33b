"""What the terminal says when a service is missing: one line and a way out, never a traceback."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def manage(home, *arguments, **environment):
    """Run a management command in a home of its own, on embedded services unless told otherwise."""
    named = {"CLAIMTRACK_HOME": str(home), "DATABASE_URL": "", "REDIS_URL": "", **environment}
    return subprocess.run(
        [sys.executable, str(ROOT / "manage.py"), *arguments],
        env={**os.environ, **named},
        capture_output=True,
        text=True,
        timeout=60,
    )


def test_a_stopped_embedded_database_is_told(tmp_path):
    answer = manage(tmp_path / "home", "migrate")
    assert answer.returncode == 1
    assert "manage.py up" in answer.stderr
    assert "manage.py services" in answer.stderr
    assert "Traceback" not in answer.stderr


def test_an_unreachable_database_of_ones_own_is_told(tmp_path):
    answer = manage(tmp_path / "home", "migrate", DATABASE_URL="postgres://someone@localhost:1/nothing")
    assert answer.returncode == 1
    assert answer.stderr.startswith("claimtrack  The database named by DATABASE_URL cannot be reached")
    assert "Traceback" not in answer.stderr


def test_a_home_that_cannot_be_made_is_told(tmp_path):
    (tmp_path / "file").write_text("in the way")
    answer = manage(tmp_path / "file" / "home", "check")
    assert answer.returncode == 1
    assert "Set CLAIMTRACK_HOME to a folder of your own" in answer.stderr
    assert "Traceback" not in answer.stderr


def test_missing_server_programs_are_an_error_of_the_system_check(tmp_path):
    answer = manage(tmp_path / "home", "check", CLAIMTRACK_POSTGRES_BIN=str(tmp_path), CLAIMTRACK_REDIS_BIN="/bin/true")
    assert answer.returncode == 1
    assert "claimtrack.E001" in answer.stderr
    assert "claimtrack.E002" in answer.stderr


def test_checks_for_deployment_are_clean_with_tls(tmp_path):
    answer = manage(tmp_path / "home", "check", "--deploy", "--fail-level", "WARNING", CLAIMTRACK_HTTPS="1")
    assert answer.returncode == 0, answer.stderr
    assert "(0 silenced)" in answer.stdout


def test_without_tls_the_warnings_are_silent_only_on_ones_own_machine(tmp_path):
    alone = manage(tmp_path / "home", "check", "--deploy", "--fail-level", "WARNING")
    assert alone.returncode == 0, alone.stderr
    open_to_all = manage(
        tmp_path / "home", "check", "--deploy", "--fail-level", "WARNING", ALLOWED_HOSTS="news.example.org"
    )
    assert open_to_all.returncode == 1
    assert "security.W012" in open_to_all.stderr
