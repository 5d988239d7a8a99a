"""Where a note goes: for every thing, room and size, beside it and inside, or nowhere."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRect

from tdkt_desktop.ui.controls.beside import Side, put_beside

ROOM = QRect(4, 4, 1000, 600)
GAP = 4


@given(
    left=st.integers(4, 980),
    top=st.integers(4, 590),
    wide=st.integers(1, 1000),
    high=st.integers(1, 600),
    width=st.integers(100, 800),
    area=st.integers(20_000, 200_000),
)
def test_a_note_never_covers_its_thing_and_never_leaves_the_room(
    left: int, top: int, wide: int, high: int, width: int, area: int
) -> None:
    thing = QRect(left, top, wide, high).intersected(ROOM)
    spot = put_beside(thing, ROOM, width, lambda taken, side: max(40, area // taken), GAP)
    if spot is not None:
        assert ROOM.contains(spot.rect)
        assert not spot.rect.intersects(thing)


@given(left=st.integers(4, 900), top=st.integers(4, 500))
def test_a_small_thing_always_finds_room(left: int, top: int) -> None:
    spot = put_beside(QRect(left, top, 100, 60), ROOM, 360, lambda width, side: 180, GAP)
    assert spot is not None


def test_below_comes_first_and_the_other_sides_where_there_is_no_room() -> None:
    def side_of(thing: QRect) -> Side:
        spot = put_beside(thing, ROOM, 360, lambda width, side: 180, GAP)
        assert spot is not None
        return spot.side

    assert side_of(QRect(100, 30, 200, 40)) is Side.BELOW
    assert side_of(QRect(4, 60, 300, 530)) is Side.RIGHT
    assert side_of(QRect(700, 60, 300, 530)) is Side.LEFT
    assert side_of(QRect(4, 570, 990, 30)) is Side.ABOVE


def test_no_room_is_said() -> None:
    assert put_beside(ROOM, ROOM, 360, lambda width, side: 180, GAP) is None
