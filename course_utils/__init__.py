"""Helpers of *Photocopy of a Photocopy*: import what you need from the submodules; each file is one thought."""

from importlib.metadata import PackageNotFoundError, version

try:
    __version__ = version("photocopy-course")
except PackageNotFoundError:  # run from a folder that was copied, not installed
    __version__ = "not installed"
