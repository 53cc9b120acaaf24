"""What a lesson may cost, in time and in memory."""

import os

from measuring import Meter
from nbformat import NotebookNode

QUICK = 3.0  # seconds: a cell that takes longer must show a progress bar
LONG = 60.0  # with a bar; lesson 3 has a cell of 45 to 59 s, by processor, until it is cut anew
# Two workers share caches and memory, which the fixed piece of work hardly feels: cells took up to a quarter longer.
SHARED = 1.25 if "PYTEST_XDIST_WORKER" in os.environ else 1.0


def expect_within_budget(name: str, promised: NotebookNode, meter: Meter, figures: list[str]) -> None:
    """Print what the run of a lesson took, and fail if that is more than it promises or than any lesson may take."""
    (used, peak_mb), slowness = meter.totals(), max(meter.slowness(), SHARED)
    cells = [cell for cell in meter.cells if not cell.answer]
    used -= sum(cell.seconds for cell in meter.cells if cell.answer)
    slowest = max(cells, key=lambda cell: cell.seconds)
    figures.append(
        f"{name}: {used:.1f} CPU seconds, peak memory {peak_mb:.0f} MB, slowest cell {slowest.seconds:.1f} s, "
        f"first figure after {meter.first_figure:.1f} s, slowness {slowness:.2f}"
    )
    assert used < slowness * min(180, 2 * promised.cpu_seconds), figures[-1]
    assert peak_mb < min(1200, promised.memory_mb), figures[-1]
    assert 0 < meter.first_figure < 10 * slowness, figures[-1]
    for cell in cells:
        limit = LONG if "█" in str(cell.outputs) else QUICK
        assert cell.seconds < slowness * limit, f"{cell.seconds:.0f} s, {limit:g} are allowed:\n{cell.source}"
