"""A credential inside a picture: an uncompressed iTXt chunk `openbadgecredential` of a PNG."""

import struct
import zlib
from collections.abc import Iterator

from talka.methods.credentials.problems import NotCredential

SIGNATURE = b"\x89PNG\r\n\x1a\n"
KEYWORD = b"openbadgecredential"


def chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Kind and content of each chunk. Raises NotCredential where this is not a whole PNG."""
    if not png.startswith(SIGNATURE):
        raise NotCredential("This is not a PNG picture.")
    at = len(SIGNATURE)
    while at < len(png):
        if at + 12 > len(png):
            raise NotCredential("The picture is cut off.")
        (length,) = struct.unpack(">I", png[at : at + 4])
        kind, content = png[at + 4 : at + 8], png[at + 8 : at + 8 + length]
        end = at + 12 + length
        if end > len(png) or struct.unpack(">I", png[end - 4 : end])[0] != zlib.crc32(kind + content):
            raise NotCredential("The picture is damaged.")
        yield kind, content
        if kind == b"IEND":
            return
        at = end
    raise NotCredential("The picture is cut off.")


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def _is_ours(kind: bytes, content: bytes) -> bool:
    return kind == b"iTXt" and content.partition(b"\0")[0] == KEYWORD


def bake(png: bytes, text: str) -> bytes:
    """The picture with the credential (its JSON or its token) in it, in the place of one that it carried before."""
    carried = _chunk(b"iTXt", KEYWORD + b"\0\0\0\0\0" + text.encode())
    parts = [SIGNATURE]
    for kind, content in chunks(png):
        if _is_ours(kind, content):
            continue
        parts.append(_chunk(kind, content))
        if kind == b"IHDR":
            parts.append(carried)
    return b"".join(parts)


def unbake(png: bytes) -> str | None:
    """The credential in the picture, or None. Raises NotCredential for a damaged picture or a compressed chunk."""
    for kind, content in list(chunks(png)):
        if _is_ours(kind, content):
            flags = content[len(KEYWORD) + 1 : len(KEYWORD) + 3]
            rest = content[len(KEYWORD) + 3 :].split(b"\0", 2)
            if flags != b"\0\0" or len(rest) != 3:
                raise NotCredential("The credential in the picture is packed in a way that Open Badges do not allow.")
            try:
                return rest[2].decode()
            except UnicodeDecodeError as problem:
                raise NotCredential("The credential in the picture is not text.") from problem
    return None
