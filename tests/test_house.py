"""The house: which room may import which, how large each is, and that CONTRIBUTING's picture shows all of them."""

import re
from collections import Counter

import pytest
from running import LESSONS, ROOT

import course_utils
from course_utils.build.fingerprint import everyday_modules, imported_by

HOUSE = ROOT / "course_utils"
ROOMS = {lesson[3:] for lesson in LESSONS}  # a lesson's room is called like the lesson
GROUND = {"errors", "devices"}
BELOW = {  # what the modules of a room may import besides each other
    "__init__": set(),
    "errors": set(),
    "devices": set(),
    "science": GROUND,
    "portraits": GROUND | {"science"},
    "teach": GROUND | {"science.figures", "science.metrics"},
    "exercises": {"teach"},
    **dict.fromkeys(ROOMS, GROUND | {"science", "portraits"}),
}
FREE = {"makers", "build"}  # may import anything; nobody imports them


def room_of(module: str) -> str:
    return module.removeprefix("course_utils.").split(".")[0]


def test_imports_point_one_way():
    for path in HOUSE.rglob("*.py"):
        inside = path.relative_to(HOUSE).with_suffix("").as_posix().replace("/", ".")
        room, package = room_of(inside), ".".join(path.relative_to(ROOT).parent.parts)
        for name in imported_by(path.read_text(encoding="utf-8"), package):
            if name.startswith("course_utils.") and room_of(name) != room and room not in FREE:
                known = (name.removeprefix("course_utils.") + ".").startswith
                assert any(known(f"{below}.") for below in BELOW[room]), f"{inside} may not import {name}"


def lines_of(path) -> int:
    """Lines with something in them, descriptions and comments included."""
    return sum(bool(line.strip()) for line in path.read_text(encoding="utf-8").splitlines())


def test_rooms_are_small(figures):
    lines = Counter()
    for path in HOUSE.rglob("*.py"):
        lines[room_of(path.relative_to(HOUSE).with_suffix("").as_posix().replace("/", "."))] += lines_of(path)
    whole = sum(lines.values()) - lines["exercises"] - lines["makers"] - lines["portraits"]
    figures += [f"course_utils: {count:,} lines in {room}" for room, count in sorted(lines.items())]
    figures.append(f"course_utils: {whole:,} lines without exercises, makers and portraits")
    assert lines["teach"] + lines["science"] <= 3000 and whole <= 7000


def test_the_picture_of_the_house_shows_every_room():
    picture = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").split("```")[1]
    shown = set(re.findall(r"^course_utils/(\w+)/", picture, re.M)) | set(re.findall(r"^  (\w+)/", picture, re.M))
    there = {path.name for path in HOUSE.iterdir() if path.is_dir() and path.name != "__pycache__"}
    assert shown == there and there <= BELOW.keys() | FREE


def test_the_everyday_names_are_there_and_the_builder_knows_them():
    assert all(getattr(course_utils, name) is not None for name in course_utils.PLACES)
    known = {f"course_utils.{name}": f"course_utils.{module}" for name, module in course_utils.PLACES.items()}
    assert everyday_modules(ROOT) == known and set(course_utils.PLACES) <= set(dir(course_utils))
    with pytest.raises(AttributeError, match="course_utils has no 'explode'; it has describe"):
        _ = course_utils.explode
