"""Who packed a package: an Ed25519 signature over the bytes of its manifest, which names the hash of everything else.

The signature says that the holder of a key packed this, not who that is: the office notes the key of each team's machine
at the first import and asks when it changes.
"""

from __future__ import annotations

import hashlib
from typing import Protocol

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from tdkt_desktop.domain.revision_values import is_hex
from tdkt_desktop.domain.sealing import ALPHABET
from tdkt_desktop.exchange.package.json import canonical_bytes, parse_canonical
from tdkt_desktop.exchange.package.model import BadPackage, BadSignature

ALGORITHM = "ed25519"
_PURPOSE = b"tdkt-package manifest 1\n"  # so that nothing else this key ever signs can pass for a manifest


class Signer(Protocol):
    """A machine's key: its public half (64 hex digits), and what it signs."""

    @property
    def public_key(self) -> str: ...

    def sign(self, message: bytes) -> bytes: ...


def signature_bytes(manifest: bytes, device: str, signer: Signer) -> bytes:
    """The entry signature.json for a manifest."""
    return canonical_bytes(
        {
            "algorithm": ALGORITHM,
            "device": device,
            "public_key": signer.public_key,
            "signature": signer.sign(_PURPOSE + manifest).hex(),
        }
    )


def signed_by(manifest: bytes, device: str, body: bytes) -> str:
    """The public key that signed a manifest. Raises BadSignature."""
    try:
        raw = parse_canonical(body)
    except BadPackage as error:
        raise BadSignature(f"chữ ký không đọc được: {error.reason}") from None
    if (
        not isinstance(raw, dict)
        or set(raw) != {"algorithm", "device", "public_key", "signature"}
        or raw["algorithm"] != ALGORITHM
        or not is_hex(raw["public_key"], 64)
        or not is_hex(raw["signature"], 128)
    ):
        raise BadSignature("chữ ký không đúng cách ghi")
    if raw["device"] != device:
        raise BadSignature("chữ ký của một máy khác với máy ghi trong bảng kê")
    try:
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(raw["public_key"]))
        key.verify(bytes.fromhex(raw["signature"]), _PURPOSE + manifest)
    except (InvalidSignature, ValueError):
        raise BadSignature("chữ ký không khớp nội dung, tệp đã bị sửa sau khi xuất") from None
    return str(raw["public_key"])


def key_code(public_key: str) -> str:
    """A key as people compare it, "K7MQ-2XWD-9HBC-4RTY": 80 bits of its SHA-256; blank for no key."""
    if not public_key:
        return ""
    number = int.from_bytes(hashlib.sha256(bytes.fromhex(public_key)).digest()[:10], "big")
    letters = "".join(ALPHABET[(number >> shift) & 31] for shift in range(75, -1, -5))
    return "-".join(letters[start : start + 4] for start in range(0, 16, 4))
