"""Reading YAML and XLSX files that people prepare into plain trees; what they mean is the domain's business."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import yaml

from tdkt_desktop.domain.errors import FileMissing, WrongFile
from tdkt_desktop.domain.values import Plain, clean_text

MAX_BYTES = 20_000_000
MISSING_REMEDY = "Hãy kiểm tra lại tên và thư mục của tệp."
YAML_REMEDY = "Hãy mở tệp bằng trình soạn thảo, sửa dòng đã nêu rồi thử lại."


def read_plain(path: Path) -> Plain:
    """The plain tree of a .yaml, .yml or .xlsx file. Raises FileMissing or WrongFile naming the line."""
    if not path.is_file():
        raise FileMissing(f"Không thấy tệp {path}.", MISSING_REMEDY)
    if path.stat().st_size > MAX_BYTES:
        raise WrongFile(
            f"{path.name} lớn quá mức ({path.stat().st_size:,} byte).",
            "Hãy chọn đúng tệp dữ liệu, không quá 20 MB.",
        )
    if path.suffix.lower() in (".yaml", ".yml"):
        return read_yaml(path)
    if path.suffix.lower() == ".xlsx":
        from tdkt_desktop.exchange.workbook_files import read_workbook  # noqa: PLC0415 - openpyxl loads when needed

        return read_workbook(path)
    raise WrongFile(f"{path.name} không phải tệp YAML hay XLSX.", "Hãy chọn tệp có đuôi .yaml hoặc .xlsx.")


def read_yaml(path: Path) -> Plain:
    """The plain tree of a YAML file: no aliases (they can blow up), no key twice, dates as ISO text."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise WrongFile(
            f"{path.name} không phải chữ Unicode (UTF-8).", "Hãy lưu lại tệp với bảng mã UTF-8."
        ) from None
    except OSError as error:
        raise WrongFile(f"Không đọc được {path.name}.", "Hãy kiểm tra quyền đọc tệp.") from error
    try:
        return _jsonable(yaml.load(text, Loader=_StrictLoader))  # noqa: S506 - a SafeLoader made stricter
    except yaml.YAMLError as error:
        raise WrongFile(f"{path.name}{_line(error)}: viết sai quy tắc YAML.", YAML_REMEDY) from None
    except RecursionError:
        raise WrongFile(f"{path.name} lồng quá nhiều tầng.", YAML_REMEDY) from None


class _StrictLoader(yaml.SafeLoader):
    """Refuses aliases and keys that stand twice."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.events.AliasEvent):
            raise yaml.MarkedYAMLError(problem="alias", problem_mark=self.peek_event().start_mark)  # type: ignore[no-untyped-call]
        return super().compose_node(parent, index)

    def construct_mapping(self, node: Any, deep: bool = False) -> Any:
        seen = set()
        for key_node, _ in node.value:
            key = self.construct_object(key_node, deep=True)
            if not isinstance(key, str | int | bool) or key in seen:
                raise yaml.MarkedYAMLError(problem="key", problem_mark=key_node.start_mark)
            seen.add(key)
        return super().construct_mapping(node, deep)


def _line(error: yaml.YAMLError) -> str:
    mark = getattr(error, "problem_mark", None)
    return f", dòng {mark.line + 1}" if mark is not None else ""


def _jsonable(node: Any) -> Plain:
    """Dates become ISO text, texts NFC, so that a tree hashes the same whatever file it came from."""
    if isinstance(node, dict):
        return {clean_text(str(key)): _jsonable(child) for key, child in node.items()}
    if isinstance(node, list):
        return [_jsonable(child) for child in node]
    if isinstance(node, str):
        return clean_text(node)
    if isinstance(node, dt.datetime):
        return node.date().isoformat()
    return node.isoformat() if isinstance(node, dt.date) else node
