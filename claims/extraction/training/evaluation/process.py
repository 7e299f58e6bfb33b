"""A model's folder → what a fresh process needs to load it and to read with it: seconds and megabytes.

`python -m claims.extraction.training.evaluation.process MODEL < TEXTS` loads a pipeline, reads one paragraph (some
parts are loaded with the first), then all lines of its input, and prints `Costs` as JSON. `costs` runs that and takes
the quickest load of some runs. Imports of libraries are not part of it, and as one thread loads, processor time is what
the clock shows on a machine that does nothing else.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[4]
FIRST = "Nach Angaben des Geheimdienstes NIS sind 1.000 Soldaten in Kursk."
RUNS = 3


@dataclass(frozen=True, slots=True)
class Costs:
    """load, load_cpu: seconds, by the clock and of processor time; the others: MB resident after that step."""

    load: float
    load_cpu: float
    imported: float
    loaded: float
    read: float


def costs(model: Path, texts: Sequence[str], runs: int = RUNS) -> Costs:
    """Costs in a fresh process, of the run with the least processor time. Raises `CalledProcessError` if it fails."""
    return min((once(model, texts) for _ in range(runs)), key=lambda found: found.load_cpu)


def once(model: Path, texts: Sequence[str]) -> Costs:
    command = [sys.executable, "-m", "claims.extraction.training.evaluation.process", str(model.resolve())]
    lines = "".join(text.replace("\n", " ") + "\n" for text in texts)
    done = subprocess.run(
        command, cwd=ROOT, input=lines, stdout=subprocess.PIPE, text=True, encoding="utf-8", check=True
    )
    return Costs(**json.loads(done.stdout.splitlines()[-1]))


def resident() -> float:
    """Memory of this process now, in MB; its peak where the system does not tell."""
    statm = Path("/proc/self/statm")
    if statm.exists():
        return int(statm.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 1e6 if sys.platform == "darwin" else peak / 1e3


def measure(model: Path, texts: Sequence[str]) -> Costs:
    """In this process, which should be fresh."""
    from claims.extraction.training.evaluation.models import load

    imported = resident()
    begun, begun_cpu = time.perf_counter(), time.process_time()
    nlp = load(model)
    nlp(FIRST)
    took, took_cpu = time.perf_counter() - begun, time.process_time() - begun_cpu
    loaded = resident()
    for _ in nlp.pipe(texts, batch_size=32):
        pass
    return Costs(took, took_cpu, imported, loaded, resident())


if __name__ == "__main__":
    print(json.dumps(asdict(measure(Path(sys.argv[1]), sys.stdin.read().splitlines()))))
