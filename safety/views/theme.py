"""Light and dark: every colour by its name for style.css, and every figure in the theme that the reader looks at.

The browser chooses, so that a theme changed in the menu is seen at once, without another run. Figures are drawn in
the colours of paper; on a dark screen each of these is replaced by its own counterpart.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from safety.reports.palette import ON_WHITE_AND_DARK, VERDICTS

FIGURE = ".stPlotlyChart"


@cache
def colours() -> str:
    """The style sheet of the colours."""
    themed = [f"--{name}: light-dark({white}, {dark});" for name, (white, dark) in ON_WHITE_AND_DARK.items()]
    filled = [f"--verdict-{name}: {colour};" for name, colour in VERDICTS.items()]
    return "\n".join(["<style>", f".stApp {{ {' '.join([*themed, *filled])} }}", *_figures(), "</style>"])


def _figures() -> Iterator[str]:
    """What plotly paints in a colour of paper, painted in the colour of that name instead."""
    for name, (white, _) in ON_WHITE_AND_DARK.items():
        rgb = f"rgb({', '.join(str(int(white[n : n + 2], 16)) for n in (1, 3, 5))})"
        for paint in ("fill", "stroke", "background"):
            written = (f'[style*="{paint}: {rgb}"]', f'[style*="{paint}:{white}"]', f'[{paint}="{rgb}"]')
            where = ", ".join(f"{FIGURE} {how}" for how in written)
            yield f"{where} {{ {paint}: var(--{name}) !important; }}"
