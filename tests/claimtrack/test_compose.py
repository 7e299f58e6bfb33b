"""docker-compose.yml, as far as it can be judged without containers."""

import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from celery.bin.celery import celery
from django.conf import settings as used
from django.core.management import get_commands
from gunicorn.config import Config

from claimtrack import health
from claimtrack.celery import app

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "docker-compose.yml").read_text(encoding="utf-8")
SERVICES = yaml.safe_load(TEXT)["services"]
FILLED_IN = {"POSTGRES_PASSWORD": "one", "SECRET_KEY": "two", "CLAIMTRACK_HOST": "localhost"}


def compose_is_there():
    return (
        bool(shutil.which("docker"))
        and not subprocess.run(["docker", "compose", "version"], capture_output=True, check=False).returncode
    )


def test_all_services_are_there():
    assert set(SERVICES) == {"database", "broker", "migrate", "web", "worker", "worker-fetch", "worker-extract", "beat"}
    assert SERVICES["database"]["image"] == "postgres:18"


def test_secrets_have_no_default():
    for name in FILLED_IN:
        uses = re.findall(rf"\$\{{{name}([^}}]*)\}}", TEXT)
        assert uses
        assert any(use.startswith(":?") for use in uses)
        assert not any(use.startswith(("-", ":-")) for use in uses)


def test_every_service_is_watched():
    for name in ("database", "broker", "worker", "worker-fetch", "worker-extract"):
        assert SERVICES[name]["healthcheck"]["test"], name
    assert "HEALTHCHECK" in (ROOT / "Dockerfile").read_text(encoding="utf-8")


def test_data_outlives_containers():
    mounted = {name: service["volumes"] for name, service in SERVICES.items() if "volumes" in service}
    assert mounted["database"] == ["database:/var/lib/postgresql"]
    assert mounted["broker"] == ["broker:/data"]


def test_nothing_is_open_to_the_network():
    for service in SERVICES.values():
        assert all(port.startswith("127.0.0.1:") for port in service.get("ports", []))


def test_every_variable_is_in_the_example():
    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    for name in set(re.findall(r"\$\{(\w+)", TEXT)):
        assert re.search(rf"^#?{name}=", example, re.MULTILINE), name


# What the README explains and containers get otherwise: their own services, their own folders, their own server.
ELSEWHERE = {
    "CLAIMTRACK_HOME", "DATABASE_URL", "REDIS_URL", "CLAIMTRACK_POSTGRES_BIN", "CLAIMTRACK_REDIS_BIN", "SECRET_KEY",
    "ALLOWED_HOSTS", "CSRF_TRUSTED_ORIGINS", "STATIC_ROOT", "CLAIMTRACK_DEBUG",
}  # fmt: skip


def test_every_setting_of_the_readme_reaches_the_containers():
    table = (ROOT / "README.md").read_text(encoding="utf-8").split("### Configuration")[1].split("\n## ")[0]
    told = {name for row in re.findall(r"^\| (`[^|]+) \|", table, re.MULTILINE) for name in re.findall(r"`(\w+)`", row)}
    assert "CLAIMTRACK_FETCH_PROXY" in told
    for name in told - ELSEWHERE:
        assert f"${{{name}:-" in str(SERVICES["worker"]["environment"].get(name)), name


def test_unset_variables_mean_what_they_mean_without_containers():
    """Compose sets each that is not in .env to its default there: an empty one must not be another value."""
    given = {
        name: re.fullmatch(r"\$\{\w+:-(.*)\}", str(value)) for name, value in SERVICES["worker"]["environment"].items()
    }
    names = {name: found[1] for name, found in given.items() if found}
    only_there = {"CLAIMTRACK_HTTPS", "CLAIMTRACK_BEHIND_PROXY", "CLAIMTRACK_LOG_JSON", "WEB_CONCURRENCY"}
    code = (
        "import json; from claimtrack import settings as s;"
        "print(json.dumps({n: repr(getattr(s, n)) for n in dir(s) if n.isupper() and n != 'LANGUAGES'}))"
    )
    told = []
    for more in ({}, {name: value for name, value in names.items() if name not in only_there}):
        clean = {name: value for name, value in os.environ.items() if name not in names}
        needed = {"SECRET_KEY": "x" * 50, "CLAIMTRACK_HOME": str(used.CLAIMTRACK_HOME)}
        answer = subprocess.run(
            [sys.executable, "-c", code],
            env=clean | needed | more,
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        )
        told.append(re.sub(r" at 0x[0-9a-f]+", "", answer.stdout))
    assert told[0] == told[1]


