"""A lesson on paper, by LaTeX: `jupyter nbconvert --to course_utils.build.paper.Pdf solutions/01_photocopies.ipynb`.

A notebook holds its pictures as HTML, with their descriptions, and LaTeX passes over HTML: here they are images, too.
"""

import re
from copy import deepcopy

from nbconvert.exporters import LatexExporter, PDFExporter
from nbformat import NotebookNode

PICTURE = re.compile(r'<img [^>]*src="data:image/png;base64,([^"]+)"')
REMOTE_PICTURE = re.compile(r"!\[([^\]]*)\]\(https?:[^)]*\)")


class Latex(LatexExporter):
    """nbconvert's LaTeX, with the pictures."""

    def from_notebook_node(self, nb: NotebookNode, resources: dict | None = None, **kwargs) -> tuple:
        """The notebook as LaTeX, and what nbconvert knows about it: resources["outputs"] are the pictures' files."""
        return super().from_notebook_node(prepare(nb), resources, **kwargs)


class Pdf(Latex, PDFExporter):
    """The same, typeset: it needs pandoc and XeLaTeX."""


def prepare(notebook: NotebookNode) -> NotebookNode:
    """A copy in which each picture of ours is an image, and one from the network, which paper can't fetch, its name."""
    copy = deepcopy(notebook)
    for cell in copy.cells:
        if cell.cell_type == "markdown":
            cell.source = REMOTE_PICTURE.sub(r"\1", cell.source)
        for output in cell.get("outputs", []):
            data = output.get("data", {})
            if found := PICTURE.search(data.get("text/html", "")):
                data["image/png"] = found[1]
    return copy
