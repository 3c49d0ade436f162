"""The colours of screen and paper. None says anything that no word or shape says too.

Every colour has a name and two values: on white, which paper always is, and on a dark screen. Words reach a
contrast of 4.5 : 1 on what they stand on (WCAG 2.2, 1.4.3).
"""

ON_WHITE_AND_DARK = {
    "paper": ("#ffffff", "#11171f"), "panel": ("#f3f5f8", "#1b2430"), "ink": ("#16202e", "#e8edf3"),
    "quiet": ("#55606e", "#a9b4c2"), "line": ("#d5dae1", "#36424f"), "faint": ("#eef1f4", "#222b36"),
    "strong": ("#8a94a3", "#8391a3"), "stripe": ("#e6e9ee", "#2c3643"),
    "blue": ("#1f4e8c", "#8fbcff"), "amber": ("#7a4b00", "#efb455"), "red": ("#9b1c1c", "#ff9c95"),
    "green": ("#0b5d43", "#62cfa5"), "violet": ("#5b2a86", "#cfa9f5"),
    "blue-tint": ("#e4edf8", "#1b2f4c"), "amber-tint": ("#f6ead6", "#40300f"), "red-tint": ("#f7e1e0", "#4c1f20"),
    "green-tint": ("#dff1e8", "#12392c"), "violet-tint": ("#ece3f4", "#37224e"), "chosen": ("#faf3e6", "#2f281b"),
    "window": ("#e6effa", "#1a2a40"), "window-edge": ("#3a6ea5", "#7fa8d6"),
    "ahead": ("#b4bcc8", "#566273"), "bar-edge": ("#7a5a40", "#c9a48a"),
    # one hue, further from the ground with the grade; the digit on the bar says the same
    "grade-1": ("#fdebd9", "#33241a"), "grade-2": ("#f9c08f", "#5f3a1f"), "grade-3": ("#ee8a47", "#9a4f16"),
    "grade-4": ("#b1440b", "#e88f4a"), "grade-5": ("#5a1e04", "#fbdcc0"),
}  # fmt: skip
# behind white words, in both themes
VERDICTS = {"wait": "#7a4b00", "stop": "#9b1c1c", "more": "#1f4e8c", "met": "#0b5d43", "silent": "#55606e"}

# on paper, by name
ON_WHITE = {name: on_white for name, (on_white, _) in ON_WHITE_AND_DARK.items()}

INK, QUIET, LINE, PAPER = (ON_WHITE[name] for name in ("ink", "quiet", "line", "paper"))
WINDOW, WINDOW_EDGE, INFUSION = (ON_WHITE[name] for name in ("window", "window-edge", "blue"))
SHEER, AHEAD_STRIPE, BAR_EDGE = "rgba(255,255,255,0)", ON_WHITE["ahead"], ON_WHITE["bar-edge"]

GRADES = {grade: ON_WHITE[f"grade-{grade}"] for grade in range(1, 6)}
UNGRADED = PAPER
# stripes on a grade where the date is not exactly known; the digit stands out from both
UNSURE = {1: GRADES[2], 2: GRADES[1], 3: GRADES[1], 4: GRADES[5], 5: GRADES[4]}
UNSURE_UNGRADED = AHEAD_STRIPE
STATES = {
    "in_window": ON_WHITE["blue"], "awaiting": ON_WHITE["amber"], "dlt": ON_WHITE["red"],
    "clear": ON_WHITE["green"], "not_evaluable": QUIET, "allocated": QUIET,
}  # fmt: skip


def on_grade(grade: int | None) -> str:
    """The colour of a digit that stands on a grade."""
    return PAPER if grade in (4, 5) else INK
