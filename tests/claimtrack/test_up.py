"""`manage.py up` as a user meets it: real processes, killed for real."""

import os
import signal
import socket
import time
from datetime import UTC, datetime

import pytest
from django.contrib.auth.hashers import PBKDF2PasswordHasher

from claimtrack.services.home import home
from tests.installation import CHILDREN, Installation, processes, wait_for

pytestmark = pytest.mark.chaos
# Whose workers must have been heard of again after the loss of a child.
SIGNS_AFTER = {
    "database": {"intake", "fetch", "extract"},
    "broker": {"intake", "fetch", "extract"},
    "worker-intake": {"intake"},
    "worker-fetch": {"fetch"},
    "worker-extract": {"extract"},
}


@pytest.fixture(scope="module")
def installation(tmp_path_factory):
    """One running installation for the tests that leave it running."""
    it = Installation(tmp_path_factory.mktemp("up") / "home", "--no-demo", "--workers", "1")
    try:
        it.start()
        wait_for(it.well, 60, "all parts well")
        yield it
    finally:
        it.stop()


def test_it_tells_address_and_password_once(installation):
    output = installation.output()
    assert output.count("log in as admin with the password") == 1
    password = output.split("with the password ")[1].split()[0]
    logs = "".join(path.read_text() for path in (installation.home / "logs").glob("*.log"))
    assert password not in logs
    with installation.database() as database:
        user = database.execute("SELECT id, password, is_superuser FROM auth_user WHERE username = 'admin'").fetchone()
        groups = database.execute(
            "SELECT name FROM auth_group g JOIN auth_user_groups m ON m.group_id = g.id WHERE m.user_id = %s", [user[0]]
        ).fetchall()
    assert PBKDF2PasswordHasher().verify(password, user[1])  # tests hash their own users' passwords cheaply
    assert user[2] is True
    assert groups == [("admin",)]


def test_nobody_else_can_look_into_its_folders(installation):
    for folder in (installation.home / "postgres", installation.home / "logs", installation.home / "run"):
        assert folder.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("name", list(CHILDREN))
def test_a_killed_child_is_replaced_and_all_is_well_again(installation, name):
    lost = datetime.now(UTC)
    assert installation.kill_child(name) < 8
    wait_for(lambda: installation.signed_since(lost) >= SIGNS_AFTER.get(name, set()), 40, f"signs of life after {name}")
    wait_for(installation.well, 40, f"well after the loss of {name}")


def test_web_answers_while_it_is_replaced(installation):
    """Callers wait in the listening socket, which stays open: the first call is answered, if late."""
    installation.kill_child("web")
    assert installation.health(timeout=60)["parts"]["database"] == "ok"


def test_a_second_start_is_refused(installation):
    answer = installation.run("up", "--port", "0")
    assert answer.returncode == 1
    assert f"already running with the data in {installation.home} (process {installation.popen.pid})" in answer.stderr
    assert "Traceback" not in answer.stderr
    assert installation.well()


def test_a_used_port_is_told_before_anything_starts(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        it = Installation(tmp_path / "home")
        answer = it.run("up", "--port", str(taken.getsockname()[1]))
    assert answer.returncode == 1
    assert "is in use by another program" in answer.stderr
    assert not (tmp_path / "home" / "postgres").exists()


def test_when_killed_itself_nothing_stays_and_the_next_start_works(installation):
    family = installation.family()
    assert len(family) > 8
    installation.signal(signal.SIGKILL)
    installation.popen.wait()
    wait_for(lambda: not family & set(processes()), 15, "all processes gone")
    installation.start()
    wait_for(installation.well, 60, "all parts well")
    assert "password" not in installation.output()


def test_it_recovers_from_the_loss_of_everything_at_once(installation):
    """As after a power cut: no process had time to tidy up, pid files and sockets are still there."""
    family = installation.family()
    for pid in family:
        os.kill(pid, signal.SIGSTOP)  # so that nobody sees the others die
    for pid in family:
        os.kill(pid, signal.SIGKILL)
    installation.popen.wait()
    wait_for(lambda: not family & set(processes()), 15, "all processes gone")
    pid_file = installation.home / "postgres" / "postmaster.pid"
    lines = pid_file.read_text().splitlines()
    pid_file.write_text("\n".join([str(os.getpid()), *lines[1:]]) + "\n")  # the number now belongs to somebody else
    installation.start()
    wait_for(installation.well, 60, "all parts well")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_stops_in_order_within_ten_seconds(installation, number):
    family = installation.family()
    installation.signal(number)
    began = time.monotonic()
    installation.popen.wait(20)
    assert time.monotonic() - began < 10
    assert installation.popen.returncode == 0
    assert not family & set(processes())
    assert "database system is shut down" in (installation.home / "logs" / "database.log").read_text()
    if number == signal.SIGTERM:
        installation.start()


def test_tests_never_use_a_real_installation():
    assert "claimtrack-test-" in str(home())
