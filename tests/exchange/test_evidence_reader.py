"""The helper process: whatever becomes of it, the program goes on and the next file is read."""

from __future__ import annotations

import io
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tdkt_desktop.exchange.evidence import reader as evidence_reader
from tdkt_desktop.exchange.evidence.files import EvidenceFile, EvidenceRefused, print_copy, read_evidence
from tdkt_desktop.exchange.evidence.headers import JPEG, Refusal
from tdkt_desktop.exchange.evidence.reader import ask, receive, send
from tdkt_desktop.exchange.evidence.server import serve
from tests.exchange.evidence_samples import HEIC_FILE, corners, every_kind, photo, saved

PHOTO = photo("JPEG", 1)


@pytest.fixture(autouse=True)
def _fresh() -> Iterator[None]:
    """Each test starts without a helper and leaves none behind that it changed."""
    evidence_reader._READER.close()
    yield
    evidence_reader._READER.close()


def helper() -> subprocess.Popen[bytes]:
    process = evidence_reader._READER._process
    assert process is not None
    return process


def instead(patch: pytest.MonkeyPatch, code: str) -> None:
    """A helper that does something else."""

    def start() -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, "-c", f"import sys, os, time; {code}"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )

    patch.setattr(evidence_reader, "_start", start)


def test_one_process_serves_many_files() -> None:
    for name, (_, body) in every_kind().items():
        read_evidence(body, name)
        first = helper()
        assert read_evidence(body, name).name
        assert helper() is first


def test_nothing_of_a_file_is_decoded_here() -> None:
    code = (
        "import sys; from tdkt_desktop.exchange.evidence.files import read_evidence, thumbnail;"
        "body = sys.stdin.buffer.read(); thumbnail(body, read_evidence(body).media);"
        "assert not {'PIL', 'pi_heif', 'pikepdf', 'pypdfium2'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], input=PHOTO, check=True, timeout=60)


def test_a_helper_that_was_ended_is_started_anew() -> None:
    read_evidence(PHOTO)
    helper().kill()
    helper().wait()
    assert read_evidence(PHOTO).media == JPEG


@pytest.mark.parametrize(
    "code",
    [
        "os._exit(1)",
        "sys.stdin.buffer.read(40); os.abort()",
        "sys.stdout.write('khong phai cau tra loi' * 9)",
        "sys.stdout.buffer.write(bytes(3) + b'\\2' + bytes(8) + b'[]')",
        "sys.stdout.buffer.write(b'\\xff' * 12)",
    ],
)
def test_a_helper_that_dies_or_babbles_costs_one_file(monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    with monkeypatch.context() as patch:
        instead(patch, code)
        with pytest.raises(EvidenceRefused, match="hỏng"):
            read_evidence(PHOTO)
    assert read_evidence(PHOTO).media == JPEG


def test_a_helper_that_never_answers_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(evidence_reader, "PATIENCE", 0.3)
    instead(monkeypatch, "time.sleep(60)")
    with pytest.raises(EvidenceRefused, match="quá phức tạp"):
        read_evidence(PHOTO)


def test_a_machine_that_starts_no_helper_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> subprocess.Popen[bytes]:
        raise OSError("no more processes")

    monkeypatch.setattr(evidence_reader, "_start", refuse)
    with pytest.raises(EvidenceRefused, match="không mở được phần đọc ảnh"):
        read_evidence(PHOTO)


def test_a_photo_that_brings_the_decoder_down_is_refused_and_the_next_is_read() -> None:
    """The kind of an entry is spoiled: pi-heif 1.4.0 dies of it, later ones may say no or read on."""
    body = bytearray(HEIC_FILE.read_bytes())
    at = body.index(b"Exif")
    body[at : at + 4] = b"\xff\xff\xff\xff"
    try:
        found: object = read_evidence(bytes(body))
    except EvidenceRefused as refused:
        found = refused
    assert isinstance(found, EvidenceFile | EvidenceRefused)
    assert read_evidence(HEIC_FILE).width == 64


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="bounds of memory are set on Linux")
def test_the_helper_is_bounded_and_writes_nothing() -> None:
    import resource  # noqa: PLC0415 - not on every system

    read_evidence(PHOTO)
    bounds = {
        kind: resource.prlimit(helper().pid, kind) for kind in (resource.RLIMIT_AS, resource.RLIMIT_FSIZE)
    }
    assert bounds == {resource.RLIMIT_AS: (3 << 30, 3 << 30), resource.RLIMIT_FSIZE: (0, 0)}


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks into /proc")
def test_it_ends_with_the_program() -> None:
    code = (
        "import sys, os; from tdkt_desktop.exchange.evidence import files, reader;"
        "files.read_evidence(sys.stdin.buffer.read());"
        "print(reader._READER._process.pid, flush=True); os._exit(0)"  # no farewell, as after a kill
    )
    done = subprocess.run(
        [sys.executable, "-c", code], input=PHOTO, check=True, capture_output=True, timeout=60
    )
    pid = int(done.stdout)
    waiting = threading.Event()
    for _ in range(100):
        if not is_running(pid):
            return
        waiting.wait(0.1)
    pytest.fail("the helper outlived the program")


def is_running(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state not in {"Z", "X"}  # dead, and only waiting to be counted


def test_many_threads_get_their_own_answers() -> None:
    sizes = [(40 + number, 30) for number in range(12)]
    found: dict[int, tuple[int, int]] = {}

    def work(number: int) -> None:
        file = read_evidence(saved(corners(sizes[number]), "PNG"))
        found[number] = (file.width, file.height)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [found[number] for number in range(12)] == sizes


def test_messages_go_over_as_they_are_and_cut_ones_are_noticed() -> None:
    line = io.BytesIO()
    send(line, {"wanted": "shape", "side": 7}, b"x" * 1000)
    whole = line.getvalue()
    assert receive(io.BytesIO(whole)) == ({"wanted": "shape", "side": 7}, b"x" * 1000)
    for end in (0, 5, 12, 20, len(whole) - 1):
        with pytest.raises(EOFError):
            receive(io.BytesIO(whole[:end]))


def test_the_server_answers_question_by_question_until_nobody_asks() -> None:
    questions, answers = io.BytesIO(), io.BytesIO()
    for wanted in ("shape", "png", "jpeg"):
        send(questions, {"wanted": wanted, "media": JPEG, "side": 10**9}, PHOTO)
    send(questions, {"wanted": "shape", "media": JPEG}, PHOTO[:50])
    serve(io.BytesIO(questions.getvalue()), answers)
    answers.seek(0)
    assert receive(answers) == ({"width": 96, "height": 64, "pages": 1}, b"")
    assert receive(answers)[1].startswith(b"\x89PNG")
    assert receive(answers)[1] == print_copy(PHOTO, JPEG)
    assert "hỏng" in str(receive(answers)[0]["cause"])
    with pytest.raises(EOFError):
        receive(answers)


def test_a_refusal_comes_over_with_its_remedy() -> None:
    with pytest.raises(Refusal) as refused:
        ask({"wanted": "shape", "media": JPEG}, PHOTO[:200])
    assert "chép lại" in refused.value.remedy
