"""As whom PostgreSQL runs: it refuses root.

In: the folders it must reach. Out: `self` for an ordinary user, else `userns` (root, seen inside as an ordinary user;
nothing has to be opened or given away), else `nobody` where the kernel or a container forbids user namespaces.
"""

import os
import pwd
import subprocess
import sys
from functools import cache
from pathlib import Path

from claimtrack.services.errors import ServiceError
from claimtrack.services.process import Program, wrapped


def identity_for(programs: Path, data: Path, sockets: Path) -> str:
    """Return the identity that child.py takes on, and make the folders fit it."""
    if os.geteuid() != 0:
        return "self"
    if _user_namespaces_work():
        return "userns"
    _give_to_nobody(programs, data, sockets)
    return "nobody"


@cache
def _user_namespaces_work() -> bool:
    """Try one, as the server will."""
    if sys.platform != "linux" or os.environ.get("CLAIMTRACK_NO_USERNS"):
        return False
    trial = Program(name="trial", argv=("/bin/true",), rank=0, identity="userns")
    return subprocess.run(wrapped(trial), capture_output=True, check=False).returncode == 0


def _give_to_nobody(programs: Path, data: Path, sockets: Path) -> None:
    """Hand the folder of data and of sockets to `nobody`; ask for other places where it cannot reach them."""
    account = pwd.getpwnam("nobody")
    for folder in (programs, data.parent):
        closed = next((f for f in (folder, *folder.parents) if not f.stat().st_mode & 0o001), None)
        if closed and closed != data.parent:
            raise ServiceError(
                f"PostgreSQL does not run as root, no user namespace is allowed here, and {closed} is closed to other "
                "accounts.\nRun claimtrack as an ordinary user, or move it and CLAIMTRACK_HOME to folders that other "
                "accounts can pass, such as /opt and /var/lib/claimtrack."
            )
    # Passing through is needed to reach the cluster; listing the home or reading its files is not.
    data.parent.chmod(0o711)
    for folder in (data, data.with_name(f"{data.name}.new"), sockets):
        folder.mkdir(mode=0o700, exist_ok=True)
        _give(folder, account)


def _give(folder: Path, account: pwd.struct_passwd) -> None:
    if folder.stat().st_uid != account.pw_uid:
        for path in (folder, *folder.rglob("*")):
            os.chown(path, account.pw_uid, account.pw_gid, follow_symlinks=False)
