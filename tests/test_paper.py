"""On paper every picture of a lesson is there, also where there is neither pandoc nor LaTeX to typeset it."""

import base64
import re

import nbformat
import pytest
from nbconvert.exporters import get_exporter
from running import LESSONS, ROOT, code_cells, read

from course_utils.build.paper import Latex, Pdf, prepare


def pictures(notebook) -> list[bytes]:
    """The pixels of every picture that a notebook shows as HTML."""
    shown = [output.get("data", {}).get("text/html", "") for cell in code_cells(notebook) for output in cell.outputs]
    return [base64.b64decode(data) for data in re.findall(r'src="data:image/png;base64,([^"]+)"', "".join(shown))]


@pytest.mark.parametrize("lesson", LESSONS)
def test_every_picture_is_an_image(lesson):
    notebook = prepare(read("solutions", lesson))
    images = [output.get("data", {}).get("image/png") for cell in code_cells(notebook) for output in cell.outputs]
    assert [base64.b64decode(image) for image in images if image] == pictures(notebook) != []


def test_latex_has_every_picture_in_order():
    notebook = read("solutions", "01_photocopies")
    code = nbformat.v4.new_notebook(cells=code_cells(notebook))  # prose would need pandoc
    latex, resources = Latex().from_notebook_node(code)
    files = re.findall(r"\\adjustimage.*\{(.+?)\}", latex)
    assert [resources["outputs"][file] for file in files] == pictures(notebook)


def test_no_picture_is_fetched():
    badge = "[![Open in Binder](https://example.org/badge.svg)](https://example.org/lab) and ![ours](picture.png)"
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell(badge)])
    assert prepare(notebook).cells[0].source == "[Open in Binder](https://example.org/lab) and ![ours](picture.png)"


def test_teaching_says_how():
    teaching = (ROOT / "TEACHING.md").read_text(encoding="utf-8")
    (name,) = re.findall(r"nbconvert --to (course_utils\S+)", teaching)
    assert get_exporter(name) is Pdf
