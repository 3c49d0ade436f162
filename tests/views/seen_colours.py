"""What colours do to an eye: luminance and contrast as WCAG 2.2 defines them, and the colours a browser painted."""

from __future__ import annotations

# Every text of the figures with what stands behind its first letter, from the topmost mark down.
TEXTS_IN_FIGURES = """() => {
  const found = [];
  for (const text of document.querySelectorAll(".js-plotly-plot text")) {
    if (!text.textContent.trim()) continue;
    const figure = text.closest(".js-plotly-plot");
    const marks = [...figure.querySelectorAll(".shapelayer path, .barlayer path")].reverse();
    const box = text.getBoundingClientRect(), x = box.x + 3, y = box.y + box.height / 2;
    const behind = marks.filter(mark => {
      const b = mark.getBoundingClientRect(), style = getComputedStyle(mark);
      return b.x <= x && x <= b.right && b.y <= y && y <= b.bottom && style.fill.startsWith("rgb(")
        && style.fillOpacity > 0 && b.height > 2;
    });
    const paper = getComputedStyle(figure.querySelector(".main-svg")).backgroundColor;
    for (const part of text.querySelectorAll("tspan").length ? text.querySelectorAll("tspan") : [text]) {
      const ground = behind.length ? getComputedStyle(behind[0]).fill : paper;
      found.push([part.textContent, getComputedStyle(part).fill, ground, parseFloat(getComputedStyle(part).fontSize)]);
    }
  }
  return found;
}"""


def luminance(colour: str) -> float:
    """How light a colour is, 0 to 1; `colour` as #rrggbb or as rgb(r, g, b)."""
    if colour.startswith("#"):
        parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    else:
        parts = [float(n) / 255 for n in colour[colour.index("(") + 1 : -1].split(",")[:3]]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)
