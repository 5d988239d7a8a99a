"""The same file attached on two machines is one to people, and never a caption less."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tdkt_desktop.domain.evidence import Evidence, distinct

FILES = st.lists(
    st.builds(
        Evidence,
        id=st.uuids().map(lambda one: one.hex),
        digest=st.sampled_from(["a" * 64, "b" * 64]),
        name=st.just("anh.jpg"),
        media=st.just("image/jpeg"),
        size=st.just(3),
        caption=st.sampled_from(["", "Ảnh hội nghị", "Bìa hồ sơ"]),
        criterion=st.sampled_from(["", "N1"]),
        role=st.just(""),
    ),
    max_size=6,
)


@given(FILES)
def test_every_file_once_in_its_place_and_every_caption_kept(files: list[Evidence]) -> None:
    shown = distinct(files)
    assert set(shown) <= set(files)
    assert {(one.digest, one.criterion) for one in shown} == {(one.digest, one.criterion) for one in files}
    captions = {(one.digest, one.criterion, one.caption) for one in files if one.caption}
    assert {(one.digest, one.criterion, one.caption) for one in shown if one.caption} == captions
    assert len(shown) == len({(one.digest, one.criterion, one.caption) for one in shown})
    assert distinct(shown) == shown
