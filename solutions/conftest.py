"""nbval over this folder is the solved run: what a lesson shows is compared, what it costs measured, cells run twice.

Where numbers are rounded otherwise than where a notebook was built, nbval compares words, not numbers.
"""

import json
from pathlib import Path

import pytest
import recording
import sharing
from budgets import QUICK, expect_within_budget
from measuring import Meter
from nbval.plugin import IPyNbCell, IPyNbFile, NbCellError

from course_utils.build.rounding import rounding
from course_utils.teach.check import load_exercises
from course_utils.teach.claims import MIME
from course_utils.build.outputs import join_streams

# A finding near its limit may fall on the other side of it, its verdict may not; a number becomes 0;
# and a column may be wider for a longer number.
WORDS_ONLY = {
    r"(not )?as claimed|can(&#x27;|')t tell": "measured",
    r"[-−+]?\d(,?\d)*(\.\d+)?(e[-+]?\d+)?": "0",
    r"[ \t]+": " ",
    r"-{2,}": "-",
}

TESTS = str(Path(recording.__file__).parent)


def pytest_configure(config):
    sharing.register(config)


@pytest.hookimpl(wrapper=True)
def pytest_collect_file(file_path, parent):
    """A notebook here is a solved lesson, which is more than nbval's file of cells."""
    found = yield
    return [
        SolvedLesson.from_parent(parent, path=file_path) if isinstance(each, IPyNbFile) else each
        for each in found
    ]


@pytest.hookimpl(trylast=True)  # when nbval has read its patterns
def pytest_runtest_setup(item):
    """Before a notebook's first cell: compare words only, if it must be, and say so at the run's end."""
    file = item.parent
    if item.name == "Cell 0" and file.nb.metadata.course.rounding != rounding():
        file.sanitize_patterns.update(WORDS_ONLY)
        file.skip_compare += (MIME,)  # a claim's table shows the same, and its words are compared
        item.user_properties.append(
            ("figure", f"{file.name}: built where numbers round otherwise, words compared")
        )


class SolvedLesson(IPyNbFile):
    """nbval's cells, whose kernel is measured, and then two tests of the whole."""

    def collect(self):
        for item in super().collect():
            given = {"cell_num": item.cell_num, "cell": item.cell, "options": item.options}
            yield SolvedCell.from_parent(self, name=item.name, **given)
        yield KeepsWithinItsBudget.from_parent(self, name="keeps within its budget")
        yield PassesWhatJudgesTry.from_parent(self, name="passes to answers what their judges try")
        yield ShowsTheSameAgain.from_parent(
            self, name="shows the same when cells run again, backwards"
        )

    def setup(self):
        super().setup()
        self.meter, self.ran = Meter(self.kernel.km.provisioner.pid), []
        self.addfinalizer(self.meter.stop)
        self.ask(f"import sys; sys.path.append({TESTS!r}); import recording; recording.install()")

    def ask(self, code: str) -> str:
        """What this code prints in the lesson's kernel."""
        asked, printed = self.kernel.execute_cell_input(code, allow_stdin=False), []
        self.kernel.await_reply(asked, timeout=60)
        while True:
            message = self.get_kernel_message(timeout=60)
            if message["parent_header"].get("msg_id") == asked:
                if message["msg_type"] == "stream":
                    printed.append(message["content"]["text"])
                if message["msg_type"] == "error":
                    pytest.fail("\n".join(message["content"]["traceback"]))
                if message["content"].get("execution_state") == "idle":
                    return "".join(printed)


class SolvedCell(IPyNbCell):
    """A cell that nbval runs and compares, measured."""

    def runtest(self):
        with self.parent.meter.cell(self.cell.source) as shown:
            super().runtest()
            shown += self.test_outputs
        self.parent.ran.append(self)

    def show_again(self) -> list:
        """What the cell shows when it runs once more."""
        self.options["check"] = False  # it was compared with the notebook the first time
        try:
            super().runtest()
        except NbCellError as error:
            pytest.fail(
                f"{error}, run again:\n{error.source}\n{error.inner_traceback}", pytrace=False
            )
        return self.test_outputs


class WholeLesson(pytest.Item):
    """A test of a notebook whose cells have all run."""

    def setup(self):
        if len(self.parent.ran) < sum(cell.cell_type == "code" for cell in self.parent.nb.cells):
            pytest.skip("a cell above has failed, or has not run")

    def reportinfo(self):
        return self.path, None, f"{self.path.name}: {self.name}"

    def repr_failure(self, excinfo):
        """What was expected says all; other errors come with their traceback."""
        expected = excinfo.errisinstance(AssertionError)
        return str(excinfo.value) if expected else super().repr_failure(excinfo)


class KeepsWithinItsBudget(WholeLesson):
    def runtest(self):
        file, figures = self.parent, []
        try:
            expect_within_budget(
                f"solutions/{file.path.stem}", file.nb.metadata.course, file.meter, figures
            )
        finally:
            self.user_properties += [("figure", line) for line in figures]


class PassesWhatJudgesTry(WholeLesson):
    """What passes a check must work in every later cell: so a judge tries whatever the lesson passes.

    And at the ends of the sliders, where the explorers are drawn once more.
    """

    def runtest(self):
        said = json.loads(self.parent.ask("print(recording.finish())"))
        assert said["faults"] == []
        exercises = load_exercises(self.path.stem)
        for name, passed in said["traits"].items():
            tried = recording.tried_by_judge(exercises[name])
            for place, (kinds, known) in enumerate(zip(passed, tried.traits[name], strict=True)):
                assert set(kinds) <= known, (
                    f"{name}, argument {place + 1}: no judge tries {set(kinds) - known}"
                )
            # A loop over ten million numbers takes seconds: then the check must time an answer.
            assert said["numbers"][name] < 1e7 or exercises[name].workload, f"{name} needs one"
        line = f"{len(said['traits'])} functions called, {said['explorers']} explorers drawn at their ends"
        self.user_properties.append(("figure", f"solutions/{self.path.stem}: {line}"))


class ShowsTheSameAgain(WholeLesson):
    """Each quick cell runs twice, the second time after all the others; long ones would cost a run."""

    def runtest(self):
        cells = list(zip(self.parent.ran, self.parent.meter.cells, strict=True))
        quick = [(item, first) for item, first in cells if first.seconds < QUICK]
        before = self.parent.meter.totals()[0]
        for item, first in quick[::-1]:
            shown, again = strip(first.outputs), strip(item.show_again())
            shows_times = "nbval-ignore-output" in item.cell.metadata.get("tags", [])
            assert shows_times or shown == again, (
                f"running this cell again changes what it shows:\n{first.source}"
            )
        used = self.parent.meter.totals()[0] - before
        line = f"{len(quick)} of {len(cells)} cells run again, in {used:.1f} CPU seconds"
        self.user_properties.append(("figure", f"solutions/{self.path.stem}: {line}"))


def strip(outputs) -> list:
    """What a cell showed, without the random numbers of widgets; printed text in one piece."""
    return [
        {k: v for k, v in output.get("data", {}).items() if "widget" not in k} or output.get("text")
        for output in join_streams(outputs)
    ]
