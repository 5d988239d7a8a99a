"""The verb that writes the guides as PDF."""

from __future__ import annotations

from pathlib import Path

from tdkt_desktop.cli.options import AsJson, Out
from tdkt_desktop.cli.speech import tell


def guides(out: Out = Path("huong-dan"), as_json: AsJson = False) -> None:
    """Ghi các hướng dẫn thành PDF để in: trưởng đoàn, thư ký, khi có sự cố, và sổ tay đủ các trang trợ giúp."""
    from tdkt_desktop.workflows.help.guides import make_guides  # noqa: PLC0415 - loads when first used

    files = make_guides(out)
    tell(as_json, {"files": [str(file) for file in files]}, "\n".join(map(str, files)))
