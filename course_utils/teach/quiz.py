"""A quiz without a widget: every option is a line that opens and explains itself, in any front end and on paper."""

import html
from dataclasses import dataclass

from IPython.display import display

from course_utils.teach.boxes import code_to_html, fold
from course_utils.teach.exercise import load_module


@dataclass(frozen=True)
class Option:
    """One possible reply, whether it is right, and why."""

    text: str
    right: bool
    why: str


@dataclass(frozen=True)
class Question:
    """A question with its options; exactly one of them is right."""

    text: str
    options: tuple[Option, ...]


class Quiz:
    """The questions as HTML; as plain text, the questions and options without their explanations."""

    def __init__(self, questions: tuple[Question, ...]):
        self.questions = questions

    def __repr__(self) -> str:
        return "\n\n".join("\n".join([q.text, *(f"  - {option.text}" for option in q.options)]) for q in self.questions)

    def _repr_html_(self) -> str:
        return "".join(self._question(k, question) for k, question in enumerate(self.questions, 1))

    def _question(self, number: int, question: Question) -> str:
        options = "".join(
            fold(
                option.text,
                f"<p><strong>{'✔ Yes.' if option.right else '✘ No.'}</strong> {code_to_html(option.why)}</p>",
            )
            for option in question.options
        )
        return (
            f'<div style="margin:0 0 1.2em;max-width:46em">'
            f"<p><strong>{number}. {html.escape(question.text)}</strong></p>{options}</div>"
        )


def quiz(lesson: str) -> None:
    """Show the quiz of a lesson: open the option that you believe in, then the others."""
    display(Quiz(load_module(lesson).QUIZ))
