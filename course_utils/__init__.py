"""Helpers of *Photocopy of a Photocopy*. The names that every lesson uses stand here; the rest in science and in rooms.

    from course_utils import begin, canvas, explore, predict

Behind each of these names is a module, which is imported when its name is asked for: until then nothing is slow.
"""

from importlib import import_module
from importlib.metadata import PackageNotFoundError, version

try:
    __version__ = version("photocopy-course")
except PackageNotFoundError:  # run from a folder that was copied, not installed
    __version__ = "not installed"

# module: its names that are here, too (build/fingerprint.py reads this table)
EVERYDAY = {
    "devices": "describe_machine on_best_device",
    "science.figures": "BLUE FAINT GREEN INK INK_ON_PAPER ORANGE PAPER PURPLE RED "
    "canvas canvases describe draw_pictures draw_strips plot_chains plot_law plot_mean show",
    "science.metrics": "interval_reach mean_interval",
    "science.progress": "progress",
    "teach.claims": "Claim Finding measure measure_share",
    "teach.guesses": "predict",
    "teach.lesson": "begin",
    "teach.quiz": "quiz",
    "teach.widgets": "Slider explore",
}
PLACES = {name: module for module, names in EVERYDAY.items() for name in names.split()}


def __getattr__(name: str):
    """What one of the everyday names stands for (PEP 562); AttributeError for any other name."""
    if name not in PLACES:
        raise AttributeError(f"course_utils has no {name!r}; it has {', '.join(PLACES)}")
    return getattr(import_module(f"course_utils.{PLACES[name]}"), name)


def __dir__() -> list[str]:
    """The everyday names, and what else is here."""
    return sorted({*globals(), *PLACES})
