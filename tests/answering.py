"""A lesson whose exercises are answered several times: not at all, half, wrong, and at last right in other ways."""

import ast
import re
import textwrap

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell
from running import LESSONS, read

from course_utils.teach.check import load_exercises

FUNCTION_HOLE = re.compile(r"^( *)\.\.\.  # your code here$", re.M)
VALUE_HOLE = re.compile(r"\.\.\.  # your answer here$", re.M)
# What stands in the hole of a function, and what the check says of it. Every loop takes five seconds: few get one.
WRONG = [
    ("return 0", "✎ Not yet."),
    ("raise ValueError('oops')", "`raise ValueError('oops')`: ValueError: oops."),
    ("return undefined_name", "`return undefined_name`: NameError"),
    ("print(1)", "✎ Not yet. Your function prints its answer."),
]
ENDLESS = ("while True: pass", "`while True: pass`: it was still computing after 5 seconds")
FUNCTIONS = [
    exercise.name for lesson in LESSONS for exercise in load_exercises(lesson).values() if callable(exercise.answer)
]
GOES_ON_WITH_OUR_FUNCTION = """
assert {name}.__module__ == check.exercises["{name}"].answer.__module__, "the lesson goes on with the learner's"
"""
GOES_ON_WITH_OUR_VALUE = """
assert {name} == check.exercises["{name}"].answer, "the lesson goes on with the learner's"
"""
# Ours is checked, too: a judge, and what it judges, must run on Colab.
OTHER_FUNCTIONS = '''
check("{name}", check.exercises["{name}"].answer)
{name}_answers = [check("{name}", answer) for answer in check.exercises["{name}"].right]


def {name}(*args, **kwargs):
    """The other right answers, in turn from call to call."""
    {name}_answers.append({name}_answers.pop(0))
    return {name}_answers[-1](*args, **kwargs)
'''
OTHER_VALUES = """
check("{name}", check.exercises["{name}"].answer)
for {name} in check.exercises["{name}"].right:
    {name} = check("{name}", {name})
"""


def answered(lesson: str) -> NotebookNode:
    """A lesson with three or four cells for each exercise; `says` in their metadata is what each check must say."""
    notebook, exercises = read("lessons", lesson), load_exercises(lesson)
    cells = []
    for cell in notebook.cells:
        name = cell.metadata.get("nbgrader", {}).get("grade_id")
        cells += all_answers(exercises[name], cell.source) if name in exercises else [cell]
    notebook.cells = cells
    return notebook


def all_answers(exercise, blank: str) -> list[NotebookNode]:
    """Cells with no answer, a wrong one, for a function a half-filled one, and all the other right ones."""
    is_function = callable(exercise.answer)
    ours = (GOES_ON_WITH_OUR_FUNCTION if is_function else GOES_ON_WITH_OUR_VALUE).format(name=exercise.name)
    others = (OTHER_FUNCTIONS if is_function else OTHER_VALUES).format(name=exercise.name)
    tried = [("...", "○ To do."), *(half_and_wrong(exercise) if is_function else [("0.5", "✎ Not yet.")])]
    return [
        *(new_code_cell(fill(blank, answer) + ours, metadata={"says": [said]}) for answer, said in tried),
        new_code_cell(others, metadata={"says": ["✔ Passed."] * (1 + len(exercise.right))}),
    ]


def half_and_wrong(exercise) -> list[tuple[str, str]]:
    """What to put into a function's hole, and what the check says: the kinds take turns over the course."""
    number = FUNCTIONS.index(exercise.name)
    half = "return ..." if number % 2 else first_step(exercise.source)
    return [(half, "✎ Not yet."), ENDLESS if number % 12 == 5 else WRONG[number % len(WRONG)]]


def first_step(source: str) -> str:
    """The beginning of our answer, and then `...`."""
    (definition,) = ast.parse(source).body
    first = next(line for line in definition.body if not is_docstring(line))
    begun = f"begun = {ast.unparse(first.value)}" if isinstance(first, ast.Return) else ast.unparse(first)
    return f"{begun}\n..."


def is_docstring(line: ast.stmt) -> bool:
    return isinstance(line, ast.Expr) and isinstance(line.value, ast.Constant)


def fill(blank: str, answer: str) -> str:
    """The exercise's cell with this in its hole."""
    in_function = FUNCTION_HOLE.sub(lambda hole: textwrap.indent(answer, hole[1]), blank)
    return VALUE_HOLE.sub(lambda hole: answer, in_function) + "\n"
