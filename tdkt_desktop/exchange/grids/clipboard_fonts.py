"""What HTML of the clipboard says of fonts: in styles, in classes, for all cells, in old font tags, around what was copied."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from itertools import groupby

Run = tuple[str, str]  # text and the name of its font
BEGIN, END = "StartFragment", "EndFragment"
BREAKS = ("br", "p", "div", "tr", "li", "table", "h1", "h2", "h3")
_VOID = ("br", "img", "col", "meta", "link", "hr", "input")
_FONT = re.compile(r"(?:^|[;\s])font-family\s*:\s*[\"']?([^;\"',}]+)", re.IGNORECASE)
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_SELECTOR = re.compile(r"(\w*)(?:\.([\w-]+))?")


class FontReader(HTMLParser):
    """Keeps the font that holds at the place being read; who inherits takes `heard(text, font)` and the tags."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._classes: dict[str, str] = {}
        self._tags: dict[str, str] = {}
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
            self._open.append((tag, self._font(tag, said) or self._font_now()))

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
        for names, body in _RULE.findall(data):
            if font := _FONT.search(body):
                self._note_rule(names, font[1].strip())

    def handle_comment(self, data: str) -> None:
        """Office hides its styles in a comment."""
        if self._in_style:
            self.handle_data(data)

    def _font_now(self) -> str:
        return self._open[-1][1] if self._open else ""

    def _note_rule(self, names: str, font: str) -> None:
        """The font of "td", ".xl65" or "p.MsoNormal, li.MsoNormal"."""
        for name in names.replace("<!--", " ").split(","):
            found = _SELECTOR.fullmatch(name.strip())
            if found and found[2]:
                self._classes[found[2]] = font
            elif found and found[1]:
                self._tags[found[1].lower()] = font

    def _font(self, tag: str, said: dict[str, str]) -> str:
        if found := _FONT.search(said.get("style", "")):
            return found[1].strip()
        named = (self._classes[one] for one in said.get("class", "").split() if one in self._classes)
        return said.get("face", "") or next(named, "") or self._tags.get(tag, "")


class _Runs(FontReader):
    """What lies between the marks of a copy, where there are such marks; fonts named around them count."""

    def __init__(self, *, marked: bool) -> None:
        super().__init__()
        self.runs: list[Run] = []
        self._outside = marked

    def begin(self, tag: str, said: dict[str, str]) -> None:  # noqa: ARG002 - what a break looks like does not matter
        if tag in BREAKS and self.runs:
            self.runs.append(("\n", self.runs[-1][1]))

    def heard(self, text: str, font: str) -> None:
        if not self._outside:
            self.runs.append((text, font))

    def handle_comment(self, data: str) -> None:
        if data.strip() in (BEGIN, END):
            self._outside = data.strip() == END
        else:
            super().handle_comment(data)


def joined(runs: list[Run]) -> tuple[Run, ...]:
    """Neighbours of one font as one run: a word may be cut anywhere by marks that mean nothing here."""
    return tuple(
        ("".join(text for text, _ in group), font) for font, group in groupby(runs, key=lambda run: run[1])
    )


def html_runs(html: str) -> tuple[Run, ...]:
    """The text of a page by fonts; a line break where a paragraph or a row begins."""
    reader = _Runs(marked=f"<!--{BEGIN}-->" in html)
    reader.feed(html)
    reader.close()
    return joined(reader.runs)
