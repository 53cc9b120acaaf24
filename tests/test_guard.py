"""A learner's code can't hang the kernel, fill the memory, leave, ask, change the inputs, or touch the random state."""

import dataclasses
import functools
import random
import signal
import subprocess
import sys
import threading
import time

import numpy as np
import pytest

from course_utils.teach.check import load_exercises
from course_utils.teach.exercise import State, Workload, assess
from course_utils.teach.limits import TICK, Limits, Meter, PassedLimit, stopped_past

REFIT = load_exercises("01_photocopies")["refit"]


def right(samples):
    return samples.mean(axis=1), samples.std(axis=1)


def loop_for_ever(samples):
    while True:
        pass


def swallow_everything(samples):
    while True:
        try:  # noqa: SIM105
            samples = samples + 0
        except:  # noqa: E722
            pass


def swallow_around_the_loop(samples):
    while True:
        try:
            while True:
                pass
        except BaseException:
            samples = samples + 0


def fill_the_memory(samples):
    kept = []
    while True:
        kept.append(np.ones(2**20))


def print_for_ever(samples):
    while True:
        print("again")


@pytest.mark.parametrize("answer", [loop_for_ever, swallow_everything, swallow_around_the_loop, print_for_ever])
def test_endless_answers_are_stopped(answer):
    start = time.process_time()
    result = assess(REFIT, answer, seconds=0.5)
    assert time.process_time() - start < 5
    assert result.state is State.STOPPED and "still computing after 0.5 seconds" in result.message


def test_waiting_is_no_computing():
    """A slow disk, or a busy machine: the clock runs on, and the answer is not stopped."""

    def slow(samples):
        time.sleep(0.4)
        return right(samples)

    assert assess(REFIT, slow, seconds=0.3).state is State.PASSED


def test_endless_waiting_is_stopped_too():
    with (
        pytest.raises(PassedLimit, match="has waited 0.3 seconds without computing"),
        stopped_past(Limits(waiting=0.3)),
    ):
        time.sleep(20)


def test_a_container_that_was_stopped_is_no_endless_loop():
    meter = Meter(Limits(waiting=60), time.process_time)
    meter.clock -= 3600  # an hour has passed since the last look, of which this process has seen nothing
    assert meter.look(importing=False) == "" and meter.waited <= 4 * TICK


@pytest.fixture
def slow_library(tmp_path, monkeypatch):
    """A module that computes for a second while it is imported."""
    code = "import time\nstart = time.process_time()\nwhile time.process_time() - start < 1: pass\nready = True\n"
    (tmp_path / "slow_library.py").write_text(code)
    monkeypatch.syspath_prepend(str(tmp_path))
    yield
    sys.modules.pop("slow_library", None)


def test_an_import_inside_an_answer_is_not_interrupted(slow_library):
    def importing(samples):
        import slow_library

        assert slow_library.ready
        return right(samples)

    assert assess(REFIT, importing, seconds=0.3).state is State.PASSED


def test_an_import_that_never_ends_is_stopped(slow_library):
    with pytest.raises(PassedLimit, match="still importing after 0.2 seconds"), stopped_past(Limits(importing=0.2)):
        import slow_library  # noqa: F401

        while True:  # the limit is known by now; it acts once nothing is being imported
            pass


def test_right_and_too_slow_is_another_sentence_than_endless():
    exercise = dataclasses.replace(REFIT, workload=Workload(lambda rng: (np.ones((1000, 100)),), times=1000))

    def one_by_one(samples):
        means = [sum(row) / len(row) for row in samples]
        return means, [
            (sum((x - m) ** 2 for x in row) / len(row)) ** 0.5 for row, m in zip(samples, means, strict=True)
        ]

    result = assess(exercise, one_by_one)
    assert result.state is State.NOT_YET and "too slow here: about" in result.message
    assert assess(exercise, right).state is State.PASSED
    result = assess(
        exercise, lambda samples: right(samples) if len(samples) < 1000 else loop_for_ever(samples), seconds=1
    )
    assert result.state is State.NOT_YET and "too slow here: more than" in result.message


