"""Kill one process after the other while a batch is uploaded and read, and count what is left of it.

Run: `python -m tests.load.chaos [--quick] [--articles N] [--model rules|accurate]`. In: nothing. Out: figures with
their bars; status 1 when one is missed. Full: 2,000 articles in one upload by HTTP, the web server killed three times
under it; the worker while it makes items of the file; then twenty workers by `kill -9`, the broker and its data three
times, the database three times, web, beat and the worker that fetches once; the batch cancelled and gone on with,
deleted and brought back in the middle. Quick: 24 articles. Sweepers come every few seconds, so that it ends in minutes.
"""

import argparse
import os
import random
import re
import shutil
import signal
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

import psycopg

from tests.installation import Installation, processes, wait_for
from tests.load.chaos_articles import reports
from tests.load.chaos_bars import BARS, judge, warm
from tests.load.chaos_upload import Browser, kill_tree, upload_under_fire

WORKERS = ("worker-intake", "worker-extract")
QUICK_PLAN = (
    (0.0, "worker-intake"), (0.1, "worker-extract"), (0.2, "cancel"), (0.3, "queue"), (0.3, "worker-fetch"),
    (0.5, "database"), (0.7, "delete"),
)  # fmt: skip


def plan_of(chance):
    """Return (share of items in a final state, what happens then): twenty workers at random, the rest among them."""
    kills = [(chance.uniform(0, 0.95), "worker-extract" if chance.random() < 0.75 else "worker-intake")
             for _ in range(20)]  # fmt: skip
    others = (
        *("queue", "database", "cancel", "web", "queue", "worker-fetch", "database", "delete", "beat", "queue"),
        "database",
    )
    spread = [((number + 1) / (len(others) + 2), name) for number, name in enumerate(others)]
    return sorted([(0.0, "worker-intake"), *kills, *spread])


def share_done(it, count):
    """The share of items in a final state that were not cancelled; 0 while the database is away."""
    cancelled = "SELECT count(*) FROM articles_batchitem WHERE state = 'cancelled'"
    with suppress(psycopg.Error, OSError, IndexError), it.database() as database:
        done = database.execute(BARS["items in a final state"]).fetchone()[0]
        return (done - database.execute(cancelled).fetchone()[0]) / count
    return 0.0


def kill_worker(it, name, chance):
    """Kill a worker by force, or only the process of its that does the work, as the kernel does for want of memory."""
    main = it.child(name)
    pool = [pid for pid, (parent, _) in processes().items() if parent == main]
    if not pool or chance.random() < 0.4:
        return f"killed, another after {it.kill_child(name):.1f} s"
    with suppress(ProcessLookupError):
        os.kill(chance.choice(pool), signal.SIGKILL)
    return "killed in its pool"


def lose_queue(it):
    """Kill the broker and delete its data: the sweepers must find everything again."""
    shutil.rmtree(it.home / "valkey", ignore_errors=True)
    seconds = it.kill_child("broker")
    return f"killed, its data deleted, another after {seconds:.1f} s"


def restart_database(it, chance):
    """Kill the database, or stop it in order; the supervisor starts another one."""
    if chance.random() < 0.5:
        return f"killed, another after {it.kill_child('database'):.1f} s"
    old = it.child("database")
    os.kill(old, signal.SIGINT)
    seconds = wait_for(lambda: it.child("database") not in (None, old), 30, "another database")
    return f"stopped, another after {seconds:.1f} s"


def cancel_and_go_on(browser, page):
    """Cancel the batch, then go on: by the buttons on its page."""
    browser.post(f"{page}cancel/", page)
    left = re.search(r"/go-on/", browser.get(page))
    browser.post(f"{page}go-on/", page)
    return f"{'with' if left else 'without'} items left, and gone on with"


