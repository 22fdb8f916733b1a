"""A slow line for the bench: a TCP proxy with a round trip and one shared rate for everything that comes down.

The browser's own throttling is not used: it does not slow a worker's requests down.
"""

from __future__ import annotations

import asyncio
import threading
import time


class SlowLine:
    """Forwards a local port to another with `bits` per second downwards and `delay` seconds of round trip."""

    def __init__(self, target: int, *, bits: float, delay: float) -> None:
        self._target, self._rate, self._delay = target, bits / 8, delay
        self._free_at = 0.0
        self.port = 0
        self._loop = asyncio.new_event_loop()
        started = threading.Event()
        threading.Thread(target=self._run, args=(started,), daemon=True).start()
        started.wait(10)

    def close(self) -> None:
        """Ends what is still under way, then the line."""
        asyncio.run_coroutine_threadsafe(self._end(), self._loop).result(10)
        self._loop.call_soon_threadsafe(self._loop.stop)

    async def _end(self) -> None:
        others = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)

    def _run(self, started: threading.Event) -> None:
        asyncio.set_event_loop(self._loop)
        server = self._loop.run_until_complete(asyncio.start_server(self._serve, "127.0.0.1", 0))
        self.port = server.sockets[0].getsockname()[1]
        started.set()
        self._loop.run_forever()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(self._delay)
        try:
            up_reader, up_writer = await asyncio.open_connection("127.0.0.1", self._target)
            await asyncio.gather(self._up(reader, up_writer), self._down(up_reader, writer))
        except (ConnectionError, asyncio.CancelledError):
            pass
        finally:
            writer.close()

    async def _up(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while data := await reader.read(65536):
            await asyncio.sleep(self._delay)
            writer.write(data)
            await writer.drain()
        writer.close()

    async def _down(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while data := await reader.read(16384):
            now = time.monotonic()
            self._free_at = max(now, self._free_at) + len(data) / self._rate
            await asyncio.sleep(self._free_at - now)
            writer.write(data)
            await writer.drain()
        writer.close()
