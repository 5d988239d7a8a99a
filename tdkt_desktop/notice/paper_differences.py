"""What differs between two papers of the notice: sections, paragraphs, figures."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Pair:
    """A paragraph as the first and as the second paper have it; blank where a paper has none."""

    before: str
    after: str

    @property
    def same(self) -> bool:
        return self.before == self.after


@dataclass(frozen=True)
class SectionPair:
    """A section of both papers. `heading` is the second one's, or the first one's where it is gone."""

    key: str
    heading: str
    pairs: tuple[Pair, ...]

    @property
    def same(self) -> bool:
        return all(one.same for one in self.pairs)


@dataclass(frozen=True)
class FigureChange:
    """A figure that differs: what it counts (`kind`, in words), of whom, and what each paper says; blank for nothing."""

    section: str
    owner: str
    kind: str
    before: str
    after: str


@dataclass(frozen=True)
class PaperComparison:
    """Two papers compared; `sections` are all of both, in order."""

    sections: tuple[SectionPair, ...]
    figures: tuple[FigureChange, ...]

    @property
    def same(self) -> bool:
        return all(one.same for one in self.sections)

    @property
    def changed(self) -> tuple[SectionPair, ...]:
        """The sections that differ."""
        return tuple(one for one in self.sections if not one.same)

    @property
    def places(self) -> int:
        """How many paragraphs differ."""
        return sum(1 for one in self.sections for pair in one.pairs if not pair.same)
