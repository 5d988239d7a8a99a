"""How the command line speaks: help and usage errors in Vietnamese, commands grouped by what they are for.

Typer's own words are English and mostly not translatable, so the two classes here set the help themselves and `wrong_use`
says a usage error from its kind, never from its text where that can be helped.
"""

from __future__ import annotations

import difflib
import inspect
import json
import re
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

SETTINGS = {"max_content_width": 100, "help_option_names": ["--help", "-h"]}
OPTIONS, COMMAND = "[TÙY_CHỌN]", "LỆNH ..."
HELP_WORDS = "In hướng dẫn này rồi thoát."
_EXTRA = re.compile(r"unexpected extra arguments?(?:\(s\))? \((.*)\)$", re.DOTALL)


class WrongUse(Exception):
    """Arguments that do not go together; exit code 2. The message is a Vietnamese sentence."""


class Verb(TyperCommand):
    """A command whose help is Vietnamese throughout. Arguments are loosely typed: typer's context is its own affair."""

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        formatter.write_usage(ctx.command_path, usage_of(self, ctx), prefix="Cách dùng: ")

    def format_options(self, ctx: Any, formatter: Any) -> None:
        _write_parameters(self, ctx, formatter)


class Verbs(TyperGroup):
    """All commands, grouped by their panels; an unknown one is answered with those that look like it."""

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        formatter.write_usage(ctx.command_path, usage_of(self, ctx), prefix="Cách dùng: ")

    def format_options(self, ctx: Any, formatter: Any) -> None:
        _write_parameters(self, ctx, formatter)
        panels: dict[str, list[tuple[str, str]]] = {}
        for name, command in self.commands.items():
            panel = getattr(command, "rich_help_panel", None) or "Các lệnh"
            first = inspect.cleandoc(command.help or "").split("\n\n", 1)[0].replace("\n", " ")
            panels.setdefault(panel, []).append((name, first))
        for panel, rows in panels.items():
            with formatter.section(panel):
                formatter.write_dl(rows)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        if args and not args[0].startswith("-") and args[0] not in self.commands:
            near = difflib.get_close_matches(args[0], self.commands)
            hint = f" Có phải: {', '.join(near)}?" if near else ""
            raise WrongUse(f"Không có lệnh “{args[0]}”.{hint}")
        return super().resolve_command(ctx, args)


def usage_of(command: Any, ctx: Any) -> str:
    """The line after the program's name: what is required, in the order it is typed."""
    pieces = [_name(one) if one.required else f"[{_name(one)}]" for one in _arguments(command, ctx)]
    required = [f"{one.opts[0]} {one.metavar}" for one in _options(command, ctx) if one.required]
    ending = [COMMAND] if isinstance(command, TyperGroup) else []
    return " ".join([*pieces, *required, OPTIONS, *ending])


def wrong_use(error: Exception) -> str:
    """A usage error of the command line as Vietnamese lines, with the usage where it is known."""
    context = getattr(error, "ctx", None)
    lines = [f"Lỗi: {_reason(error)}"]
    if context is not None:
        lines.insert(0, f"Cách dùng: {context.command_path} {usage_of(context.command, context)}")
    where = context.command_path if context is not None else "tdkt"
    return "\n".join([*lines, f"Xem hướng dẫn: {where} --help"])


def tell(as_json: bool, facts: Any, text: str) -> None:
    """Print the facts for a machine, or the text for a person."""
    typer.echo(json.dumps(facts, ensure_ascii=False, indent=2) if as_json else text)


_FILES_ONLY = (
    "Lệnh này làm trên tệp của máy này, không nhận --store. "
    "Lấy đợt trên máy chủ về thành tệp: tdkt copy --store ĐỊA_CHỈ --to TỆP."
)


def _reason(error: Exception) -> str:
    kind = type(error).__name__  # the classes are private to typer, their names and fields are not
    if kind == "NoSuchOption":
        name, near = getattr(error, "option_name", ""), sorted(getattr(error, "possibilities", None) or ())
        hint = f" Có phải: {', '.join(near)}?" if near else ""
        return _FILES_ONLY if name == "--store" else f"Không có tùy chọn “{name}”.{hint}"
    if kind == "MissingParameter":
        return f"Thiếu {_name(getattr(error, 'param', None))}."
    if kind == "BadOptionUsage":  # one class for too much and too little
        wants = "không nhận giá trị" if "not take" in str(error) else "cần một giá trị đi kèm"
        return f"Tùy chọn {getattr(error, 'option_name', '')} {wants}."
    if kind == "BadParameter":
        return f"Giá trị của {_name(getattr(error, 'param', None))} không hợp lệ."
    if str(error).startswith("Missing command"):
        return "Thiếu tên lệnh đứng sau."
    if extra := _EXTRA.search(str(error)):
        return f"Thừa “{extra[1]}”."
    return str(error) if isinstance(error, WrongUse) else "Câu lệnh không đúng."


def _write_parameters(command: Any, ctx: Any, formatter: Any) -> None:
    if rows := [(_name(one), one.help or "") for one in _arguments(command, ctx)]:
        with formatter.section("Tham số"):
            formatter.write_dl(rows)
    rows = [
        (_flags(one), f"{one.help or ''}{_default(one)}") for one in _options(command, ctx) if not one.hidden
    ]
    with formatter.section("Tùy chọn"):
        formatter.write_dl([*rows, (", ".join(ctx.help_option_names), HELP_WORDS)])


def _arguments(command: Any, ctx: Any) -> list[Any]:
    return [one for one in command.get_params(ctx) if one.param_type_name == "argument"]


def _options(command: Any, ctx: Any) -> list[Any]:
    """The options but the help option, which typer adds by itself."""
    names = set(ctx.help_option_names)
    return [
        one
        for one in command.get_params(ctx)
        if one.param_type_name == "option" and not names & set(one.opts)
    ]


def _name(parameter: Any) -> str:
    """What a parameter is called in usage and messages: "ĐỢT", "--unit"."""
    if parameter is None:
        return "tham số"
    if parameter.param_type_name == "option":
        return str(parameter.opts[0])
    return str(parameter.metavar or parameter.name)


def _flags(option: Any) -> str:
    flags = ", ".join(option.opts)
    return flags if option.is_flag else f"{flags} {option.metavar or 'GIÁ_TRỊ'}"


def _default(option: Any) -> str:
    """What an option is without being given; "bắt buộc" where it must be."""
    if option.required:
        return " (bắt buộc)"
    default = option.default
    if option.is_flag or not option.show_default or default in (None, "", ()) or str(default) == ".":
        return ""
    return f" (mặc định: {default})"
