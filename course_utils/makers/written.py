"""Thirty sentences for written.txt of lesson 11: `python -m course_utils.makers.written` prints them (minutes).

What each sentence says, people have to judge: the question mark at the beginning of a line is theirs to replace.
"""

from course_utils.negation_embeddings.writer import draw_requests, write_sentence
from course_utils.science.models.language_model import smollm2


def main() -> None:
    model = smollm2("cpu")
    for asked in draw_requests(30):
        print(f"? | {asked} | {write_sentence(model, asked)}")


if __name__ == "__main__":
    main()
