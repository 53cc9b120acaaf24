"""How a lesson begins."""

from course_utils.devices import use_one_thread
from course_utils.teach.check import Checker

CHECKERS: dict[str, Checker] = {}  # so that running the set-up cell again keeps what has passed
OUT_OF_ORDER = (
    "Probably an earlier cell makes this name (or is it misspelt?). If you have restarted the kernel or skipped a "
    "cell, choose Run > Run All Above Selected Cell (on Colab: Runtime > Run before), and run this cell again. "
    "Nothing is lost."
)


def begin(lesson: str) -> Checker:
    """Prepare the notebook and return the lesson's `check`, the same one if the lesson has begun already."""
    from IPython import get_ipython

    use_one_thread()
    if shell := get_ipython():
        shell.set_custom_exc((NameError,), explain_missing_name)
    if lesson not in CHECKERS:
        CHECKERS[lesson] = Checker(lesson)
    return CHECKERS[lesson]


def explain_missing_name(shell, kind, error, trace, tb_offset=None) -> None:
    """Show the NameError as usual, after a sentence that says what has most likely happened."""
    name = getattr(error, "name", None) or ""  # a NameError that somebody raised by hand has none
    if kind is NameError:  # and not UnboundLocalError, which is one, too
        if len(name) == 1:
            print(f'If you mean the letter {name}, put it in quotes: "{name}".')
        if len(name) != 1 or name.islower():
            print(OUT_OF_ORDER)
    shell.showtraceback((kind, error, trace), tb_offset=tb_offset)
