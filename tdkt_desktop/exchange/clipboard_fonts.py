"""What HTML of the clipboard says of fonts: Word and Excel name them in styles, in classes or in old font tags."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from itertools import groupby

Run = tuple[str, str]  # text and the name of its font
BREAKS = ("br", "p", "div", "tr", "li", "table", "h1", "h2", "h3")
_VOID = ("br", "img", "col", "meta", "link", "hr", "input")
_FONT = re.compile(r"(?:^|[;\s])font-family\s*:\s*[\"']?([^;\"',}]+)", re.IGNORECASE)
_RULE = re.compile(r"\.([\w-]+)[^{}]*\{([^}]*)\}")


class FontReader(HTMLParser):
    """Keeps the font that holds at the place being read; who inherits takes `heard(text, font)` and the tags."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._classes: dict[str, str] = {}
        self._open: list[tuple[str, str]] = []  # open tags with the font that holds inside them
        self._in_style = False

    def begin(self, tag: str, said: dict[str, str]) -> None:
        """A tag began."""

    def end(self, tag: str) -> None:
        """A tag ended."""

    def heard(self, text: str, font: str) -> None:
        """Text, with spaces squeezed as a page shows it."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {key: value or "" for key, value in attrs}
        self._in_style = self._in_style or tag == "style"
        self.begin(tag, said)
        if tag not in _VOID:
            self._open.append((tag, self._font(said) or self._font_now()))

    def handle_endtag(self, tag: str) -> None:
        if tag == "style":
            self._in_style = False
        self.end(tag)
        place = next((at for at in range(len(self._open) - 1, -1, -1) if self._open[at][0] == tag), -1)
        if place >= 0:
            del self._open[place:]

    def handle_data(self, data: str) -> None:
        if not self._in_style:
            self.heard(re.sub(r"[ \t\r\n]+", " ", data), self._font_now())
            return
        for name, body in _RULE.findall(data):
            if font := _FONT.search(body):
                self._classes[name] = font[1].strip()

    def handle_comment(self, data: str) -> None:
        """Office hides its styles in a comment."""
        if self._in_style:
            self.handle_data(data)

    def _font_now(self) -> str:
        return self._open[-1][1] if self._open else ""

    def _font(self, said: dict[str, str]) -> str:
        if found := _FONT.search(said.get("style", "")):
            return found[1].strip()
        named = (self._classes[one] for one in said.get("class", "").split() if one in self._classes)
        return said.get("face", "") or next(named, "")


class _Runs(FontReader):
    def __init__(self) -> None:
        super().__init__()
        self.runs: list[Run] = []

    def begin(self, tag: str, said: dict[str, str]) -> None:  # noqa: ARG002 - what a break looks like does not matter
        if tag in BREAKS and self.runs:
            self.runs.append(("\n", self.runs[-1][1]))

    def heard(self, text: str, font: str) -> None:
        self.runs.append((text, font))


def joined(runs: list[Run]) -> tuple[Run, ...]:
    """Neighbours of one font as one run: a word may be cut anywhere by marks that mean nothing here."""
    return tuple(
        ("".join(text for text, _ in group), font) for font, group in groupby(runs, key=lambda run: run[1])
    )


def html_runs(html: str) -> tuple[Run, ...]:
    """The text of a page by fonts; a line break where a paragraph or a row begins."""
    reader = _Runs()
    body = re.search(r"<!--StartFragment-->(.*)<!--EndFragment-->", html, re.DOTALL)
    if body is not None:
        styles = "".join(re.findall(r"<style.*?</style>", html[: body.start()], re.DOTALL | re.IGNORECASE))
        html = styles + body[1]
    reader.feed(html)
    reader.close()
    return joined(reader.runs)
