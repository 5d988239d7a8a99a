"""The locked form of a package: the whole ZIP inside an envelope that only a password opens.

    head     magic, version, Argon2id cost, salt, nonce prefix; then a proof of the password, then a checksum
    chunks   64 KiB of the ZIP each, AES-256-GCM; nonce = prefix, number of the chunk, 1 for the last one
             (the STREAM construction of Hoang, Reyhanitabar, Rogaway and Vizár, 2015)

The number in the nonce makes chunks that change places fail, the mark of the last one makes a cut file fail; any chunk
can be opened alone, so a large package is read where it lies, in little memory, and nothing open is written to a disk.
The checksum of the head tells a damaged head from a wrong password; a chunk that fails under a proven password is damage.
"""

from __future__ import annotations

import hashlib
import hmac
import io
import os
import struct
import unicodedata
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from tdkt_desktop.domain.errors import EnvironmentProblem, NewerFormat
from tdkt_desktop.domain.package_errors import PasswordNeeded, WeakPassword, WrongPassword
from tdkt_desktop.exchange.package.model import COPY_AGAIN, BadPackage

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer, WriteableBuffer

MAGIC = b"\x89TDKT-KHOA\r\n\x1a\n"  # not text, and spoiled by whatever takes it for text
VERSION = 1
CHUNK = 1 << 16
TAG = 16
SHORTEST, LONGEST = 8, 1000  # letters of a password
_HEAD = struct.Struct("<14sBIBB16s7s")
_PROOF, _SUM = 16, 8
HEAD_SIZE = _HEAD.size + _PROOF + _SUM


@dataclass(frozen=True)
class Cost:
    """What opening costs: memory in KiB, passes over it, lanes. RFC 9106 names the standard one for common machines."""

    memory: int = 1 << 16
    passes: int = 3
    lanes: int = 4

    @property
    def bearable(self) -> bool:
        """Whether a file may ask this of a machine: at most 256 MB, and some seconds."""
        small = 1 <= self.passes <= 16 and 1 <= self.lanes <= 8 and 8 * self.lanes <= self.memory <= 1 << 18
        return small and self.memory * self.passes <= 1 << 19


@dataclass(frozen=True)
class Lock:
    """An opened lock: the head of the file, the prefix of its nonces, and the key."""

    head: bytes
    prefix: bytes
    key: bytes


def new_lock(password: str, cost: Cost) -> Lock:
    """The lock of a new file. Raises WeakPassword."""
    if not SHORTEST <= len(password) <= LONGEST:
        raise WeakPassword(
            f"Mật khẩu cần từ {SHORTEST} đến {LONGEST} ký tự.",
            "Hãy đặt mật khẩu khác, ví dụ ba bốn từ dễ nhớ viết liền nhau.",
        )
    salt, prefix = os.urandom(16), os.urandom(7)
    head = _HEAD.pack(MAGIC, VERSION, cost.memory, cost.passes, cost.lanes, salt, prefix)
    key, proof = _derive(password, head, salt, cost)
    return Lock(head + proof + _checksum(head + proof), prefix, key)


def is_locked_head(start: bytes) -> bool:
    """Whether a file that starts so is a locked package."""
    return start.startswith(MAGIC)


def unlock(file: IO[bytes], name: str, password: str) -> Lock:
    """Open the lock of a file. Raises PasswordNeeded, WrongPassword, NewerFormat or BadPackage."""
    head, prefix, cost, salt = _read_head(file, name)
    if not password:
        raise PasswordNeeded(
            f"{name} được khóa bằng mật khẩu.",
            "Hãy nhập mật khẩu mà người xuất tệp đã đặt; chưa có gì thay đổi.",
        )
    key, proof = _derive(password, head[: _HEAD.size], salt, cost)
    if not hmac.compare_digest(proof, head[_HEAD.size : _HEAD.size + _PROOF]):
        raise WrongPassword(
            f"Mật khẩu không mở được {name}.",
            "Hãy kiểm tra phím Caps Lock và bộ gõ rồi nhập lại, hoặc hỏi người xuất tệp; chưa có gì thay đổi.",
        )
    return Lock(head, prefix, key)


def opened_lock(file: IO[bytes], name: str, key: bytes) -> Lock:
    """The lock of a file whose key is known. Raises BadPackage."""
    head, prefix, _, _ = _read_head(file, name)
    return Lock(head, prefix, key)


