"""What an accessibility checker says about every solved notebook, which has the prose of the blank one, and outputs."""

import pytest
from nbconvert import HTMLExporter
from running import LESSONS, ROOT

# What nbconvert's own template does is not ours to mend: landmarks, and the colours of links and code.
NOT_OURS = {"landmark-one-main", "region", "scrollable-region-focusable", "link-in-text-block"}


@pytest.mark.parametrize("lesson", LESSONS)
def test_accessibility(lesson, browser_page, tmp_path):
    from axe_playwright_python.sync_playwright import Axe

    html, _ = HTMLExporter(template_name="lab").from_filename(str(ROOT / "solutions" / f"{lesson}.ipynb"))
    page_file = tmp_path / f"{lesson}.html"
    page_file.write_text(html, encoding="utf-8")
    browser_page.goto(page_file.as_uri(), wait_until="domcontentloaded")
    coloured_code = {"exclude": [[".highlight"]]}
    found = Axe().run(browser_page, context=coloured_code).response["violations"]
    ours = {
        violation["id"]: [node["html"][:200] for node in violation["nodes"] if is_ours(node["html"])]
        for violation in found
        if violation["id"] not in NOT_OURS
    }
    assert {rule: nodes for rule, nodes in ours.items() if nodes} == {}


def is_ours(html: str) -> bool:
    """Whether a piece of HTML is part of what a cell says or shows, not of the template."""
    return not html.startswith('<span class="') and "jp-" not in html