def celery_services():
    return {name: row["command"] for name, row in SERVICES.items() if row.get("command", [""])[0] == "celery"}


@pytest.mark.parametrize("name", sorted(celery_services()))
def test_commands_of_celery_are_ones_that_it_knows(name):
    _, _, where, command, *options = celery_services()[name]
    assert where == "claimtrack"
    known = {word: param for param in celery.commands[command].params for word in param.opts}
    words = iter(options)
    for word in words:
        assert word in known, f"{name}: {word}"
        if not getattr(known[word], "is_flag", False):
            next(words)


def test_workers_take_all_queues_and_none_that_nobody_fills():
    queues = {row[row.index("--queues") + 1] for row in celery_services().values() if "--queues" in row}
    routed = {route["queue"] for route in app.conf.task_routes.values()} | {app.conf.task_default_queue}
    assert queues == routed
    for name, service in SERVICES.items():
        if "--queues" in service.get("command", []):
            queue = service["command"][service["command"].index("--queues") + 1]
            assert service["healthcheck"]["test"] == ["CMD", "python", "-m", "claimtrack.probe", queue], name
            assert queue in health.QUEUES, name


def test_what_services_lean_on_is_there():
    declared = yaml.safe_load(TEXT)["volumes"]
    for name, service in SERVICES.items():
        assert set(service.get("depends_on", {})) <= set(SERVICES), name
        assert {volume.split(":")[0] for volume in service.get("volumes", [])} <= set(declared), name
    web, worker = SERVICES["web"]["volumes"], SERVICES["worker"]["volumes"]
    assert web == worker, "what the web server receives is read by the worker from where it lies"
    assert SERVICES["migrate"]["command"][:2] == ["python", "manage.py"]
    assert SERVICES["migrate"]["command"][2] in get_commands()


def dockerfile():
    """The instructions of the Dockerfile as (name, rest), lines that go on joined."""
    text = (ROOT / "Dockerfile").read_text(encoding="utf-8").replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return [tuple(line.split(" ", 1)) for line in lines]


def test_what_the_image_is_made_of_is_there():
    for name, rest in dockerfile():
        if name == "COPY" and not rest.startswith("--from"):
            for source in rest.split()[:-1]:
                assert (ROOT / source).exists(), source
        if name == "RUN":
            assert subprocess.run(["sh", "-n", "-c", rest], check=False).returncode == 0, rest
    ignored = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    assert {".git", ".venv", ".env"} <= set(ignored)


def test_the_image_starts_a_server_that_is_there():
    [command] = [json.loads(rest) for name, rest in dockerfile() if name == "CMD"]
    assert command[0] == "gunicorn"
    parser = Config().parser()
    options = parser.parse_args(command[1:])
    assert importlib.import_module(options.config.removeprefix("python:")).workers
    module, _, name = options.args[0].partition(":")
    assert (ROOT / f"{module.replace('.', '/')}.py").exists()
    assert name in (ROOT / f"{module.replace('.', '/')}.py").read_text(encoding="utf-8")
    [check] = [rest for name, rest in dockerfile() if name == "HEALTHCHECK"]
    assert importlib.util.find_spec(json.loads(check[check.index("CMD ") + 4 :])[2])


@pytest.mark.skipif(not compose_is_there(), reason="docker compose is not installed here")
def test_compose_itself_accepts_it():
    command = ["docker", "compose", "--file", str(ROOT / "docker-compose.yml"), "config", "--quiet"]
    answer = subprocess.run(command, env={**os.environ, **FILLED_IN}, capture_output=True, text=True, check=False)
    assert answer.returncode == 0, answer.stderr
