"""As whom PostgreSQL runs, and where its data then lies: it refuses root.

In: the folders it must reach. Out: `self` for an ordinary user, else `userns` (root, seen inside as an ordinary user;
nothing has to be opened or given away), else `nobody` where the kernel or a container forbids user namespaces.
"""

import hashlib
import os
import pwd
import subprocess
import sys
from functools import cache
from pathlib import Path

from claimtrack.services.errors import ServiceError
from claimtrack.services.process import Program, wrapped

# Where `nobody` keeps the data when it cannot pass the folders above CLAIMTRACK_HOME, such as /root.
OPEN_PLACE = Path("/var/lib")


def identity() -> str:
    """Return the identity that child.py takes on."""
    if os.geteuid() != 0:
        return "self"
    return "userns" if _user_namespaces_work() else "nobody"


def place_for(data: Path, programs: Path, identity: str) -> Path:
    """Return where the data lies in fact: `data`, or where a link there leads that was made for `nobody`."""
    if data.is_symlink() or identity != "nobody":
        return data.resolve()
    closed = _closed_above(programs)
    if closed:
        raise ServiceError(
            f"PostgreSQL does not run as root, no user namespace is allowed here, and {closed} is closed to other "
            f"accounts, so that `nobody` cannot run {programs}/postgres.\n"
            "Run claimtrack as an ordinary user, or install it below a folder that others can pass, such as /opt."
        )
    if not data.exists() and _closed_above(data.parent):
        digest = hashlib.sha256(str(data).encode()).hexdigest()[:12]
        place = OPEN_PLACE / f"claimtrack-{digest}"
        place.mkdir(mode=0o711, exist_ok=True)
        data.symlink_to(place / data.name)
    elif data.parent.stat().st_uid == 0:
        # Passing through is needed to reach the data; listing the home or reading its files is not.
        data.parent.chmod(0o711)
    return data.resolve()


def hand_over(folder: Path, identity: str) -> None:
    """Give a folder with all in it to whom PostgreSQL runs as, also back from an earlier identity."""
    if os.geteuid() != 0 or not folder.exists():
        return
    account = pwd.getpwnam("nobody") if identity == "nobody" else pwd.getpwuid(0)
    if folder.stat().st_uid != account.pw_uid:
        for path in (folder, *folder.rglob("*")):
            os.chown(path, account.pw_uid, account.pw_gid, follow_symlinks=False)


@cache
def _user_namespaces_work() -> bool:
    """Try one, as the server will. CLAIMTRACK_NO_USERNS=1 is for tests of the other way."""
    if sys.platform != "linux" or os.environ.get("CLAIMTRACK_NO_USERNS"):
        return False
    trial = Program(name="trial", argv=("/bin/true",), rank=0, identity="userns")
    return subprocess.run(wrapped(trial), capture_output=True, check=False).returncode == 0


def _closed_above(folder: Path) -> Path | None:
    """Return a folder above this one that other accounts cannot pass, if there is any."""
    return next((place for place in folder.resolve().parents if not place.stat().st_mode & 0o001), None)
