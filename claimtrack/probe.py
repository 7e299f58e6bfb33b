"""What a container's health check runs: `python -m claimtrack.probe [QUEUE]`.

In: nothing, or the name of a queue. Out: exit status 0 where the web server of this container answers that database
and broker are well, or where the workers of the queue gave a sign of life lately; else 1. A web server does not get
unwell with the workers: starting it again would not help them.
"""

import json
import sys
import urllib.error
import urllib.request

ADDRESS = "http://localhost:8000/healthz"


def web_is_well(address: str = ADDRESS) -> bool:
    """Ask the web server of this container."""
    request = urllib.request.Request(address, headers={"X-Forwarded-Proto": "https"})
    try:
        with urllib.request.urlopen(request, timeout=8) as answer:
            parts = json.load(answer)["parts"]
    except urllib.error.HTTPError as error:
        parts = json.load(error).get("parts", {}) if error.code == 503 else {}
    except OSError:
        return False
    return all(parts.get(name) == "ok" for name in ("database", "broker"))


def worker_is_well(queue: str) -> bool:
    """Ask the database for the sign of life that the workers of a queue write."""
    import django

    django.setup()
    from claimtrack.health import worker_states

    return (worker_states() or {}).get(f"worker-{queue}") == "ok"


if __name__ == "__main__":
    sys.exit(0 if (worker_is_well(sys.argv[1]) if len(sys.argv) > 1 else web_is_well()) else 1)