HIDDEN = """
import os, signal, sys
for name in ("psutil", "torch"):
    sys.modules[name] = None  # as in a browser: importing it fails
del signal.pthread_kill
from course_utils.teach.check import load_exercises
from course_utils.teach.exercise import assess
import course_utils.photocopies.categorical, course_utils.photocopies.kde
import course_utils.science.loops, course_utils.science.models.gaussian
from course_utils.devices import describe_machine
assert "processor cores" in describe_machine()
exercise = load_exercises("01_photocopies")["refit"]
def refit(samples):
    while True: pass
for answer in (exercise.answer, refit):
    result = assess(exercise, answer, seconds=0.3)
    print(result.state.name, result.message)
"""


def test_it_works_without_threads_signals_psutil_and_torch():
    """As in a browser (pyodide)."""
    ran = subprocess.run([sys.executable, "-c", HIDDEN], capture_output=True, text=True, timeout=60)
    passed, stopped = ran.stdout.splitlines() or [ran.stderr, ""]
    assert passed.strip() == "PASSED" and "STOPPED" in stopped and "still computing after 0.3 seconds" in stopped


def test_in_another_thread_an_endless_answer_is_stopped_as_well():
    states = []
    thread = threading.Thread(target=lambda: states.append(assess(REFIT, loop_for_ever, seconds=0.3).state))
    thread.start()
    thread.join()
    assert states == [State.STOPPED]


def test_a_recursive_answer_finds_itself():
    """Under `@check`, its cell has not bound its name yet."""
    space = {}
    source = """
def blank_share(page):
    first = (page[0] == 0).mean()
    return first if len(page) == 1 else (first + (len(page) - 1) * blank_share(page[1:])) / len(page)
"""
    exec(source, space)
    answer = space.pop("blank_share")
    assert assess(load_exercises("00_start_here")["blank_share"], answer).state is State.PASSED
    assert "blank_share" not in space


def test_an_answer_that_asks_or_leaves_is_told_so():
    def ask(samples):
        return input("How many?")

    def leave(samples):
        sys.exit()

    assert "asks for `input()`" in assess(REFIT, ask).message
    assert "leaves Python" in assess(REFIT, leave).message


def not_written_in_a_helper():
    raise NotImplementedError


def test_to_do_is_the_learners_own_not_implemented_error():
    def through_a_helper(samples):
        return not_written_in_a_helper()

    def in_a_library(samples):
        return eval("raiser()", {"raiser": exec_raiser()})  # code whose globals are not the learner's

    def no_longer_blank(samples):
        5  # noqa: B018

    assert assess(REFIT, through_a_helper).state is State.TO_DO
    result = assess(REFIT, in_a_library)
    assert result.state is State.STOPPED and "NotImplementedError" in result.message
    assert "returns None" in assess(REFIT, no_longer_blank).message


def exec_raiser():
    space = {}
    exec("def raiser():\n    raise NotImplementedError('not for this kind of array')", space)
    return space["raiser"]


def test_blank_is_seen_where_the_text_cannot_be_read():
    """As in a cell that begins with %%time."""
    space = {}
    exec("def blank(samples):\n    'Say.'\n    ...\ndef begun(samples):\n    return samples.mean(axis=9)", space)
    assert assess(REFIT, space["blank"]).state is State.TO_DO
    assert "In line 5 of your code: AxisError" in assess(REFIT, space["begun"]).message


def test_wrapped_answers_show_their_own_line():
    def failing(samples):
        return samples.mean(axis=9)

    def decorated(function):
        return functools.wraps(function)(lambda *args: function(*args))

    for answer in (decorated(failing), functools.partial(failing), np.vectorize(failing, signature="(c,n)->(c),(c)")):
        assert "`return samples.mean(axis=9)`: AxisError" in assess(REFIT, answer).message


def test_an_answer_that_draws_what_should_stay_is_told_so():
    def drawing(samples):
        picked = np.random.default_rng().permuted(samples, axis=1)[:, :5]
        return picked.mean(axis=1), picked.std(axis=1)

    assert "two different results" in assess(REFIT, drawing).message


def test_a_memory_hog_is_stopped():
    result = assess(REFIT, fill_the_memory, seconds=60)
    assert result.state is State.STOPPED and "MB of memory" in result.message


