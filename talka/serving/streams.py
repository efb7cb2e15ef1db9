"""Server-sent events: who listens to what in this process, and one look at the database for all of them."""

import asyncio
import contextlib
import json
import logging
import os
import random
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

from django.db import close_old_connections

from talka.foundation.live import queries
from talka.foundation.live.queries import Happening
from talka.foundation.live.topics import Topic
from talka.foundation.live.views import StreamOpened
from talka.serving.processes import END_OF_STREAMS

if TYPE_CHECKING:
    from talka.serving.bridge import Connection

logger = logging.getLogger(__name__)

POLL_SECONDS = 0.5
WATCH_SECONDS = 1.0
HEARTBEAT_SECONDS = 15.0
# After this a stream ends and its reader comes back by itself, which asks anew whether they may still listen.
LIFETIME_SECONDS = 300.0
MOST_LISTENERS = 4000
MOST_WAITING = 200

RESET = "event: reset\ndata: {}\n\n"


def as_text(happening: Happening) -> str:
    data = json.dumps(happening.payload, ensure_ascii=False, separators=(",", ":"))
    return f"id: {happening.sequence}\ndata: {data}\n\n"


class Channel:
    """One topic that somebody in this process listens to."""

    def __init__(self, topic: Topic) -> None:
        self.topic = topic
        self.listeners: set[asyncio.Queue[Happening | None]] = set()
        # The last number told. None until somebody has looked: whoever joins looks first and then asks what they
        # missed, so that nothing can fall between the two.
        self.last: int | None = None
        self.asked_at = 0.0

    def tell(self, happening: Happening | None) -> None:
        """To every listener; None tells that something was missed. One who does not keep up gets only that."""
        for queue in self.listeners:
            if queue.qsize() >= MOST_WAITING:
                while not queue.empty():
                    queue.get_nowait()
                queue.put_nowait(None)
            else:
                queue.put_nowait(happening)


