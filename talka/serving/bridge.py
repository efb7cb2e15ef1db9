"""One Python application per worker process: pages by Django in a few threads, streams in the event loop.

Every request goes through Django's WSGI handler, with all its middleware. A view that allows a reader to listen
answers with `StreamOpened`; from there on the connection costs no thread and no database connection.
"""

import asyncio
import logging
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Protocol

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpResponse
from granian._granian import RSGIProtocolClosed

from talka.foundation.live.views import StreamOpened
from talka.serving.processes import end_with_parent
from talka.serving.requests import Scope, SentFile, environ_of
from talka.serving.streams import Hub

logger = logging.getLogger(__name__)

ResponseHeaders = list[tuple[str, str]]
PLAIN: ResponseHeaders = [("content-type", "text/plain; charset=utf-8")]


class Transport(Protocol):
    async def send_bytes(self, data: bytes) -> None: ...
    async def send_str(self, data: str) -> None: ...


class Connection(Protocol):
    """granian's side of a request (RSGI)."""

    async def __call__(self) -> bytes: ...
    def __aiter__(self) -> Any: ...
    async def client_disconnect(self) -> None: ...
    def response_empty(self, status: int, headers: ResponseHeaders) -> None: ...
    def response_str(self, status: int, headers: ResponseHeaders, body: str) -> None: ...
    def response_bytes(self, status: int, headers: ResponseHeaders, body: bytes) -> None: ...
    def response_file(self, status: int, headers: ResponseHeaders, file: str) -> None: ...
    def response_stream(self, status: int, headers: ResponseHeaders) -> Transport: ...


class TooLarge(Exception):
    """The body is larger than any page here takes."""


async def read_body(scope: Scope, connection: Connection, largest: int) -> bytes:
    """The body, read before a thread is taken, so that a slow sender holds none. Raises TooLarge."""
    stated = scope.headers.get("content-length")
    if stated is None and scope.headers.get("transfer-encoding") is None and scope.http_version.startswith("1"):
        return b""
    if stated is not None and stated.isdigit():
        if int(stated) > largest:
            raise TooLarge
        return await connection() if int(stated) else b""
    parts: list[bytes] = []
    size = 0
    async for part in connection:
        size += len(part)
        if size > largest:
            raise TooLarge
        parts.append(part)
    return parts[0] if len(parts) == 1 else b"".join(parts)


class Application:
    """What granian runs. Made once in each worker process."""

    def __init__(self, threads: int) -> None:
        self.handler = WSGIHandler()
        self.pool = ThreadPoolExecutor(threads, thread_name_prefix="pages")
        # A form may bring several files of the largest size that is allowed.
        self.largest_body = 4 * settings.UPLOAD_MB * 1024 * 1024
        self.hub = Hub()
        self.loop: asyncio.AbstractEventLoop | None = None

    def __rsgi_init__(self, loop: asyncio.AbstractEventLoop) -> None:
        end_with_parent()
        self.loop = loop
        self.hub.start(loop)

    def __rsgi_del__(self, loop: asyncio.AbstractEventLoop) -> None:
        self.pool.shutdown(wait=True)

    async def __rsgi__(self, scope: Scope, connection: Connection) -> None:
        try:
            body = await read_body(scope, connection, self.largest_body)
        except TooLarge:
            connection.response_str(413, PLAIN, "This is more than Talka takes at once.\n")
            return
        assert self.loop is not None
        opened = await self.loop.run_in_executor(self.pool, self.respond, environ_of(scope, body), connection)
        if opened is not None:
            await self.hub.serve(opened, connection)

    def respond(self, environ: dict[str, Any], connection: Connection) -> StreamOpened | None:
        """Runs in a thread: Django answers and the answer is handed over, unless it opens a stream."""
        status: int = 500
        headers: ResponseHeaders = []

        def start_response(line: str, fields: ResponseHeaders, exc_info: Any = None) -> Callable[[bytes], object]:
            nonlocal status, headers
            status, headers = int(line[:3]), fields
            return lambda _part: None  # Django never writes this way

        response = self.handler(environ, start_response)
        try:
            if isinstance(response, StreamOpened):
                return response
            self.hand_over(response, connection, status, headers, environ["REQUEST_METHOD"] == "HEAD")
        except RSGIProtocolClosed:
            logger.info("The reader of %s left before the answer.", environ["PATH_INFO"])
        finally:
            close = getattr(response, "close", None)
            if close:
                close()
        return None

    def hand_over(
        self, response: Iterable[bytes], connection: Connection, status: int, headers: ResponseHeaders, head: bool
    ) -> None:
        if isinstance(response, SentFile):
            path = response.whole_path
            if path is not None and not head:
                connection.response_file(status, headers, path)
                return
        elif isinstance(response, HttpResponse):
            connection.response_bytes(status, headers, response.content)
            return
        if head:
            connection.response_empty(status, headers)
            return
        self.pump(response, connection.response_stream(status, headers))

    def pump(self, parts: Iterable[bytes], transport: Transport) -> None:
        """Sends an answer that is made while it is sent; this thread waits for a slow reader."""
        assert self.loop is not None

        async def send(part: bytes) -> None:
            await transport.send_bytes(part)

        for part in parts:
            if part:
                asyncio.run_coroutine_threadsafe(send(part), self.loop).result()
