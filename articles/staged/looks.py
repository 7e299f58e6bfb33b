"""Looking at an upload that lies ready: the reading by a process of its own, then what only the database can say.

In: a Staging. Out: its figures and tables, and a file of outcomes, a JSON object per line, from which pages are shown.
"""

from __future__ import annotations

import base64
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from itertools import islice
from pathlib import Path
from typing import Any

from django.conf import settings

from articles.looking import Foreseen
from articles.models.staging import Staging
from articles.records import Reason
from articles.staged import folders
from articles.staged.resembling import Outcome, Resembling

RAW, LOOK = "found.jsonl", "look.jsonl"
PATIENCE = 35  # seconds that a single article may take beyond the time of the look: a PDF has 25
CHUNK = 500
MOST_TABLES = 100
STATES = ("stored", "duplicate", "skipped", "failed")
PASSED_ON = ("PATH", "LANG", "LC_ALL", "PYTHONPATH", "TMPDIR", "SYSTEMROOT")


def look(staging: Staging, *, further: bool = False) -> None:
    """Look at the upload from its start, or further than before, for LOOK_SECONDS; the row tells what was found."""
    raw = folders.folder_of(staging.pk) / RAW
    if not further:
        raw.unlink(missing_ok=True)
        staging.met = []
    before = sum(1 for found in lines(raw) if "item" in found)
    ended = run(order_of(staging, before), raw)
    note_end(raw, ended)
    staging.ended = settle(staging, raw)
    staging.save(update_fields=["met", "totals", "ended"])


def order_of(staging: Staging, skip: int) -> dict[str, Any]:
    """Return the order for the process that looks, see `articles.looking.Order`."""
    folder = folders.folder_of(staging.pk)
    files = [(file["name"], str(folder / str(number))) for number, file in enumerate(staging.files)]
    given = {key: staging.said[key] for key in ("outlet", "published") if staging.said.get(key)}
    tables, seconds = staging.tables, settings.LOOK_SECONDS
    return {"files": files, "given": given, "tables": tables, "skip": skip, "seconds": seconds}


def run(order: Mapping[str, Any], target: Path) -> str:
    """Have the order followed, its findings appended to `target`; return "" or how the process was ended."""
    command = [sys.executable, "-m", "articles.looking"]
    environment = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
    with folders.room(), target.open("ab") as found:
        child = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=found,
            stderr=subprocess.DEVNULL,
            cwd=settings.BASE_DIR,
            env=environment,
        )
        try:
            child.communicate(json.dumps(order).encode(), timeout=order["seconds"] + PATIENCE)
        except subprocess.TimeoutExpired:
            child.kill()
            child.communicate()
            return str(Reason.SLOW)
    return "" if child.returncode == 0 else str(Reason.INTERNAL)


def note_end(raw: Path, ended: str) -> None:
    """Where an article ended the process, note it as failed, so that a further look begins behind it."""
    if not ended:
        return
    last: dict[str, Any] = {}
    for found in lines(raw):
        last = found
    notes: list[dict[str, Any]] = [{"end": "broken"}]
    if "at" in last:
        notes.insert(0, {"item": asdict(Foreseen(last["at"], "failed", ended))})
    with folders.room(), raw.open("a", encoding="ascii") as file:
        file.write("\n" + "".join(json.dumps(note) + "\n" for note in notes))  # the last line may be cut off


def lines(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the objects of a file of lines; none where it is missing, and not a line that was cut off."""
    if not path.exists():
        return
    with path.open(encoding="utf-8") as file:
        for line in file:
            try:
                yield json.loads(line)
            except ValueError:
                continue


def settle(staging: Staging, raw: Path) -> str:
    """Write the file of outcomes with what the database knows, count them, and return how the look ended."""
    totals = dict.fromkeys((*STATES, "undated"), 0)
    alike = Resembling(settings.LOOK_SECONDS / 2)
    ended, found = [Staging.Ended.BROKEN.value], lines(raw)
    with folders.room(), (folders.folder_of(staging.pk) / LOOK).open("w", encoding="ascii") as file:
        while chunk := list(islice(found, CHUNK)):
            for entry in chunk:
                if "met" in entry:
                    note_table(staging, entry["met"])
                ended = [entry["end"]] if "end" in entry else ended
            for outcome in alike.told(entry["item"] for entry in chunk if "item" in entry):
                totals[outcome["state"]] += 1
                for about in ("like", "unchecked"):
                    if about in outcome:
                        totals[about] = totals.get(about, 0) + 1
                totals["undated"] += outcome["state"] == "stored" and not outcome["day"]
                file.write(json.dumps(outcome) + "\n")
    staging.totals = totals
    return str(ended[0])


def note_table(staging: Staging, met: dict[str, Any]) -> None:
    """Keep a table that was met; those with the same columns, delimiter and encoding are one."""
    head = base64.b64decode(met.pop("head", ""))
    like = ("signature", "delimiter", "encoding", "kind")
    same = next((t for t in staging.met if all(t[key] == met[key] for key in like)), None)
    if same is not None:
        if met["name"] not in same["names"]:
            same["names"].append(met["name"])
        return
    if len(staging.met) < MOST_TABLES:
        if head:
            folders.write(staging.pk, f"head-{len(staging.met)}", head)
        staging.met.append({**met, "names": [met["name"]]})


def page(staging: Staging, state: str, number: int, size: int) -> list[Outcome]:
    """Return one page of outcomes, from 1, of one state where asked."""
    found = lines(folders.folder_of(staging.pk) / LOOK)
    chosen = (outcome for outcome in found if not state or outcome["state"] == state)
    return list(islice(chosen, (number - 1) * size, number * size))
