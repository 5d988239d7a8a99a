"""Evidence on a server: a table beside the record, in the same transaction. Each piece is fetched when it is asked for."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Callable, Collection, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import IO

from sqlalchemy import Connection

from tdkt_desktop.domain.errors import FileMissing, WrongFile
from tdkt_desktop.storage.attachments import Attachments
from tdkt_desktop.storage.server_reading import ServerReader

_PUT = "INSERT INTO attachment (digest, body) VALUES (?, ?) ON CONFLICT (digest) DO UPDATE SET body = excluded.body"


def put_piece(connection: Connection, body: bytes) -> str:
    """Store a piece in a transaction; returns its digest."""
    digest = hashlib.sha256(body).hexdigest()
    connection.exec_driver_sql(_PUT, (digest, body))
    return digest


class ServerAttachments(Attachments):
    """Pieces of evidence on a server. Its folder is a temporary one, for pieces on their way."""

    def __init__(
        self, reader: ServerReader, transaction: Callable[[], AbstractContextManager[Connection]]
    ) -> None:
        self._passing = tempfile.TemporaryDirectory(prefix="tdkt-")
        super().__init__(Path(self._passing.name) / "minh-chung")
        self._reader, self._transaction = reader, transaction
        self._local = Attachments(self.folder)

    def close(self) -> None:
        """Remove what was fetched."""
        self._passing.cleanup()

    def put(self, body: bytes) -> str:
        with self._transaction() as connection:
            return put_piece(connection, body)

    def put_stream(self, stream: IO[bytes], digest: str, size: int) -> str:
        with self.waiting_room() as room:
            room.put_stream(stream, digest, size)
            self.adopt(room)
        return digest

    def adopt(self, room: Attachments) -> None:
        with self._transaction() as connection:
            for piece in sorted(room.pieces()):
                put_piece(connection, piece.read_bytes())

    def read(self, digest: str) -> bytes:
        self._check(digest)
        body = self._reader.piece(digest)
        if body is None:
            raise FileMissing(
                f"Không thấy tệp minh chứng {digest[:8]} trên máy chủ.",
                "Hãy gộp lại tệp .tdkt của đoàn, hoặc thêm lại minh chứng.",
            )
        if hashlib.sha256(body).hexdigest() != digest:
            raise WrongFile(
                f"Tệp minh chứng {digest[:8]} trên máy chủ khác lúc lưu.",
                "Hãy báo người quản trị máy chủ khôi phục bản sao lưu, rồi gộp lại tệp .tdkt của đoàn.",
            )
        return body

    def path(self, digest: str) -> Path:
        """Where a piece lies on this machine for as long as the campaign is open; fetched if it is stored."""
        if not self._local.has(digest) and self.has(digest):
            self._local.put(self.read(digest))
        return self._local.path(digest)

    def has(self, digest: str) -> bool:
        self._check(digest)
        return self._reader.has_piece(digest)

    def digests(self) -> frozenset[str]:
        return self._reader.pieces()

    def pieces(self) -> Iterator[Path]:
        return map(self.path, sorted(self.digests()))

    def remove_orphans(self, used: Collection[str]) -> tuple[str, ...]:
        gone = tuple(sorted(self.digests() - frozenset(used)))
        with self._transaction() as connection:
            for digest in gone:
                connection.exec_driver_sql("DELETE FROM attachment WHERE digest = ?", (digest,))
        return gone
