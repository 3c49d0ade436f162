"""How many lanes of the board page one holds at 1280 × 720, given how long its sentences and its table are."""

from __future__ import annotations

from safety.domain.escalation import Decision
from safety.reports.letters import is_wide, lines
from safety.review.decisions_of_record import latest_decision
from safety.review.level_review import LevelReview
from safety.review.study_review import StudyReview
from safety.views import chosen
from safety.views.labels import said
from safety.views.verdict_banner import closing_text
from safety.wording import level_proof

FEWEST, MOST = 1, 4
# pixels: the screen, all that is always there, a lane, a line of the verdict, a row of the table, a line under one,
# the mark at a decision of record, the line of the audit trail
SCREEN, ALWAYS, LANE, SENTENCE, ROW, BELOW, MARK, TRAIL = 720, 328, 64, 24, 31, 27, 22, 22
# letters on a line of the verdict, under a row of the table, and at the foot of the page
OF_VERDICT, OF_ROW, OF_FOOT = 95, 128, 134


def lanes_that_fit(focus: LevelReview, review: StudyReview) -> int:
    """From one to four; who is left out is counted beside the board, with a link."""
    taken = ALWAYS + SENTENCE * _lines(_proof(focus), OF_VERDICT)
    for level in review.levels:
        taken += ROW
        if chosen.on_other_ground(latest_decision(review.cut, level.dose.level)):
            taken += MARK
        if level is not focus and level.decision is not Decision.NOT_OPEN:
            taken += BELOW * _lines(_proof(level), OF_ROW)
    taken += SENTENCE * _lines(closing_text(review), OF_FOOT)
    if chosen.cut() is not None:
        taken += TRAIL
    return min(max((SCREEN - taken) // LANE, FEWEST), MOST)


def _lines(text: str, letters_a_line: int) -> int:
    """On the screen a Chinese letter is as wide as two and a half others."""
    return lines(text, letters_a_line * 4 // 5 if any(map(is_wide, text)) else letters_a_line)


def _proof(level: LevelReview) -> str:
    return " ".join([*level_proof.proof(level, said()), said().futures(level)])