class Hub:
    """All listeners of a worker process. Everything here runs in its event loop but the looks at the database."""

    def __init__(self) -> None:
        self.channels: dict[Topic, Channel] = {}
        self.looks = ThreadPoolExecutor(1, thread_name_prefix="live")
        self.watch: asyncio.Task[None] | None = None
        self.listening = 0

    def start(self, loop: asyncio.AbstractEventLoop) -> None:
        self.loop = loop
        self.end = asyncio.Event()
        told = os.environ.get(END_OF_STREAMS)
        if told:
            loop.add_reader(int(told), self.stop, int(told))

    def stop(self, told: int) -> None:
        """The server is about to end: every stream says goodbye, and readers come back to the next one."""
        self.loop.remove_reader(told)
        self.end.set()

    async def look(self, question: Callable[..., Any], *given: Any) -> Any:
        """Asks the database in the one thread for it, which keeps no connection afterwards."""

        def ask() -> Any:
            try:
                return question(*given)
            finally:
                close_old_connections()

        return await self.loop.run_in_executor(self.looks, ask)

    async def serve(self, opened: StreamOpened, connection: "Connection") -> None:
        """Holds the connection until its reader leaves, its time is over, or the server ends."""
        # The middleware counted the body of an answer that ends; this one does not.
        headers = [(name.lower(), value) for name, value in opened.items() if name.lower() != "content-length"]
        if self.end.is_set() or self.listening >= MOST_LISTENERS:
            connection.response_str(503, [*headers, ("retry-after", "5")], "")
            return
        transport = connection.response_stream(200, headers)
        queue: asyncio.Queue[Happening | None] = asyncio.Queue()
        channel = self.join(opened.topic, queue)
        gone = asyncio.ensure_future(connection.client_disconnect())
        ended = asyncio.ensure_future(self.end.wait())
        try:
            await transport.send_str(f"retry: {random.randint(1000, 3000)}\n\n")  # noqa: S311 # spreads the return
            known = await self.tell_missed(opened, channel, transport)
            await self.pass_on(channel, queue, known, transport, {gone, ended})
        except Exception as error:  # noqa: BLE001 # granian raises several kinds when a reader leaves while one writes
            if not gone.done():
                logger.warning("A stream of %s ended: %r", opened.topic.name, error)
        finally:
            self.leave(channel, queue)
            for waiting in (gone, ended):
                waiting.cancel()

    async def tell_missed(self, opened: StreamOpened, channel: Channel, transport: Any) -> int | None:
        """What the reader does not know yet; returns the last number that they know now."""
        known = opened.known
        if opened.topic.read is None:
            newest = await self.look(queries.newest, [opened.topic])
            if channel.last is None:
                channel.last = newest[opened.topic]
            if known is None:
                return None
        missed = await self.look(queries.since, opened.topic, known or 0)
        if missed is None:
            await transport.send_str(RESET)
        for happening in missed or ():
            await transport.send_str(as_text(happening))
            known = happening.sequence
        return known

    async def pass_on(
        self,
        channel: Channel,
        queue: "asyncio.Queue[Happening | None]",
        known: int | None,
        transport: Any,
        over: set["asyncio.Future[Any]"],
    ) -> None:
        until = self.loop.time() + LIFETIME_SECONDS * random.uniform(0.9, 1.1)  # noqa: S311 # spreads the return
        numbered = channel.topic.read is None
        while self.loop.time() < until:
            news = asyncio.ensure_future(queue.get())
            done, _waiting = await asyncio.wait(
                {news, *over}, timeout=HEARTBEAT_SECONDS, return_when=asyncio.FIRST_COMPLETED
            )
            if news not in done:
                news.cancel()
                if done:
                    return
                await transport.send_str(":\n\n")
                continue
            happening = news.result()
            if happening is None:
                await transport.send_str(RESET)
            elif happening.sequence != known and not (numbered and happening.sequence <= (known or 0)):
                await transport.send_str(as_text(happening))
                known = happening.sequence

    def join(self, topic: Topic, queue: "asyncio.Queue[Happening | None]") -> Channel:
        channel = self.channels.setdefault(topic, Channel(topic))
        channel.listeners.add(queue)
        self.listening += 1
        if self.watch is None or self.watch.done():
            self.watch = self.loop.create_task(self.keep_watching())
        return channel

    def leave(self, channel: Channel, queue: "asyncio.Queue[Happening | None]") -> None:
        channel.listeners.discard(queue)
        self.listening -= 1
        if not channel.listeners:
            self.channels.pop(channel.topic, None)

    async def keep_watching(self) -> None:
        """Looks for news as long as anybody listens."""
        while self.channels and not self.end.is_set():
            pause = POLL_SECONDS
            try:
                await self.look_once()
            except Exception:
                # The database may be away for a moment; listeners keep their place and hear later what they missed.
                logger.exception("Live topics could not be read.")
                pause = 5.0
            with contextlib.suppress(asyncio.TimeoutError):
                await asyncio.wait_for(self.end.wait(), pause)

    async def look_once(self) -> None:
        channels = list(self.channels.values())
        written = [channel for channel in channels if channel.topic.read is None]
        if written:
            newest = await self.look(queries.newest, [channel.topic for channel in written])
            for channel in written:
                await self.catch_up(channel, newest[channel.topic])
        for channel in channels:
            if channel.topic.read is not None and self.loop.time() - channel.asked_at >= WATCH_SECONDS - 0.05:
                channel.asked_at = self.loop.time()
                state = await self.look(queries.state_of, channel.topic)
                if state.sequence != channel.last:
                    channel.last = state.sequence
                    channel.tell(state)

    async def catch_up(self, channel: Channel, newest: int) -> None:
        if channel.last is None or newest == channel.last:
            return
        events = await self.look(queries.since, channel.topic, channel.last)
        if events is None:
            channel.last = newest
            channel.tell(None)
            return
        for happening in events:
            channel.tell(happening)
            channel.last = happening.sequence
