"""Small picture files made byte by byte, honest and dishonest ones."""
import struct
import zlib


def _chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width=64, height=48, hue=0, extra_chunks=()):
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    row = b"".join(bytes([(x + hue) & 255, hue & 255, (x * 3) & 255]) for x in range(width))
    pixels = zlib.compress((b"\0" + row) * height)
    return (b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + b"".join(_chunk(k, d) for k, d in extra_chunks)
            + _chunk(b"IDAT", pixels) + _chunk(b"IEND", b""))


def png_with_secrets(secret):
    return png(extra_chunks=[(b"tEXt", b"Comment\0" + secret), (b"eXIf", exif(secret))])


def png_bomb(width=60000, height=60000):
    """A few hundred bytes that claim billions of pixels."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + _chunk(b"IEND", b"")


def exif(secret, orientation=1):
    """A little-endian TIFF block with an orientation and a description."""
    secret += b"\0"
    entries = [struct.pack("<HHII", 0x010E, 2, len(secret), 8 + 2 + 2 * 12 + 4),
               struct.pack("<HHIHH", 0x0112, 3, 1, orientation, 0)]
    return b"II*\0" + struct.pack("<I", 8) + struct.pack("<H", 2) + b"".join(entries) + struct.pack("<I", 0) + secret


def jpeg(width=64, height=48, secret=None, orientation=1):
    """A plain grey baseline JPEG: its Huffman tables know one word each, so the whole picture is zero bits."""
    blocks = ((width + 7) // 8) * ((height + 7) // 8)
    parts = [b"\xff\xd8"]
    if secret is not None:
        block = b"Exif\0\0" + exif(secret, orientation)
        parts.append(b"\xff\xe1" + struct.pack(">H", len(block) + 2) + block)
    parts += [b"\xff\xdb" + struct.pack(">HB", 67, 0) + b"\x01" * 64,
              b"\xff\xc0" + struct.pack(">HBHHBBBB", 11, 8, height, width, 1, 1, 0x11, 0)]
    for table in (0x00, 0x10):
        parts.append(b"\xff\xc4" + struct.pack(">HB", 20, table) + bytes([1] + [0] * 15) + b"\0")
    parts += [b"\xff\xda" + struct.pack(">HBBBBBB", 8, 1, 1, 0x00, 0, 63, 0), bytes((2 * blocks + 7) // 8), b"\xff\xd9"]
    return b"".join(parts)


def size_of_jpeg(content):
    """(width, height) from the frame header."""
    at = 2
    while content[at] == 0xFF:
        marker, length = content[at + 1], struct.unpack(">H", content[at + 2:at + 4])[0]
        if marker in (0xC0, 0xC1, 0xC2):
            height, width = struct.unpack(">HH", content[at + 5:at + 9])
            return width, height
        at += 2 + length
    raise AssertionError("no frame header in the JPEG")
