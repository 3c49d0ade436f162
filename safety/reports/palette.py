"""The colours of screen and paper, as in style.css. None says anything that no word or shape says too."""

INK, QUIET, LINE, PAPER = "#16202e", "#55606e", "#d5dae1", "#ffffff"
WINDOW, WINDOW_EDGE, INFUSION = "#e6effa", "#3a6ea5", "#1f4e8c"
SHEER, AHEAD_STRIPE, BAR_EDGE = "rgba(255,255,255,0)", "#b4bcc8", "#7a5a40"

# one hue, darker with the grade; the digit on the bar says the same
GRADES = {1: "#fdebd9", 2: "#f9c08f", 3: "#ee8a47", 4: "#b1440b", 5: "#5a1e04"}
UNGRADED = PAPER
STATES = {
    "in_window": "#1f4e8c", "awaiting": "#7a4b00", "dlt": "#9b1c1c", "clear": "#0b5d43",
    "not_evaluable": "#55606e", "allocated": "#55606e",
}  # fmt: skip


def on_grade(grade: int | None) -> str:
    """The colour of a digit that stands on a grade."""
    return PAPER if grade in (4, 5) else INK