def test_recursion_is_stopped_with_its_line():
    def refit(samples):
        return refit(samples)

    result = assess(REFIT, refit)
    assert result.state is State.STOPPED and "return refit(samples)" in result.message
    assert "calls itself without end" in result.message


def test_an_error_shows_the_learners_own_line():
    def refit(samples):
        mean = samples.mean(axis=7)
        return mean, mean

    result = assess(REFIT, refit)
    assert result.state is State.STOPPED
    assert "mean = samples.mean(axis=7)" in result.message and "AxisError" in result.message


def test_other_ways_to_stop_get_a_sentence():
    def no_arguments():
        return 1

    assert "first line" in assess(REFIT, no_arguments).message
    assert assess(REFIT, 3).state is State.NOT_YET


def test_print_instead_of_return_is_named():
    def refit(samples):
        print(samples.mean(axis=1), samples.std(axis=1))

    assert "prints its answer" in assess(REFIT, refit).message


def test_changed_inputs_are_named():
    def refit(samples):
        samples -= samples.mean(axis=1, keepdims=True)
        return samples.mean(axis=1), samples.std(axis=1)

    assert "changes `samples` itself" in assess(REFIT, refit).message


def test_global_random_state_stays():
    def refit(samples):
        np.random.seed(0)
        random.seed(0)
        return samples.mean(axis=1), samples.std(axis=1)

    random.seed(1)
    np.random.seed(1)
    expected = random.Random(1).random(), np.random.RandomState(1).rand()
    assert assess(REFIT, refit).state is State.PASSED
    assert (random.random(), np.random.rand()) == expected


def test_nothing_is_printed_into_the_lesson(capsys):
    def refit(samples):
        print("hello")
        return samples.mean(axis=1), samples.std(axis=1)

    assert assess(REFIT, refit).state is State.PASSED
    assert capsys.readouterr().out == ""


@pytest.mark.skipif(not hasattr(signal, "pthread_kill"), reason="needs POSIX signals")
def test_the_stop_button_still_works_and_its_handler_comes_back():
    before = signal.getsignal(signal.SIGINT)
    threading.Timer(0.3, signal.pthread_kill, [threading.main_thread().ident, signal.SIGINT]).start()
    with pytest.raises(KeyboardInterrupt):
        assess(REFIT, loop_for_ever)
    assert signal.getsignal(signal.SIGINT) is before
    assert assess(REFIT, REFIT.answer).state is State.PASSED


def test_a_hundred_quick_answers_leave_nothing_behind():
    before, threads = signal.getsignal(signal.SIGINT), threading.active_count()
    for _ in range(100):
        assess(REFIT, REFIT.answer, seconds=0.001)
    assert signal.getsignal(signal.SIGINT) is before and threading.active_count() == threads


def test_in_another_thread_an_answer_is_still_judged():
    states = []
    thread = threading.Thread(target=lambda: states.append(assess(REFIT, REFIT.answer).state))
    thread.start()
    thread.join()
    assert states == [State.PASSED]


def test_callable_objects_and_odd_values_are_judged_not_crashed():
    from functools import partial

    assert assess(REFIT, partial(REFIT.answer)).state is State.PASSED
    for value in [([1, [2, 3]], [1]), 1j, np.array([1j] * 9)]:
        result = assess(REFIT, lambda samples, v=value: (v, v))
        assert result.state is State.NOT_YET, result
    half_life = load_exercises("01_photocopies")["half_life"]
    assert assess(half_life, [1, [2, 3]]).state is State.NOT_YET
    assert "is a function" in assess(half_life, lambda: 69).message


def test_a_fault_of_the_check_is_not_blamed_on_the_learner():
    def judge(answer, rng):
        answer(np.ones((2, 3)))
        raise ValueError("the judge is broken")

    result = assess(dataclasses.replace(REFIT, judge=judge), REFIT.answer)
    assert result.state is State.STOPPED and "could not make sense" in result.message


def test_no_error_is_too_odd_to_be_reported():
    class Odd(Exception):
        def __str__(self):
            raise RuntimeError("no words")

    def odd(samples):
        raise Odd

    def long(samples):
        raise ValueError("one\ntwo " * 1000)

    assert "Odd." in assess(REFIT, odd).message
    message = assess(REFIT, long).message
    assert "\n" not in message and len(message) < 500
