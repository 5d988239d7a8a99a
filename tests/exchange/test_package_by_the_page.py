"""A second reader, written from resources/help/dinh-dang-tdkt.md alone: what the page says is enough, and true."""

from __future__ import annotations

import hashlib
import hmac
import io
import json
import re
import unicodedata
import zipfile
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from tdkt_desktop.exchange.package import locking as package_locking
from tdkt_desktop.exchange.package import writing as package_writing
from tdkt_desktop.exchange.package.manifest import _REQUIRED
from tdkt_desktop.exchange.package.whole import MAJOR, MINOR, key_code, read_package, write_package
from tdkt_desktop.paths import resource
from tests.exchange.hostile.corpus_locked import CHEAP, PASSWORD
from tests.exchange.hostile.making import PHOTO, Key, honest, noise, revision

PAGE = (resource("help") / "dinh-dang-tdkt.md").read_text(encoding="utf-8")
MAGIC = bytes.fromhex("895444 4B542D4B 484F41 0D0A1A0A")


def sha(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()


def canonical(plain: Any) -> bytes:
    return json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def unlocked(body: bytes, password: str) -> bytes:
    """The ZIP inside the envelope, by the table of the page."""
    head = body[:68]
    assert sha(head[:60])[:16] == head[60:].hex()
    machine = Argon2id(
        salt=head[21:37],
        length=64,
        memory_cost=int.from_bytes(head[15:19], "little"),
        iterations=head[19],
        lanes=head[20],
    )
    both = machine.derive(unicodedata.normalize("NFC", password).encode())
    assert hmac.digest(both[32:], head[:44], "sha256")[:16] == head[44:60]
    chunks = [body[at : at + 65536 + 16] for at in range(68, len(body), 65536 + 16)]
    return b"".join(
        AESGCM(both[:32]).decrypt(
            head[37:44] + number.to_bytes(4, "big") + bytes([number == len(chunks) - 1]), chunk, head
        )
        for number, chunk in enumerate(chunks)
    )


def read_by_the_page(path: Path, password: str = "") -> dict[str, bytes]:
    """Every entry of a package, everything checked that the page says."""
    body = path.read_bytes()
    if body.startswith(MAGIC):
        body = unlocked(body, password)
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        entries = {name: archive.read(name) for name in archive.namelist()}
    raw = entries["manifest.json"]
    manifest, signature = json.loads(raw), json.loads(entries["signature.json"])
    assert (manifest["format"], manifest["version"]) == ("tdkt-package", "1.2")
    assert signature["device"] == manifest["device"]
    Ed25519PublicKey.from_public_bytes(bytes.fromhex(signature["public_key"])).verify(
        bytes.fromhex(signature["signature"]), b"tdkt-package manifest 1\n" + raw
    )
    assert set(entries) == {"manifest.json", "signature.json", *manifest["entries"]}
    for name, facts in manifest["entries"].items():
        assert facts == {"size": len(entries[name]), "sha256": sha(entries[name])}
        assert not name.startswith("attachments/") or name == f"attachments/{sha(entries[name])}"
        assert not name.startswith("checklists/") or name == f"checklists/{sha(entries[name])}.json"
    for line in entries["revisions.jsonl"].removesuffix(b"\n").split(b"\n"):
        one = json.loads(line)
        assert canonical(one) == line
        names = ("subject", "field", "value", "author", "device", "lamport")
        content = [*(one[name] for name in names), sorted(one["parents"]), one["recorded_at"]]
        assert sha(canonical(content))[:32] == one["id"]
    return entries


@pytest.mark.parametrize("password", ["", PASSWORD])
def test_a_reader_by_the_page_reads_what_we_write(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, password: str
) -> None:
    monkeypatch.setattr(package_writing, "COST", CHEAP)
    large = noise(200_000)  # more than one chunk of the envelope
    files = {sha(body): tmp_path / sha(body) for body in (PHOTO, large)}
    for body in (PHOTO, large):
        files[sha(body)].write_bytes(body)
    log = (*honest().revisions, revision("evidence/A/lon", "evidence", {"digest": sha(large)}))
    path, package = tmp_path / "goi.tdkt", honest(files, revisions=log)
    write_package(package, path, signer=Key(), password=password)
    ours, theirs = read_package(path, password), read_by_the_page(path, password)
    assert {f"attachments/{digest}" for digest in ours.files} < set(theirs)
    lines = theirs["revisions.jsonl"].splitlines()
    assert [one.id for one in ours.revisions] == [json.loads(one)["id"] for one in lines]


def test_the_page_states_the_numbers_of_the_program() -> None:
    assert f"Phiên bản hiện nay là {MAJOR}.{MINOR}." in PAGE
    assert MAGIC.hex(" ").upper() in PAGE
    assert MAGIC == package_locking.MAGIC
    cost = package_locking.Cost()
    assert f"{cost.memory} KiB, {cost.passes} lượt, {cost.lanes} luồng" in PAGE
    for number in (
        package_locking.SHORTEST,
        package_locking.LONGEST,
        package_locking.CHUNK,
        1 << 18,
        1 << 19,
    ):
        assert re.search(rf"\b{number}\b", PAGE)
    assert [name for name in _REQUIRED if f'"{name}"' not in PAGE] == []
    assert package_locking.HEAD_SIZE == 68


def test_the_code_of_a_key_is_as_the_page_says() -> None:
    alphabet = re.search(r"`([2-9A-Z]{32})`", PAGE)
    assert alphabet is not None
    number = int.from_bytes(hashlib.sha256(bytes.fromhex(Key().public_key)).digest()[:10], "big")
    letters = [alphabet[1][(number >> shift) % 32] for shift in range(75, -1, -5)]
    assert key_code(Key().public_key).replace("-", "") == "".join(letters)
