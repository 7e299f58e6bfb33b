"""Static files are collected anew when they, or the way they are stored, changed; else a start does not wait."""

from __future__ import annotations

from pathlib import Path

from claimtrack.services import first_run

PLAIN = "django.contrib.staticfiles.storage.StaticFilesStorage"
HASHED = "whitenoise.storage.CompressedManifestStaticFilesStorage"


def test_a_start_after_one_for_debugging_collects_the_files_again(settings, tmp_path, monkeypatch):
    calls: list[str] = []
    monkeypatch.setattr(first_run, "call_command", lambda name, **_: calls.append(name))
    settings.STATIC_ROOT = str(tmp_path)
    note = Path(tmp_path) / "note"
    for backend, wanted in ((HASHED, 1), (HASHED, 1), (PLAIN, 2), (PLAIN, 2), (HASHED, 3)):
        settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": backend}}
        first_run.collect_static(note)
        assert len(calls) == wanted, backend
