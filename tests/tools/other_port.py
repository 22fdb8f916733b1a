"""A second port of this machine, where nobody is: whatever comes to it has left the site."""

from __future__ import annotations

import socket
import threading
from contextlib import suppress


class OtherPort:
    """Keeps the first bytes of whatever arrives by TCP or UDP; a connection that says nothing counts too."""

    def __init__(self) -> None:
        self.arrived: list[bytes] = []
        self._streams = socket.create_server(("127.0.0.1", 0))
        port = self._streams.getsockname()[1]
        self._datagrams = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._datagrams.bind(("127.0.0.1", port))
        self.url = f"http://127.0.0.1:{port}/"
        for listen in (self._take_streams, self._take_datagrams):
            threading.Thread(target=listen, daemon=True).start()

    def close(self) -> None:
        for each in (self._streams, self._datagrams):
            with suppress(OSError):  # what is not connected wakes up all the same
                each.shutdown(socket.SHUT_RDWR)
            each.close()

    def _take_streams(self) -> None:
        while True:
            try:
                line, _ = self._streams.accept()
            except OSError:
                return
            threading.Thread(target=self._take, args=(line,), daemon=True).start()

    def _take(self, line: socket.socket) -> None:
        with line:
            line.settimeout(1)
            try:
                self.arrived.append(line.recv(2000))
                line.sendall(b"HTTP/1.1 204 No Content\r\nAccess-Control-Allow-Origin: *\r\nConnection: close\r\n\r\n")
            except OSError:
                self.arrived.append(b"")

    def _take_datagrams(self) -> None:
        while True:
            try:
                self.arrived.append(self._datagrams.recv(2000))
            except OSError:
                return
