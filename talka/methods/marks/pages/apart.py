"""PDFs are drawn in a process of their own, which may use so much memory and time and no more.

A PDF of four kilobytes can unfold to gigabytes inside of the library that draws it, and no look at the file tells. So a
child draws, one page ahead of the reader; if it dies, the file was to blame and the reader goes on. One `Renderer` can
serve many files; `pages` makes one for a single file if it is given none.
"""

import contextlib
import fcntl
import io
import itertools
import json
import os
import resource
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

import numpy as np
from numpy.typing import NDArray

from talka.methods.marks.pages.faults import BadFile, Fault, Limits, LostPage, TooLarge
from talka.methods.marks.pages.files import FileType, Sheet

MEMORY = 1_500_000_000
"""Bytes of address space of the child."""
PIPE = 1 << 20
"""Bytes that wait between the child and the reader, which is what a system allows to everybody."""
SECONDS = 40.0
"""Of computing for one page."""
MOST_ENDED = 4
"""Pages of one file that may end their child; with the next one the file ends, or a bad one would cost hours."""
_FAULTS = {each.__name__: each for each in BadFile.__subclasses__()}


class _Ended(Exception):
    """The child died; `opened` says whether it came as far as the file's pages."""

    def __init__(self, opened: bool) -> None:
        super().__init__()
        self.opened = opened


class Renderer:
    """A child process that draws PDFs. Use it in a `with`, or `close` it."""

    def __init__(self) -> None:
        self._child: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def pid(self) -> int | None:
        """The child's number while there is one."""
        return None if self._child is None else self._child.pid

    def close(self) -> None:
        """Ends the child, whatever it does."""
        if self._child is not None:
            self._child.kill()
            for pipe in (self._child.stdin, self._child.stdout):
                if pipe is not None:
                    pipe.close()
            self._child.wait()
            self._child = None

    def pages(
        self, source: Path | bytes, start: int, limits: Limits, most: int | None = None
    ) -> Iterator[Sheet | LostPage]:
        """The pages of a PDF. A page that ends the child is lost, and another child goes on behind it.

        Raises the errors of `faults`: for the file as a whole, or from where the children end again and again.
        """
        reached, last = start, None if most is None else start + most
        for times in itertools.count(1):
            try:
                for page in self._told(source, reached, last, limits):
                    reached = page.number + 1
                    yield page
            except _Ended as ended:
                if not ended.opened:
                    raise TooLarge("the PDF needs more memory or time than a scan may") from ended
                message = f"page {reached + 1} needs more memory or time than a scan may"
                if times > MOST_ENDED:
                    raise TooLarge(message, reached) from ended
                yield LostPage(reached, Fault.TOO_LARGE, message)
                reached += 1
            else:
                return

    def _told(self, source: Path | bytes, start: int, end: int | None, limits: Limits) -> Iterator[Sheet | LostPage]:
        """What one child tells of these pages. Raises _Ended when it dies, and what the child says of the file."""
        finished = opened = False
        try:
            child = self._ready()
            assert child.stdin is not None
            assert child.stdout is not None
            self._ask(child.stdin, source, start, end, limits)
            while True:
                told = child.stdout.readline()
                if not told:
                    raise _Ended(opened)
                answer = json.loads(told)
                match answer["says"]:
                    case "opened":
                        opened = True
                    case "end":
                        finished = True
                        return
                    case "fault":
                        finished = True
                        raise _FAULTS[answer["fault"]](answer["message"], answer["page"])
                    case "lost":
                        yield LostPage(answer["number"], Fault(answer["fault"]), answer["message"])
                    case _:
                        height, width = answer["shape"]
                        picture = np.empty((height, width), np.uint8)
                        if _filled(child.stdout, picture) < height * width:
                            raise _Ended(opened)
                        native = answer["native"][0], answer["native"][1]
                        yield Sheet(picture, answer["number"], FileType.PDF, native)
        finally:
            if not finished:
                self.close()  # it is in the middle of a file that nobody wants any more

    def _ready(self) -> subprocess.Popen[bytes]:
        if self._child is None or self._child.poll() is not None:
            self.close()
            self._child = subprocess.Popen(  # noqa: S603 # our own module, and nothing of the file among the arguments
                [sys.executable, "-m", __name__],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={
                    **os.environ,
                    "OPENBLAS_NUM_THREADS": "1",
                    "OMP_NUM_THREADS": "1",
                    "PYTHONPATH": os.pathsep.join(sys.path),
                },
            )
            _widen(self._child.stdout)
        return self._child

    @staticmethod
    def _ask(pipe: IO[bytes], source: Path | bytes, start: int, end: int | None, limits: Limits) -> None:
        content = source if isinstance(source, bytes) else b""
        path = "" if isinstance(source, bytes) else str(source.resolve())
        request = {
            "path": path,
            "length": len(content),
            "start": start,
            "end": end,
            "seconds": SECONDS,
            "limits": asdict(limits),
        }
        try:
            pipe.write(json.dumps(request).encode() + b"\n" + content)
            pipe.flush()
        except BrokenPipeError as problem:
            raise _Ended(opened=False) from problem


def _widen(pipe: IO[bytes] | None) -> None:
    """A wide pipe takes a page in a few pieces instead of sixty; where it cannot be widened it serves as it is."""
    if pipe is not None and hasattr(fcntl, "F_SETPIPE_SZ"):
        with contextlib.suppress(OSError):
            fcntl.fcntl(pipe.fileno(), fcntl.F_SETPIPE_SZ, PIPE)


def _filled(pipe: IO[bytes], picture: NDArray[np.uint8]) -> int:
    """How many bytes came before the pipe ended; they are written where they belong, without a copy."""
    assert isinstance(pipe, io.BufferedReader), "pipes are buffered unless told otherwise"
    return pipe.readinto(picture.data)


def serve(questions: IO[bytes], answers: IO[bytes]) -> None:
    """What the child does: answers one file after another, until nobody asks any more."""
    import cv2

    from talka.methods.marks.pages.pdf import opened, page_of

    def tell(**answer: Any) -> None:
        answers.write(json.dumps(answer).encode() + b"\n")
        answers.flush()

    cv2.setNumThreads(1)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    while line := questions.readline():
        request = json.loads(line)
        content = questions.read(request["length"])
        source = Path(request["path"]) if request["path"] else content
        limits = Limits(**request["limits"])
        # The alarm ends the child; its default action needs no help from the library in between.
        signal.setitimer(signal.ITIMER_PROF, request["seconds"])
        try:
            with opened(source, limits) as document:
                tell(says="opened")
                end = len(document) if request["end"] is None else min(request["end"], len(document))
                for number in range(request["start"], end):
                    signal.setitimer(signal.ITIMER_PROF, request["seconds"])
                    page = page_of(document, number, limits)
                    if isinstance(page, LostPage):
                        tell(says="lost", number=number, fault=page.fault.value, message=page.message)
                        continue
                    answer = {"says": "page", "number": number, "shape": page.picture.shape, "native": page.native}
                    answers.write(json.dumps(answer).encode() + b"\n")
                    answers.write(np.ascontiguousarray(page.picture).data)
                    answers.flush()
            tell(says="end")
        except BadFile as problem:
            tell(says="fault", fault=type(problem).__name__, message=str(problem), page=problem.page)
        except MemoryError:
            tell(
                says="fault",
                fault=TooLarge.__name__,
                message="the PDF needs more memory than a scan may",
                page=None,
            )


if __name__ == "__main__":
    serve(sys.stdin.buffer, sys.stdout.buffer)
