"""docker-compose.yml, as far as it can be judged without containers."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

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


@pytest.mark.skipif(not compose_is_there(), reason="docker compose is not installed here")
def test_compose_itself_accepts_it():
    command = ["docker", "compose", "--file", str(ROOT / "docker-compose.yml"), "config", "--quiet"]
    answer = subprocess.run(command, env={**os.environ, **FILLED_IN}, capture_output=True, text=True, check=False)
    assert answer.returncode == 0, answer.stderr
