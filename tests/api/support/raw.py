"""Bytes on a socket: for requests that no well-behaved client would send."""
import asyncio
import base64
import json
import os
import socket
import struct


async def exchange(port, data, within=10, half_close=False):
    """Sends `data` and reads until the server closes or answers; (status or None, all bytes)."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        try:
            writer.write(data)
            await writer.drain()
            if half_close:
                writer.write_eof()
        except ConnectionError:
            pass
        received = b""
        try:
            while b"\r\n\r\n" not in received:
                chunk = await asyncio.wait_for(reader.read(65536), within)
                if not chunk:
                    break
                received += chunk
        except ConnectionError:
            pass
        return status_of(received), received
    finally:
        writer.close()


def status_of(received):
    words = received.split(b" ", 2)
    return int(words[1]) if received.startswith(b"HTTP/1.") and len(words) > 1 and words[1].isdigit() else None


def client_frame(payload, opcode=1, fin=True, masked=True):
    head = bytes([(0x80 if fin else 0) | opcode])
    length, mask_bit = len(payload), 0x80 if masked else 0
    if length < 126:
        head += bytes([mask_bit | length])
    elif length < 65536:
        head += bytes([mask_bit | 126]) + struct.pack(">H", length)
    else:
        head += bytes([mask_bit | 127]) + struct.pack(">Q", length)
    if not masked:
        return head + payload
    mask = os.urandom(4)
    return head + mask + bytes(b ^ mask[i % 4] for i, b in enumerate(payload))


class RawWebSocket:
    """Reads only when told to."""

    def __init__(self, reader, writer):
        self.reader, self.writer = reader, writer

    async def read_until_close(self, within=30):
        """The close code; 1006 when the connection ended without one."""
        code = 1006
        try:
            while True:
                opcode, payload = await asyncio.wait_for(self.frame(), within)
                if opcode == 8:
                    code = struct.unpack(">H", payload[:2])[0] if len(payload) >= 2 else 1005
                    break
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        self.writer.close()
        return code

    async def frame(self):
        first, second = await self.reader.readexactly(2)
        length = second & 0x7F
        if length == 126:
            length = struct.unpack(">H", await self.reader.readexactly(2))[0]
        elif length == 127:
            length = struct.unpack(">Q", await self.reader.readexactly(8))[0]
        return first & 0x0F, await self.reader.readexactly(length)


async def raw_websocket(port, token=None, receive_buffer=None):
    """Upgraded, and authenticated when a token is given."""
    made = socket.socket()
    if receive_buffer:
        made.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
    made.connect(("127.0.0.1", port))
    made.setblocking(False)
    reader, writer = await asyncio.open_connection(sock=made, limit=4096)
    key = base64.b64encode(os.urandom(16)).decode()
    writer.write(f"GET /api/v1/ws HTTP/1.1\r\nHost: test\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                 f"Sec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n\r\n".encode())
    head = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), 10)
    assert b" 101 " in head, head
    opened = RawWebSocket(reader, writer)
    if token:
        writer.write(client_frame(json.dumps({"id": "a", "op": "auth", "token": token}).encode()))
        opcode, payload = await asyncio.wait_for(opened.frame(), 10)
        assert opcode == 1 and json.loads(payload)["ok"] is True, payload
    return opened
