"""How much a snippet is like the templates in its form, once names, numbers and strings no longer count."""

import io
import keyword
import tokenize
from difflib import SequenceMatcher

from course_utils.code_embeddings.writer import Written

MASKS = {tokenize.NUMBER: "number", tokenize.STRING: "string"}
LEFT_OUT = (tokenize.NL, tokenize.NEWLINE, tokenize.COMMENT, tokenize.ENDMARKER)


def form_of(code: str) -> list[str]:
    """The code's tokens, with a mark in the place of each name, number and string; keywords and signs stay."""
    tokens = tokenize.generate_tokens(io.StringIO(code).readline)
    return [mask(token) for token in tokens if token.type not in LEFT_OUT]


def mask(token: tokenize.TokenInfo) -> str:
    """One token, or what stands for it; an indent is the same however deep it is."""
    if token.type == tokenize.NAME:
        return token.string if keyword.iskeyword(token.string) else "name"
    return MASKS.get(token.type, tokenize.tok_name[token.type] if token.string.isspace() else token.string)


def nearest_form(code: str, feature: str, written: Written) -> float:
    """How like the snippet is to the nearest written one about its feature: 1 for the same form, 0 for none at all.

    difflib's ratio, twice the tokens in common over all tokens of both; 0 if nothing is written about the feature.
    """
    pairs = zip(written.codes, written.features, strict=True)
    forms = {tuple(form_of(other)) for other, about in pairs if about == feature}
    own = form_of(code)
    return max((SequenceMatcher(None, own, form, autojunk=False).ratio() for form in forms), default=0.0)
