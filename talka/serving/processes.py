"""What the processes of a running Talka agree on."""

import ctypes
import os
import signal
import sys

# The file descriptor on which the supervisor tells that streams shall end; set for its children, by it alone.
END_OF_STREAMS = "_TALKA_END_OF_STREAMS"
THREADS = "_TALKA_THREADS"
PR_SET_PDEATHSIG = 1


def end_with_parent(number: int = signal.SIGKILL) -> None:
    """This process ends when its parent does, however that one ended, so that nothing keeps the port. Linux only."""
    if not sys.platform.startswith("linux"):
        return
    parent = os.getppid()
    ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, number, 0, 0, 0)
    if parent != os.getppid():  # it ended in between
        os.kill(os.getpid(), number)
