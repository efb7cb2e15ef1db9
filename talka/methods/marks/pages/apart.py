"""PDFs are drawn in a process of their own, which may use so much memory and time and no more.

A PDF of four kilobytes can unfold to gigabytes inside of the library that draws it, and no look at the file tells. So a
child draws, one page ahead of the reader; if it dies, the file was to blame and the reader goes on. One `Renderer` can
serve many files; `pages` makes one for a single file if it is given none.
"""

import contextlib
import fcntl
import io
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

from talka.methods.marks.pages import faults
from talka.methods.marks.pages.faults import BadFile, Limits, TooLarge
from talka.methods.marks.pages.files import FileType, Sheet

MEMORY = 1_500_000_000
"""Bytes of address space of the child."""
PIPE = 1 << 20
"""Bytes that wait between the child and the reader, which is what a system allows to everybody."""
SECONDS = 40.0
"""Of computing for one page."""
_FAULTS = {each.__name__: each for each in BadFile.__subclasses__()}


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

    def pages(self, source: Path | bytes, start: int, limits: Limits) -> Iterator[Sheet]:
        """The pages of a PDF. Raises the errors of `faults`."""
        finished = False
        reached = start
        try:
            child = self._ready()
            assert child.stdin is not None
            assert child.stdout is not None
            self._ask(child.stdin, source, start, limits)
            while True:
                told = child.stdout.readline()
                if not told:
                    raise TooLarge(f"page {reached + 1} needs more memory or time than a scan may", reached)
                answer = json.loads(told)
                if "fault" in answer:
                    finished = True
                    raise _FAULTS[answer["fault"]](answer["message"], answer["page"])
                if "end" in answer:
                    finished = True
                    return
                height, width = answer["shape"]
                picture = np.empty((height, width), np.uint8)
                if _filled(child.stdout, picture) < height * width:
                    raise TooLarge(f"page {reached + 1} needs more memory or time than a scan may", reached)
                reached = answer["number"] + 1
                yield Sheet(picture, answer["number"], FileType.PDF, (answer["native"][0], answer["native"][1]))
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
    def _ask(pipe: IO[bytes], source: Path | bytes, start: int, limits: Limits) -> None:
        content = source if isinstance(source, bytes) else b""
        path = "" if isinstance(source, bytes) else str(source.resolve())
        request = {"path": path, "length": len(content), "start": start, "limits": asdict(limits)}
        try:
            pipe.write(json.dumps(request).encode() + b"\n" + content)
            pipe.flush()
        except BrokenPipeError as problem:
            raise TooLarge("the PDF needs more memory than a scan may", start) from problem


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

    from talka.methods.marks.pages.pdf import pdf_pages

    cv2.setNumThreads(1)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    while line := questions.readline():
        request = json.loads(line)
        content = questions.read(request["length"])
        source = Path(request["path"]) if request["path"] else content
        # The alarm ends the child; its default action needs no help from the library in between.
        signal.setitimer(signal.ITIMER_PROF, SECONDS)
        answer: dict[str, Any]
        try:
            for sheet in pdf_pages(source, request["start"], Limits(**request["limits"])):
                answer = {"number": sheet.number, "shape": sheet.picture.shape, "native": sheet.native}
                answers.write(json.dumps(answer).encode() + b"\n")
                answers.write(np.ascontiguousarray(sheet.picture).data)
                answers.flush()
                signal.setitimer(signal.ITIMER_PROF, SECONDS)
            answer = {"end": True}
        except BadFile as problem:
            answer = {"fault": type(problem).__name__, "message": str(problem), "page": problem.page}
        except MemoryError:
            answer = {
                "fault": faults.TooLarge.__name__,
                "message": "the PDF needs more memory than a scan may",
                "page": None,
            }
        answers.write(json.dumps(answer).encode() + b"\n")
        answers.flush()


if __name__ == "__main__":
    serve(sys.stdin.buffer, sys.stdout.buffer)