def delete_and_restore(it, browser, page):
    """Delete the batch and bring it back; nothing of it may be seen, nor come in, in between."""
    browser.post(f"{page}delete/", f"{page}delete/")
    time.sleep(2)
    with it.database() as database:
        seen = database.execute("SELECT count(*) FROM articles_article WHERE hidden_at IS NULL").fetchone()[0]
        shown = database.execute("SELECT count(*) FROM claims_claim WHERE series_id IS NOT NULL").fetchone()[0]
    assert (seen, shown) == (0, 0), f"of a deleted batch {seen} articles and {shown} claims are to be seen"
    browser.post(f"{page}restore/", "/batches/bin/")
    return "and brought back; nothing of it was to be seen in between"


def happen(it, what, browser, page, chance):
    """Do one thing of the plan and return how it went."""
    if what in WORKERS:
        return kill_worker(it, what, chance)
    if what == "queue":
        return lose_queue(it)
    if what == "database":
        return restart_database(it, chance)
    if what == "web":
        return f"killed, another after {kill_tree(it, 'web'):.1f} s"
    if what == "cancel":
        return cancel_and_go_on(browser, page)
    if what == "delete":
        return delete_and_restore(it, browser, page)
    return f"killed, another after {it.kill_child(what):.1f} s"


def torment(it, count, plan, browser, page, *, patience, chance):
    """Do what is planned while the batch is read; return the seconds until the last item was in a final state."""
    began = time.monotonic()
    for share, what in plan:
        wait_for(lambda share=share: share_done(it, count) >= share, patience, f"{share:.0%} of the batch")
        how = happen(it, what, browser, page, chance)
        print(f"  {time.monotonic() - began:6.1f} s  {share:4.0%} done  {what} {how}", flush=True)
    wait_for(lambda: share_done(it, count) == 1.0, patience, "the whole batch")
    return time.monotonic() - began


def run(count, plan, moments, *, patience, chance, lease, model):
    """Start, upload, kill, count; return whether every bar is met. `lease`: seconds until what was cut off goes on."""
    with tempfile.TemporaryDirectory(prefix="claimtrack-chaos-") as folder:
        environment = {
            "CLAIMTRACK_LEASE_SECONDS": str(lease),
            "CLAIMTRACK_LOST_AFTER_SECONDS": str(lease / 3),
            "CLAIMTRACK_SWEEP_SECONDS": str(lease / 5),
            "CLAIMTRACK_RECEIVE_AT_ONCE": "0",  # all of it is left to the worker
            "CLAIMTRACK_MODEL": model,
        }
        it = Installation(Path(folder) / "home", "--no-demo", **environment)
        warm()
        try:
            print(f"up after {it.start():.1f} s, model {model}", flush=True)
            browser = Browser(it)
            browser.log_in(it.password)
            page = upload_under_fire(it, browser, reports(count), count, moments, chance)
            seconds = torment(it, count, plan, browser, page, patience=patience, chance=chance)
            print(f"{count} articles after {seconds:.1f} s, {count / seconds:.1f} a second, the losses included")
            wait_for(it.well, 60, "all parts well in the end")
            settled = ("batches not stamped as finished", "open runs", "claims left aside")
            wait_for(lambda: all(figure(it, name) == 0 for name in settled), 120, "what is done after the last item")
            good = judge(it, count)
            print(f"stopped after {it.stop():.1f} s")
        finally:
            it.stop()
    return good


def figure(it, name):
    """Return one figure of the bars."""
    with it.database() as database:
        return database.execute(BARS[name]).fetchone()[0]


def main():
    """Run as a program."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="24 articles, each kind of child once, under 50 s")
    parser.add_argument("--articles", type=int, default=2000)
    parser.add_argument("--model", default="rules", help="rules (fast) or accurate (what ships)")
    parser.add_argument("--seed", type=int, default=6)
    options = parser.parse_args()
    chance = random.Random(options.seed)
    os.environ["CLAIMTRACK_MODEL"] = options.model  # the calm reading that the stored claims are compared with
    if options.quick:
        told = {"patience": 60, "chance": chance, "lease": 12, "model": options.model}
        good = run(24, QUICK_PLAN, (1.1,), **told)
    else:
        told = {"patience": 900, "chance": chance, "lease": 30, "model": options.model}
        good = run(options.articles, plan_of(chance), (0.3, 0.9, 1.1), **told)
    sys.exit(0 if good else 1)


if __name__ == "__main__":
    main()
