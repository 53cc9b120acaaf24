"""What a lesson may cost, in time and in memory."""

from running import Run


def expect_within_budget(name: str, run: Run, figures: list[str]) -> None:
    """Print what the run of a lesson took, and fail if that is more than it promises or than any lesson may take."""
    figures.append(
        f"{name}: {run.cpu_seconds:.1f} CPU seconds, peak memory {run.peak_mb:.0f} MB, "
        f"slowest cell {max(run.cell_seconds):.1f} s, first figure after {run.first_figure:.1f} s, "
        f"slowness {run.slowness:.2f}"
    )
    promised = run.notebook.metadata.course
    assert run.cpu_seconds < run.slowness * min(180, 2 * promised.cpu_seconds)
    assert run.peak_mb < min(1200, promised.memory_mb)
    for cell, seconds in zip(run.notebook.cells, run.cell_seconds, strict=True):
        assert seconds < run.slowness * (45 if "█" in str(cell.get("outputs")) else 3), (
            f"{seconds:.0f} s without a progress bar:\n{cell.source}"
        )
    assert run.first_figure < 10 * run.slowness
