"""A cell may run twice: none binds a name anew that it has also read from elsewhere, as `page = copy(page)` does.

Nor does any draw with a generator from elsewhere, which would have moved on. (That quick cells show the same when they
run again, nbval's run over solutions/ finds out.)
"""

import ast

import pytest
from running import LESSONS, code_cells, read


class Names(ast.NodeVisitor):
    """The names that a cell reads before it binds them, and all that it binds, in the order in which it runs."""

    def __init__(self, source: str):
        self.bound: set[str] = set()  # by now
        self.ever_bound: set[str] = set()
        self.read: set[str] = set()  # while not bound
        self.inside: dict[str, set[str]] = {}  # what a function of this cell reads whenever it is called
        self.visit(ast.parse(source))

    @property
    def rebound(self) -> set[str]:
        return self.read & self.ever_bound

    def note(self, name: str) -> None:
        """A name is read, and if it is a function of this cell, so is what it reads."""
        if name not in self.bound:
            self.read.add(name)
        for other in self.inside.pop(name, ()):
            self.note(other)

    def bind(self, name: str) -> None:
        self.bound.add(name)
        self.ever_bound.add(name)

    def visit_Name(self, node):
        self.note(node.id) if isinstance(node.ctx, ast.Load) else self.bind(node.id)

    def visit_Assign(self, node):
        self.visit_all(node.value, *node.targets)

    def visit_AnnAssign(self, node):
        if node.value:
            self.visit_all(node.value, node.target)

    def visit_NamedExpr(self, node):
        self.visit_all(node.value, node.target)

    def visit_AugAssign(self, node):
        if isinstance(node.target, ast.Name):
            self.note(node.target.id)
        self.visit_all(node.value, node.target)

    def visit_For(self, node):
        self.visit_all(node.iter, node.target, *node.body, *node.orelse)

    def visit_If(self, node):
        """Bound after it is what both branches bind."""
        self.visit(node.test)
        before = set(self.bound)
        self.visit_all(*node.body)
        after, self.bound = self.bound, before
        self.visit_all(*node.orelse)
        self.bound &= after

    def visit_alias(self, node):
        self.bind((node.asname or node.name).split(".")[0])

    def visit_FunctionDef(self, node):
        self.visit_all(*node.decorator_list, *node.args.defaults, *filter(None, node.args.kw_defaults))
        self.inside[node.name] = free_names(node)
        self.bind(node.name)
        if node.decorator_list:  # the check calls it at once
            self.note(node.name)

    def visit_Lambda(self, node):
        for name in free_names(node):
            self.note(name)

    def visit_comprehension_of(self, node):
        """Its variables are its own."""
        before = set(self.bound), set(self.ever_bound)
        for part in node.generators:
            self.visit_all(part.iter, part.target, *part.ifs)
        self.visit_all(*[getattr(node, field) for field in ("elt", "key", "value") if hasattr(node, field)])
        self.bound, self.ever_bound = before

    visit_ListComp = visit_SetComp = visit_DictComp = visit_GeneratorExp = visit_comprehension_of

    def visit_all(self, *nodes):
        for node in nodes:
            self.visit(node)


def free_names(function: ast.FunctionDef | ast.Lambda) -> set[str]:
    """The names that a function reads and doesn't bind itself."""
    nodes = list(ast.walk(function))
    own = {node.arg for node in nodes if isinstance(node, ast.arg)}
    names = [node for node in nodes if isinstance(node, ast.Name)]
    own |= {node.id for node in names if not isinstance(node.ctx, ast.Load)}
    return {node.id for node in names} - own


@pytest.mark.parametrize("lesson", LESSONS)
def test_no_cell_binds_anew_what_it_reads_from_elsewhere(lesson):
    found = {cell.source: Names(cell.source).rebound for cell in code_cells(read("solutions", lesson))}
    assert {source: names for source, names in found.items() if names} == {}


@pytest.mark.parametrize("lesson", LESSONS)
def test_no_cell_draws_with_a_generator_from_elsewhere(lesson):
    found = {cell.source: Names(cell.source).read for cell in code_cells(read("solutions", lesson))}
    assert [source for source, names in found.items() if any("rng" in name for name in names)] == []


@pytest.mark.parametrize(
    "source",
    [
        "x = x + 1",
        "x += 1",
        "page = f(page)",
        "for k in range(3):\n    page = f(page)",
        "for _ in range(3):\n    total = total + k\nk = 1",
        "if x:\n    y = 1\nelse:\n    z = 1\ny = y + 1",
        "def f():\n    return x\nx = f()",
        "x = [x for x in range(x)]",
        "x = (lambda: x)()",
        "import numpy as np\nshown = np.array(shown)",
        "@check('x')\ndef x(a):\n    return y\ny = 1",
    ],
)
def test_what_it_finds(source):
    assert Names(source).rebound


@pytest.mark.parametrize(
    "source",
    [
        "x = 1\nx = x + 1",
        "x = y\nx += 1",
        "x = check('x', y)\nx = f(x)",
        "page = first\nfor k in range(3):\n    page = f(page)",
        "if y:\n    x = 1\nelse:\n    x = 2\nx = x + 1",
        "y = [x for x in range(3)]\nx = 1",
        "def f(x):\n    return x + k\nk = 3\nf(2)",
        "f = lambda x: x\nx = 1",
        "x[0] = 1",
    ],
)
def test_what_it_lets_pass(source):
    assert not Names(source).rebound
