"""The generated parts of README.md and TEACHING.md, each between its marks, their pictures, and CITATION.cff."""

import base64
import io
import json
import re
from pathlib import Path

import nbformat
from PIL import Image, PngImagePlugin

from course_utils.build.project import PROJECT, REPOSITORY, ROOT, VERSION, badges
from course_utils.errors import need
from course_utils.science.figures import png
from course_utils.teach.claims import MIME, decide
from course_utils.teach.forest import SIGNS, Row, draw_forest

ADDRESS = f"`git clone {REPOSITORY}` fetches the course; mistakes and questions go to <{REPOSITORY}/issues>."
FOREST = "solutions/claims.png"


def write_front_page(root: Path = ROOT) -> None:
    """Bring README.md, TEACHING.md and CITATION.cff up to date with pyproject.toml and the executed lessons."""
    notebooks = {path.stem: nbformat.read(path, 4) for path in sorted((root / "solutions").glob("[0-9]*.ipynb"))}
    covers = {name: write_cover(root, name, notebook) for name, notebook in notebooks.items()}
    claims = gather_claims(notebooks)
    parts = {
        "badges": badges("00_start_here"),
        "cover": f"![{covers['01_photocopies']}](solutions/01_photocopies.png)",
        "forest": f"![{write_forest(root, claims)}]({FOREST})",
        "claims": claims_table(claims),
        "lessons": lessons_table(notebooks, covers),
        "address": ADDRESS,
    }
    update(root / "README.md", parts)
    update(root / "TEACHING.md", {"costs": costs_table(notebooks)})
    (root / "CITATION.cff").write_text(citation(), encoding="utf-8", newline="\n")


def update(document: Path, parts: dict[str, str]) -> None:
    """Replace what stands between <!-- mark --> and <!-- /mark -->; BadSetting unless each mark is there once."""
    text = document.read_text(encoding="utf-8")
    for mark, content in parts.items():
        between = re.compile(rf"(<!-- {mark} -->\n).*?(<!-- /{mark} -->)", re.DOTALL)
        text, found = between.subn(lambda m, content=content: f"{m[1]}{content}\n{m[2]}", text)
        need(found == 1, f"{document.name} must have <!-- {mark} --> and <!-- /{mark} --> once, found {found}")
    document.write_text(text, encoding="utf-8", newline="\n")


def write_cover(root: Path, name: str, notebook) -> str:
    """Save the figure of the cell tagged "cover" as a file, because Markdown can't carry it -> its description."""
    (cell,) = [cell for cell in notebook.cells if "cover" in cell.metadata.get("tags", [])]
    shown = "".join(output["data"].get("text/html", "") for output in cell.outputs if "data" in output)
    alt, picture = re.search(r'<img alt="([^"]*)"[^>]*base64,([^"]*)"', shown).groups()
    (root / "solutions" / f"{name}.png").write_bytes(base64.b64decode(picture))
    return alt


def gather_claims(notebooks: dict) -> list[dict]:
    """Every claim once, as the lessons come, with its parts from every lesson that has put it to the test."""
    claims = {}
    for name, notebook in notebooks.items():
        for claim in claims_in(notebook):
            parts = [{**part, "lesson": name} for part in claim["parts"]]
            claims.setdefault(claim["id"], {**claim, "parts": []})["parts"] += parts
    return list(claims.values())


def claims_in(notebook) -> list[dict]:
    """The claims that a notebook's outputs carry as data."""
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    return [output["data"][MIME] for output in outputs if MIME in output.get("data", {})]


def write_forest(root: Path, claims: list[dict]) -> str:
    """Save one picture of all claims, a row a part, with what it shows in its comment -> its description.

    The pixels may differ with the libraries' versions; what they show may not, and the comment is compared.
    """
    rows = []
    for claim in claims:
        for part in claim["parts"]:
            label = f"{SIGNS[part['agrees']]} {claim['id']}  {part['part']}"
            rows.append(Row(label, part["agrees"], tuple(part["place"]), f"lesson {part['lesson'][:2]}"))
    shown, place = json.dumps([row[:3] for row in rows]), root / FOREST
    if not place.exists() or Image.open(place).info.get("Comment") != shown:
        info = PngImagePlugin.PngInfo()
        info.add_text("Comment", shown)
        Image.open(io.BytesIO(png(draw_forest(rows, (0.5, 0.38))))).save(place, pnginfo=info, optimize=True)
    yes, no, unsure = (sum(row.agrees is answer for row in rows) for answer in (True, False, None))
    told = f"{yes} as claimed, {no} not as claimed, {unsure} can't be told"
    return f"{len(rows)} parts of {len(claims)} claims: {told}. The table below says which."


def claims_table(claims: list[dict]) -> str:
    """Markdown: one line a claim."""
    rows = ["| | what we found | was it as claimed? | lesson |", "|---|---|---|---|"]
    for claim in claims:
        verdict = decide([part["agrees"] for part in claim["parts"]]).value
        parts = "; ".join(f"{SIGNS[part['agrees']]} {part['part']}" for part in claim["parts"])
        lessons = dict.fromkeys(part["lesson"] for part in claim["parts"])
        links = ", ".join(f"[{lesson[:2]}](solutions/{lesson}.ipynb)" for lesson in lessons)
        rows.append(f"| {claim['id']} | {claim['headline']} | **{verdict}**: {parts} | {links} |")
    return "\n".join(rows)


def lessons_table(notebooks: dict, covers: dict[str, str]) -> str:
    """Markdown: each lesson with the figure that one would send to a friend, its question, minutes and links."""
    rows = ["| | lesson | |", "|---|---|---|"]
    for name, notebook in notebooks.items():
        course = notebook.metadata.course
        picture = f'<img src="solutions/{name}.png" width="260" alt="{covers[name]}">'
        title = f"**{name[:2]} [{course.question}](lessons/{name}.ipynb)**"
        rows.append(
            f"| {picture} | {title}<br>{title_of(notebook)} · {course.minutes} minutes"
            f" ([solved](solutions/{name}.ipynb)) | {badges(name)} |"
        )
    return "\n".join(rows)


def title_of(notebook) -> str:
    """A lesson's title, which is the first line of its first cell."""
    return notebook.cells[0].source.splitlines()[0].lstrip("# ")


def costs_table(notebooks: dict) -> str:
    """Markdown: what each lesson costs the learner and the machine."""
    rows = ["| lesson | your minutes | computing | memory |", "|---|---|---|---|"]
    for name, notebook in notebooks.items():
        course = notebook.metadata.course
        rows.append(
            f"| {name[:2]} {title_of(notebook)} | {course.minutes} | {course.cpu_seconds} s | {course.memory_mb} MB |"
        )
    return "\n".join(rows)


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
