"""A learner's code can't hang the kernel, fill the memory, change the inputs, or touch the global random state."""

import dataclasses
import random
import signal
import threading
import time

import numpy as np
import pytest

from course_utils.checks import load_exercises
from course_utils.exercise import State, assess

REFIT = load_exercises("01_photocopies")["refit"]


def loop_for_ever(samples):
    while True:
        pass


def swallow_everything(samples):
    while True:
        try:  # noqa: SIM105
            samples = samples + 0
        except:  # noqa: E722
            pass


def sleep_too_long(samples):
    time.sleep(1000)


def fill_the_memory(samples):
    kept = []
    while True:
        kept.append(np.ones(2**20))


def print_for_ever(samples):
    while True:
        print("again")


@pytest.mark.parametrize("answer", [loop_for_ever, swallow_everything, sleep_too_long, print_for_ever])
def test_endless_answers_are_stopped(answer):
    start = time.monotonic()
    result = assess(REFIT, answer, seconds=0.5)
    assert time.monotonic() - start < 5
    assert result.state is State.STOPPED and "still running after 0.5 seconds" in result.message


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

    def leave(samples):
        raise SystemExit

    def not_written(samples):
        raise NotImplementedError

    assert "first line" in assess(REFIT, no_arguments).message
    assert assess(REFIT, leave).state is State.STOPPED
    assert assess(REFIT, not_written).state is State.TO_DO
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
