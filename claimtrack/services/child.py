"""A program that becomes another one: run by the supervisor in front of each child, as a plain script.

In: `child.py PARENT SIGNAL IDENTITY PROGRAM ARGUMENT…`. Out: the program itself, in the same process, as the wished
user and, on Linux, told by the kernel with SIGNAL when the supervisor ends. Only the standard library: it must start
in a few milliseconds, so nothing of claimtrack is imported.
"""

import ctypes
import os
import pwd
import signal
import sys

PR_SET_PDEATHSIG = 1
CLONE_NEWUSER = 0x10000000
# Any account but 0; PostgreSQL only asks that it is not root. Outside the namespace the files stay root's.
MAPPED_ID = 1000


def become(identity: str) -> None:
    """Change into `self` (nothing to do), `userns` (root seen as an ordinary user) or `nobody`."""
    if identity == "userns":
        _enter_user_namespace()
    elif identity == "nobody":
        account = pwd.getpwnam("nobody")
        os.setgroups([])
        os.setgid(account.pw_gid)
        os.setuid(account.pw_uid)


def _enter_user_namespace() -> None:
    """Do what `unshare --user --map-user=1000 --map-group=1000` does, where util-linux may be too old for it."""
    uid, gid = os.geteuid(), os.getegid()
    if ctypes.CDLL(None, use_errno=True).unshare(CLONE_NEWUSER) != 0:
        raise OSError(ctypes.get_errno(), "the kernel allows no user namespace here")
    for file, content in (
        ("setgroups", "deny"),
        ("gid_map", f"{MAPPED_ID} {gid} 1"),
        ("uid_map", f"{MAPPED_ID} {uid} 1"),
    ):
        with open(f"/proc/self/{file}", "w", encoding="ascii") as handle:
            handle.write(content)


def end_with(parent: int, number: int) -> None:
    """Ask the kernel for signal `number` when the parent ends; must come after any change of user, which resets it."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, number, 0, 0, 0)
        if os.getppid() != parent:  # it ended before we asked
            sys.exit(1)


def main(arguments: list[str]) -> None:
    """Become the program that the arguments name."""
    parent, number, identity, *program = arguments
    try:
        become(identity)
    except OSError as error:
        sys.exit(f"child: {error}")
    end_with(int(parent), int(number))
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # Python ignores it, and an ignored signal survives exec
    os.execv(program[0], program)


if __name__ == "__main__":
    main(sys.argv[1:])
