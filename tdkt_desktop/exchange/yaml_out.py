"""Writing a plain tree as a YAML file that people read and change; the one who reads it again finds the same tree."""

from __future__ import annotations

import contextlib
import os
import uuid
from pathlib import Path
from typing import Any

import yaml

from tdkt_desktop.domain.errors import EnvironmentProblem
from tdkt_desktop.domain.values import Plain

WIDTH = 110


class _Dumper(yaml.SafeDumper):
    """Lists stand under their name, texts of several lines as blocks, nothing as an alias (readers refuse them)."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002 - the name and its argument are the library's
        return True


def write_yaml(tree: Plain, path: Path, note: str = "") -> None:
    """Write the tree, whole or not at all; `note` stands as a remark on top. Raises EnvironmentProblem."""
    text = yaml.dump(tree, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=WIDTH)
    working = path.with_name(f".{uuid.uuid4().hex}{path.suffix}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with working.open("w", encoding="utf-8", newline="\n") as file:
            file.write(f"# {note}\n{text}" if note else text)
            file.flush()
            os.fsync(file.fileno())
        working.replace(path)
    except OSError as error:
        raise EnvironmentProblem(
            f"Không ghi được {path.name}.", "Hãy chọn thư mục khác; tệp cũ (nếu có) vẫn nguyên."
        ) from error
    finally:
        with contextlib.suppress(OSError):
            working.unlink(missing_ok=True)