def _read_head(file: IO[bytes], name: str) -> tuple[bytes, bytes, Cost, bytes]:
    file.seek(0)
    head = file.read(HEAD_SIZE)
    if len(head) > len(MAGIC) and head[len(MAGIC)] > VERSION:
        raise NewerFormat(
            f"{name} được khóa theo cách của phiên bản mới hơn.",
            "Hãy cài phiên bản mới nhất của phần mềm rồi mở lại tệp này; chưa có gì thay đổi.",
        )
    if len(head) < HEAD_SIZE or _checksum(head[:-_SUM]) != head[-_SUM:]:
        raise BadPackage("phần đầu của tệp khóa đã bị hỏng")
    _, _, memory, passes, lanes, salt, prefix = _HEAD.unpack_from(head)
    cost = Cost(memory, passes, lanes)
    if not cost.bearable:
        raise BadPackage("tệp khóa đòi bộ nhớ hoặc thời gian quá mức cho phép")
    return head, prefix, cost, salt


def _derive(password: str, head: bytes, salt: bytes, cost: Cost) -> tuple[bytes, bytes]:
    """The key of the chunks, and the proof that a password is the right one."""
    secret = unicodedata.normalize("NFC", password[:LONGEST]).encode("utf-8", "surrogatepass")
    machine = Argon2id(
        salt=salt, length=64, iterations=cost.passes, lanes=cost.lanes, memory_cost=cost.memory
    )
    try:
        both = machine.derive(secret)
    except MemoryError as error:
        raise EnvironmentProblem(
            "Máy không đủ bộ nhớ để mở khóa tệp.", "Hãy đóng bớt chương trình khác rồi thử lại."
        ) from error
    return both[:32], hmac.digest(both[32:], head, "sha256")[:_PROOF]


def _checksum(body: bytes) -> bytes:
    return hashlib.sha256(body).digest()[:_SUM]


def _nonce(lock: Lock, number: int, *, last: bool) -> bytes:
    return lock.prefix + number.to_bytes(4, "big") + bytes([last])


class LockedWriter(io.RawIOBase):
    """Takes the bytes of a ZIP and writes locked chunks. `finish` writes the last one; without it the file is cut."""

    def __init__(self, file: IO[bytes], lock: Lock) -> None:
        super().__init__()
        self._file, self._lock, self._machine = file, lock, AESGCM(lock.key)
        self._waiting, self._number = bytearray(), 0
        file.write(lock.head)

    def writable(self) -> bool:
        return True

    def write(self, data: ReadableBuffer) -> int:
        """Take bytes; a chunk is written once there is more than one: the last one is marked."""
        view = memoryview(data)
        self._waiting += view
        while len(self._waiting) > CHUNK:
            self._put(bytes(self._waiting[:CHUNK]), last=False)
            del self._waiting[:CHUNK]
        return view.nbytes

    def finish(self) -> None:
        self._put(bytes(self._waiting), last=True)
        self._waiting.clear()

    def _put(self, chunk: bytes, *, last: bool) -> None:
        nonce = _nonce(self._lock, self._number, last=last)
        self._file.write(self._machine.encrypt(nonce, chunk, self._lock.head))
        self._number += 1


class LockedReader(io.RawIOBase):
    """The ZIP inside a locked file, as a file that can be read from any place. Raises BadPackage on damage."""

    def __init__(self, file: IO[bytes], lock: Lock, file_length: int) -> None:
        super().__init__()
        self._file, self._lock, self._machine = file, lock, AESGCM(lock.key)
        body = file_length - HEAD_SIZE
        self._last = max(0, body - 1) // (CHUNK + TAG)
        self.length = body - (self._last + 1) * TAG
        self._position, self._held, self._chunk = 0, -1, b""
        if body <= TAG or self.length <= self._last * CHUNK:
            raise BadPackage("bị cắt mất một phần, có thể chép chưa xong", COPY_AGAIN)
        self._open(self._last)  # a cut file has no chunk that is marked as the last

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._position

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        start = {os.SEEK_SET: 0, os.SEEK_CUR: self._position, os.SEEK_END: self.length}[whence]
        self._position = max(0, start + offset)
        return self._position

    def readinto(self, buffer: WriteableBuffer) -> int:
        view = memoryview(buffer).cast("B")
        number, within = divmod(self._position, CHUNK)
        if number > self._last:
            return 0
        part = self._open(number)[within : within + len(view)]
        view[: len(part)] = part
        self._position += len(part)
        return len(part)

    def _open(self, number: int) -> bytes:
        if number != self._held:
            self._file.seek(HEAD_SIZE + number * (CHUNK + TAG))
            nonce = _nonce(self._lock, number, last=number == self._last)
            try:
                self._chunk = self._machine.decrypt(nonce, self._file.read(CHUNK + TAG), self._lock.head)
            except (InvalidTag, ValueError):
                raise BadPackage(
                    "phần đã khóa bị hỏng hoặc bị cắt ngắn; mật khẩu thì đúng", COPY_AGAIN
                ) from None
            self._held = number
        return self._chunk
