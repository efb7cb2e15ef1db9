"""Processes that read pages beside each other, for the one that reads a pile.

They are given pictures and tell what these say; files and database are the business of their owner alone. So a worker that dies
loses nothing: its pictures are given to another. One that waits in vain for a minute ends by itself, and where none can be
started their owner reads alone.
"""

import contextlib
import logging
import mmap
import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np
from django.conf import settings
from numpy.typing import NDArray

from talka.methods.marks.pages.faults import Fault, Limits, LostPage
from talka.paper.page_reader import Known, PageRead, lost, read_sheet

if TYPE_CHECKING:
    from talka.methods.marks.pages import Sheet
    from talka.methods.marks.pages.apart import Renderer

LOG = logging.getLogger(__name__)
MOST = 4
"""Processes that are used without being asked for: one draws the pages for about four that read them."""
SLOTS = 2
"""Pictures that a worker has: one that it reads, and the next."""
ROOM = Limits().long_side ** 2
"""Bytes of the largest picture."""
IDLE = 60.0
"""Seconds after which a worker that has nothing to do ends."""
LONGEST = 120.0
"""Seconds after which workers that say nothing are ended."""
TRIES = 3
"""So often a page may end its worker before it is told as lost."""
COMMAND = [sys.executable, "-m", "talka.paper.workers"]
NICE = 5
"""Whoever opens a page of the program shall not wait for scans."""

Key = TypeVar("Key")


