"""The generated parts of README.md, each between its marks, its picture, and CITATION.cff."""

import base64
import re
from pathlib import Path

import nbformat

from course_utils.build.project import PROJECT, REPOSITORY, ROOT, VERSION, badges
from course_utils.errors import need
from course_utils.teach.claims import MIME

COVER = "01_photocopies"  # the lesson whose first figure stands in README
ADDRESS = f"`git clone {REPOSITORY}` fetches the course; mistakes and questions go to <{REPOSITORY}/issues>."


def write_front_page(root: Path = ROOT) -> None:
    """Bring README.md and CITATION.cff up to date with pyproject.toml and the executed lessons."""
    readme = root / "README.md"
    text = readme.read_text(encoding="utf-8")
    notebooks = {path.stem: nbformat.read(path, 4) for path in sorted((root / "solutions").glob("[0-9]*.ipynb"))}
    text = replace_marked(text, "lessons", lessons_table(notebooks))
    text = replace_marked(text, "claims", claims_table(notebooks))
    text = replace_marked(text, "cover", write_cover(root, notebooks[COVER]))
    text = replace_marked(text, "address", ADDRESS)
    readme.write_text(replace_marked(text, "badges", badges("00_start_here")), encoding="utf-8", newline="\n")
    (root / "CITATION.cff").write_text(citation(), encoding="utf-8", newline="\n")


def write_cover(root: Path, notebook) -> str:
    """Save the first figure of a lesson as a file, because Markdown can't carry it, and return the link to it."""
    shown = "".join(output["data"].get("text/html", "") for output in outputs_of(notebook) if "data" in output)
    alt, picture = re.search(r'<img alt="([^"]*)"[^>]*base64,([^"]*)"', shown).groups()
    (root / "solutions" / f"{COVER}.png").write_bytes(base64.b64decode(picture))
    return f"![{alt}](solutions/{COVER}.png)"


def replace_marked(text: str, mark: str, content: str) -> str:
    """The text with what stands between <!-- mark --> and <!-- /mark --> replaced; BadSetting if the marks are gone."""
    between = re.compile(rf"(<!-- {mark} -->\n).*?(<!-- /{mark} -->)", re.DOTALL)
    text, found = between.subn(lambda m: f"{m[1]}{content}\n{m[2]}", text)
    need(found == 1, f"README.md must have the marks <!-- {mark} --> and <!-- /{mark} --> once, found {found}")
    return text


def lessons_table(notebooks: dict) -> str:
    """Markdown: each lesson with its minutes, computing time, memory and links."""
    rows = ["| lesson | your minutes | computing | memory | open it |", "|---|---|---|---|---|"]
    for name, notebook in notebooks.items():
        title = notebook.cells[0].source.splitlines()[0].lstrip("# ")
        budget = notebook.metadata.course
        rows.append(
            f"| [{title}](lessons/{name}.ipynb) ([solved](solutions/{name}.ipynb)) | {budget.minutes} "
            f"| {budget.cpu_seconds} s | {budget.memory_mb} MB | {badges(name)} |"
        )
    return "\n".join(rows)


def claims_table(notebooks: dict) -> str:
    """Markdown: every claim that an executed lesson has put to the test, with its verdict."""
    head = ["| | claim | verdict | measured | lesson |", "|---|---|---|---|---|"]
    rows = [row_of(claim, name) for name, notebook in notebooks.items() for claim in claims_in(notebook)]
    return "\n".join(head + sorted(rows, key=lambda row: row.split()[1]))  # by the claim's id, then by lesson


def row_of(claim: dict, lesson: str) -> str:
    """One claim as a row of the table."""
    findings, verdict = "; ".join(claim["findings"]), f"**{claim['verdict']}**, {claim['scope']}"
    link = f"[{lesson[:2]}](solutions/{lesson}.ipynb)"
    return f"| {claim['id']} | {claim['statement']} | {verdict} | {findings} | {link} |"


def claims_in(notebook) -> list[dict]:
    """The claims that a notebook's outputs carry as data."""
    return [output["data"][MIME] for output in outputs_of(notebook) if MIME in output.get("data", {})]


def outputs_of(notebook) -> list:
    """All outputs of a notebook, in order."""
    return [output for cell in notebook.cells for output in cell.get("outputs", [])]


def citation() -> str:
    """CITATION.cff, from pyproject.toml."""
    return f"""\
cff-version: 1.2.0
message: If you use this course, please cite it as below.
title: "{PROJECT["description"]}"
type: software
authors:
  - name: {PROJECT["authors"][0]["name"]}
version: {VERSION}
license: [MIT, CC-BY-4.0]
repository-code: {REPOSITORY}
"""
