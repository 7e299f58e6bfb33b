"""The private folders and the lock."""

import os
import subprocess
import sys

import pytest

from claimtrack.services import folders
from claimtrack.services.errors import ServiceError

LOCK = """
import sys
from pathlib import Path
from claimtrack.services.folders import locked

with locked(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_private_folder_is_made_and_closed(tmp_path):
    folder = folders.private_folder(tmp_path / "a" / "b")
    assert folder.stat().st_mode & 0o777 == 0o700
    folder.chmod(0o755)
    folders.private_folder(folder)
    assert folder.stat().st_mode & 0o777 == 0o700


def test_a_link_is_refused(tmp_path):
    """Somebody who can write beside us must not lead us into a folder of theirs."""
    (tmp_path / "theirs").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "theirs")
    with pytest.raises(ServiceError, match="belongs to somebody else"):
        folders.private_folder(tmp_path / "link")


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a folder away")
def test_a_folder_of_somebody_else_is_refused(tmp_path):
    (tmp_path / "theirs").mkdir()
    os.chown(tmp_path / "theirs", 12345, 12345)
    with pytest.raises(ServiceError, match="belongs to somebody else"):
        folders.private_folder(tmp_path / "theirs")
    assert folders.private_folder(tmp_path / "theirs", also_owned_by=12345)


def test_a_full_disk_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr("shutil.disk_usage", lambda path: type("Usage", (), {"free": 5 * 2**20}))
    with pytest.raises(ServiceError, match="has 5 MB free"):
        folders.home_folder(tmp_path)


def test_a_home_that_cannot_be_written_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr("os.access", lambda path, mode: False)
    with pytest.raises(ServiceError, match="CLAIMTRACK_HOME"):
        folders.home_folder(tmp_path / "home")


def test_the_lock_keeps_others_out_and_falls_with_its_holder(tmp_path):
    holder = subprocess.Popen(
        [sys.executable, "-c", LOCK, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert holder.stdout.readline() == "held\n"
    with pytest.raises(ServiceError, match=rf"already running .* \(process {holder.pid}\)"), folders.locked(tmp_path):
        pass
    holder.kill()
    holder.wait()
    with folders.locked(tmp_path):
        assert (tmp_path / "lock").read_text() == f"{os.getpid()}\n"