def processes() -> int:
    """How many read beside each other: what the installation says, or all cores but one."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return int(settings.SCAN_PROCESSES) or max(1, min(MOST, cores - 1))


class Readers:
    """Whoever reads: this process alone, or it and its workers. They stay while pages come; `close` ends them."""

    def __init__(self, count: int) -> None:
        self.count = count
        self._workers: list[_Worker] = []
        self._renderer: Renderer | None = None
        self._known = Known({}, {})

    @property
    def renderer(self) -> "Renderer":
        """Draws PDFs for this process."""
        if self._renderer is None:
            from talka.methods.marks.pages.apart import Renderer

            self._renderer = Renderer()
        return self._renderer

    def remembered(self, known: Known) -> Known:
        """The same as before where nothing was printed since: then nobody has to be told again."""
        if self._known != known:
            self._known = known
        return self._known

    def close(self) -> None:
        for worker in self._workers:
            worker.end()
        self._workers = []
        if self._renderer is not None:
            self._renderer.close()
            self._renderer = None

    def read(
        self, sheets: Iterable[tuple[Key, "Sheet"]], known: Known
    ) -> Generator[tuple[Key, list[PageRead]], None, None]:
        """What each sheet says, in whichever order they are ready. A page that ends its worker again and again is told as lost."""
        if self.count == 1:
            for key, sheet in sheets:
                yield key, _read_here(sheet, known)
            return
        coming, again = iter(sheets), deque[_Task]()
        self._workers = self._workers or [_Worker() for _ in range(self.count)]
        try:
            while True:
                while (free := min(self._workers, key=lambda each: len(each.tasks), default=None)) is None or free.free:
                    task = again.popleft() if again else _next(coming)
                    if task is None:
                        break
                    if free is None:
                        yield task.key, _read_here(task.sheet, known)
                    else:
                        free.give(task, known)
                busy = {each.line: each for each in self._workers if each.tasks}
                if not busy:
                    return
                ready = wait(busy, LONGEST)
                for line in ready or busy:
                    worker = busy[line]  # type: ignore[index]  # only lines of ours are waited for
                    told = worker.told() if ready else None
                    if told is _BEGUN:
                        continue
                    if told is not None:
                        task = worker.tasks.popleft()
                        worker.free.append(task.slot)
                        yield task.key, told
                        continue
                    # It died, or hangs. What it had not begun is none of the page's fault.
                    left, begun = worker.tasks, worker.begun
                    worker.end()
                    if not begun:
                        self._workers.remove(worker)
                        LOG.warning("A process that reads scans could not be started; %d are left.", len(self._workers))
                        again += left
                        continue
                    task = left.popleft()
                    again += left
                    task.tries += 1
                    if task.tries < TRIES:
                        again.append(task)
                    else:
                        page = LostPage(task.sheet.number, Fault.TOO_LARGE, "the page ended the process that read it")
                        yield task.key, [lost(page)]
        finally:
            if any(worker.tasks for worker in self._workers):
                self.close()  # they are at pages that nobody wants any more


def _read_here(sheet: "Sheet", known: Known) -> list[PageRead]:
    """By this process. An error of ours on one page ends neither it nor the pile: the page goes to a person, the error to the log."""
    try:
        return read_sheet(sheet, known)
    except Exception:
        LOG.exception("Page %d of a scan could not be read.", sheet.number + 1)
        return [lost(LostPage(sheet.number, Fault.DAMAGED, "reading the page broke off"))]


@dataclass(slots=True, eq=False)
class _Task:
    key: Any
    sheet: "Sheet"
    slot: int = 0
    tries: int = 0


def _next(coming: Iterator[tuple[Any, "Sheet"]]) -> _Task | None:
    found = next(coming, None)
    return None if found is None else _Task(*found)


_BEGUN: list[PageRead] = []
"""The first thing that a worker tells, before any page."""


@dataclass(eq=False)
class _Worker:
    """One process and the two pictures that it shares with its owner; started when it is given something."""

    tasks: deque[_Task] = field(default_factory=deque)
    free: list[int] = field(default_factory=lambda: list(range(SLOTS)))
    knows: Known | None = None
    begun: bool = False
    process: "subprocess.Popen[bytes] | None" = None

    def give(self, task: _Task, known: Known) -> None:
        if self.process is None or (self.process.poll() is not None and not self.tasks):
            self.end()
            self._start()
        task.slot = self.free.pop()
        sheet = task.sheet
        _picture(self.slots, task.slot, sheet.picture.shape)[:] = sheet.picture
        self.tasks.append(task)
        with contextlib.suppress(OSError):  # it ended just now: that is heard when its answer is waited for
            if self.knows is not known:
                self.line.send(known)
                self.knows = known
            self.line.send((task.slot, sheet.picture.shape, sheet.number, sheet.type))

    def told(self) -> list[PageRead] | None:
        """What the oldest picture says, or that it has begun; None where the process is gone."""
        try:
            told: list[PageRead] = self.line.recv()
        except (EOFError, OSError):
            return None
        if not self.begun:
            self.begun = True
            return _BEGUN
        return told

    def end(self) -> None:
        """Whatever it does. What it had to do is forgotten."""
        self.tasks, self.free = deque(), list(range(SLOTS))
        self.knows, self.begun = None, False
        if self.process is not None:
            self.process.kill()
            self.process.wait()
            self.process = None
            self.line.close()
            self.slots.close()

    def _start(self) -> None:
        mine, its = socket.socketpair()
        with _shared_file() as shared:
            os.ftruncate(shared, SLOTS * ROOM)
            self.slots = mmap.mmap(shared, SLOTS * ROOM)
            self.line = Connection(mine.detach())
            self.process = subprocess.Popen(  # noqa: S603 # our own module
                [*COMMAND, str(its.fileno()), str(shared)],
                stdin=subprocess.DEVNULL,
                pass_fds=(its.fileno(), shared),
                # Small systems of equations gain nothing by threads, which wait for each other.
                env={**os.environ, "OPENBLAS_NUM_THREADS": "1", "PYTHONPATH": os.pathsep.join(sys.path)},
            )
        its.close()


@contextlib.contextmanager
def _shared_file() -> Iterator[int]:
    """A file that only those know who are given it, in memory where the system can."""
    if hasattr(os, "memfd_create"):
        made = os.memfd_create("pictures")
        try:
            yield made
        finally:
            os.close(made)
    else:
        with tempfile.TemporaryFile() as file:
            yield file.fileno()


def _picture(slots: mmap.mmap, slot: int, shape: tuple[int, ...]) -> NDArray[np.uint8]:
    return np.frombuffer(slots, np.uint8, shape[0] * shape[1], slot * ROOM).reshape(shape)


def work(line: "Connection[Any, Any]", slots: mmap.mmap) -> None:
    """What a worker does: reads one picture after another until its owner is gone, or nothing comes for long."""
    import cv2

    from talka.methods.marks.pages import Sheet

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # its owner says when it ends
    os.nice(NICE)
    cv2.setNumThreads(1)
    known = Known({}, {})
    with contextlib.suppress(EOFError, BrokenPipeError, ConnectionResetError):
        line.send([])
        while line.poll(IDLE):
            asked = line.recv()
            if isinstance(asked, Known):
                known = asked
                continue
            slot, shape, number, kind = asked
            line.send(read_sheet(Sheet(_picture(slots, slot, shape), number, kind), known))


class _Kept:
    """The readers of this process, which stay from one run of a job to the next."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.ours = Readers(1)


_kept = _Kept()


@contextlib.contextmanager
def readers() -> Iterator[Readers]:
    """Those of this process; for a thread that comes while they are in use, others of its own."""
    if not _kept.lock.acquire(blocking=False):
        with contextlib.closing(Readers(processes())) as own:
            yield own
        return
    try:
        if _kept.ours.count != processes():
            _kept.ours.close()
            _kept.ours = Readers(processes())
        yield _kept.ours
    finally:
        _kept.lock.release()


if __name__ == "__main__":
    work(Connection(int(sys.argv[1])), mmap.mmap(int(sys.argv[2]), SLOTS * ROOM))
