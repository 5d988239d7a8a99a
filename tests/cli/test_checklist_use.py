"""Guards `tdkt checklist use`: another list of questions for a campaign that is under way."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Tdkt


def test_the_command_line(tdkt: Tdkt, path: Path, tmp_path: Path) -> None:
    file = tmp_path / "ban-moi.yaml"
    assert tdkt("checklist", "export", file, "--from", path).code == 0
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("code: N1.6\n", "code: N1.66\n"), encoding="utf-8")
    looked = tdkt("checklist", "use", path, file, "--dry-run", "--json")
    assert looked.facts["left"]["N1.6"] >= 1
    assert tdkt("checklist", "use", path, file).code == 1
    assert tdkt("checklist", "use", path, file, "--map", "N1.6").code == 2
    done = tdkt("checklist", "use", path, file, "--map", "N1.6=N1.66", "--json")
    assert done.code == 0
    assert done.facts["carried"] >= 1
