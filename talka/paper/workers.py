"""Processes that read pages beside each other, for the one that reads a pile.

They are given pictures and tell what these say; files and database are the business of their owner alone. So a worker that dies
loses nothing: its pictures are given to another. One that waits in vain for a minute ends by itself.
"""

import contextlib
import ctypes
import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np
from django.conf import settings

from talka.methods.marks.pages.faults import Fault, Limits, LostPage
from talka.paper.page_reader import Known, PageRead, lost, read_sheet

if TYPE_CHECKING:
    from multiprocessing.context import SpawnProcess

    from talka.methods.marks.pages import Sheet
    from talka.methods.marks.pages.apart import Renderer

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
                yield key, read_sheet(sheet, known)
            return
        coming, again = iter(sheets), deque[_Task]()
        self._workers = self._workers or [_Worker() for _ in range(self.count)]
        try:
            while True:
                while (free := min(self._workers, key=lambda each: len(each.tasks))).has_room:
                    task = again.popleft() if again else _next(coming)
                    if task is None:
                        break
                    free.give(task, known)
                busy = {each.line: each for each in self._workers if each.tasks}
                if not busy:
                    return
                ready = wait(busy, LONGEST)
                for line in ready or busy:
                    worker = busy[line]  # type: ignore[index]  # only lines of ours are waited for
                    told = worker.told() if ready else None
                    task = worker.tasks.popleft()
                    if told is not None:
                        worker.free.append(task.slot)
                        yield task.key, told
                        continue
                    # It died, or hangs. What it had not begun is none of the page's fault.
                    again += worker.tasks
                    worker.end()
                    task.tries += 1
                    if task.tries < TRIES:
                        again.append(task)
                    else:
                        page = LostPage(task.sheet.number, Fault.TOO_LARGE, "the page ended the process that read it")
                        yield task.key, [lost(page)]
        finally:
            if any(worker.tasks for worker in self._workers):
                self.close()  # they are at pages that nobody wants any more


@dataclass(slots=True, eq=False)
class _Task:
    key: Any
    sheet: "Sheet"
    slot: int = 0
    tries: int = 0


def _next(coming: Iterator[tuple[Any, "Sheet"]]) -> _Task | None:
    found = next(coming, None)
    return None if found is None else _Task(*found)


@dataclass(eq=False)
class _Worker:
    """One process and the two pictures that it shares with its owner; started when it is given something."""

    tasks: deque[_Task] = field(default_factory=deque)
    free: list[int] = field(default_factory=lambda: list(range(SLOTS)))
    knows: Known | None = None
    process: "SpawnProcess | None" = None

    @property
    def has_room(self) -> bool:
        return bool(self.free)

    def give(self, task: _Task, known: Known) -> None:
        if self.process is None or not self.process.is_alive():
            self._start()
        task.slot = self.free.pop()
        sheet = task.sheet
        room = np.frombuffer(memoryview(self.slots[task.slot]), np.uint8, sheet.picture.size)
        room[:] = sheet.picture.ravel()
        self.tasks.append(task)
        with contextlib.suppress(OSError):  # it ended just now: that is heard when its answer is waited for
            if self.knows is not known:
                self.line.send(known)
                self.knows = known
            self.line.send((task.slot, sheet.picture.shape, sheet.number, sheet.type))

    def told(self) -> list[PageRead] | None:
        """What the oldest picture says; None where the process is gone."""
        try:
            told: list[PageRead] = self.line.recv()
        except (EOFError, OSError):
            return None
        return told

    def end(self) -> None:
        self.tasks = deque()
        self.free = list(range(SLOTS))
        if self.process is not None:
            self.process.kill()
            self.process.join()
            self.process.close()
            self.line.close()
            self.process = None

    def _start(self) -> None:
        tasks, self.tasks = self.tasks, deque()
        assert not tasks, "a worker that died was emptied"
        self.end()
        context = multiprocessing.get_context("spawn")
        self.slots = [context.RawArray(ctypes.c_ubyte, ROOM) for _ in range(SLOTS)]
        self.line, other = context.Pipe()
        self.knows = None
        self.process = context.Process(target=work, args=(other, self.slots), daemon=True, name="reads scans")
        # Small systems of equations gain nothing by threads, which wait for each other.
        with _set("OPENBLAS_NUM_THREADS", "1"):
            self.process.start()
        other.close()


@contextlib.contextmanager
def _set(name: str, value: str) -> Iterator[None]:
    before = os.environ.get(name)
    os.environ[name] = value
    try:
        yield
    finally:
        if before is None:
            del os.environ[name]
        else:
            os.environ[name] = before


def work(line: "Connection[Any, Any]", slots: list[Any]) -> None:
    """What a worker does: reads one picture after another until its owner is gone, or nothing comes for long."""
    import cv2

    from talka.methods.marks.pages import Sheet

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # its owner says when it ends
    os.nice(NICE)
    cv2.setNumThreads(1)
    known = Known({}, {})
    with contextlib.suppress(EOFError, BrokenPipeError, ConnectionResetError):
        while line.poll(IDLE):
            asked = line.recv()
            if isinstance(asked, Known):
                known = asked
                continue
            slot, shape, number, kind = asked
            picture = np.frombuffer(slots[slot], np.uint8, shape[0] * shape[1]).reshape(shape)
            line.send(read_sheet(Sheet(picture, number, kind), known))


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
