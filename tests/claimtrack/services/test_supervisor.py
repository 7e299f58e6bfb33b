"""The supervisor with small programs of the shell: restarts, order, leftovers."""

import os
import sys
import time

import pytest

from claimtrack.services.errors import ServiceError
from claimtrack.services.process import Program
from claimtrack.services.supervisor import Supervisor


@pytest.fixture
def said():
    return []


@pytest.fixture
def supervisor(tmp_path, said):
    it = Supervisor(tmp_path, said.append)
    yield it
    it.stop()


def shell(name, script, **options):
    return Program(name=name, argv=("/bin/sh", "-c", script), **{"rank": 0, "grace": 1.0, **options})


def tend_until(supervisor, condition, seconds=60):
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end
        supervisor.tend()
        time.sleep(0.02)


def alive(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    with open(f"/proc/{pid}/stat") as stat:
        return stat.read().rsplit(")", 1)[1].split()[0] != "Z"


linux = pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")


def test_a_child_that_dies_is_started_again_later_each_time(supervisor, said, tmp_path):
    supervisor.start(shell("short", f"date >> {tmp_path}/starts; exit 3"))
    tend_until(supervisor, lambda: len(said) == 3)
    assert said == [f"short ended (exit status 3); it starts again in {pause} s." for pause in ("0.2", "0.5", "1")]
    assert len((tmp_path / "starts").read_text().splitlines()) == 3


@linux
def test_what_a_dead_child_left_is_killed_before_the_next_start(supervisor, tmp_path):
    supervisor.start(
        shell(
            "parent", f"sleep 300 & echo $! >> {tmp_path}/left; [ -e {tmp_path}/again ] && wait; touch {tmp_path}/again"
        )
    )
    tend_until(
        supervisor, lambda: len((tmp_path / "left").read_text().split()) == 2 if (tmp_path / "left").exists() else False
    )
    first, second = map(int, (tmp_path / "left").read_text().split())
    assert not alive(first)
    assert alive(second)


@linux
def test_stopping_goes_by_rank_and_kills_who_does_not_listen(supervisor, tmp_path):
    order = tmp_path / "order"
    script = "trap 'echo {0} >> {1}; exit 0' TERM; touch {2}/{0}; while :; do sleep 0.05; done"
    supervisor.start(shell("late", script.format("late", order, tmp_path), rank=2))
    supervisor.start(shell("early", script.format("early", order, tmp_path), rank=1))
    supervisor.start(shell("deaf", f"trap '' TERM; touch {tmp_path}/deaf; while :; do sleep 0.05; done", rank=1))
    tend_until(supervisor, lambda: all((tmp_path / name).exists() for name in ("late", "early", "deaf")))
    deaf = supervisor.pid("deaf")
    began = time.monotonic()
    supervisor.stop()
    assert time.monotonic() - began < 20  # a second of grace, on a busy machine
    assert order.read_text().split() == ["early", "late"]
    assert not alive(deaf)


def test_a_child_that_never_answers_is_told_with_the_end_of_its_log(supervisor):
    supervisor.start(shell("mute", "echo cannot open the pod bay doors; sleep 60"))
    with pytest.raises(ServiceError, match="(?s)mute does not start.*pod bay doors"):
        supervisor.wait_until("mute", lambda: False, 0.5)


def test_a_program_that_is_meant_to_end_is_not_started_again(supervisor, said, tmp_path):
    supervisor.start(shell("good", f"echo x >> {tmp_path}/runs", once=True, done=(tmp_path / "done").touch))
    supervisor.start(shell("bad", "exit 4", once=True, done=(tmp_path / "not-done").touch))
    tend_until(supervisor, lambda: (tmp_path / "done").exists() and said)
    time.sleep(0.4)
    supervisor.tend()
    assert (tmp_path / "runs").read_text() == "x\n"
    assert not (tmp_path / "not-done").exists()
    assert said[0].startswith("bad failed (exit status 4); see ")


def test_errors_in_a_log_are_echoed_a_few_a_minute(supervisor, said):
    line = "2025-01-01T00:00:00Z [error    ] the disk is full"
    supervisor.start(
        shell("noisy", f"for i in 1 2 3 4 5 6; do echo '{line}'; echo '[info     ] all is well'; done; sleep 60")
    )
    tend_until(supervisor, lambda: len(said) == 3)
    time.sleep(0.3)
    supervisor.tend()
    assert len(said) == 3
    assert all("the disk is full" in line and line.startswith("noisy: ") for line in said)
