"""The page for the minutes: everything a decision on a level rests on, as one page to print, sign and file."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

from safety.reports.minutes.board import not_drawn, pictures
from safety.reports.minutes.candidates import candidates
from safety.reports.minutes.decision_form import decision_form
from safety.reports.minutes.decisions import decisions
from safety.reports.minutes.in_the_way import in_the_way
from safety.reports.minutes.levels import tally, verdicts
from safety.reports.minutes.title_block import facts, notes
from safety.reports.printing import pdf
from safety.review.in_focus import in_focus
from safety.review.provenance import Provenance
from safety.review.study_review import StudyReview
from safety.wording import Speech
from safety.wording.days import iso

LAYOUT = Path(__file__).with_name("page.typ")


def minutes_pdf(review: StudyReview, provenance: Provenance, said: Speech) -> bytes:
    """The page as PDF: the same bytes for the same files, cut-off and program. Raises CannotPrint."""
    return pdf(LAYOUT, minutes(review, provenance, said), review.cut.cut_off, said)


def minutes(review: StudyReview, provenance: Provenance, said: Speech) -> dict[str, Any]:
    """Everything on the page, as plain values. `sheet` is a digest of the rest: two pages that differ say so."""
    study, label = review.cut.reports.study_id, said.label
    page = {
        "lang": label("language_tag").partition("-")[0],
        "title": label("minutes_title", study=study),
        "gap": said.gap,
        "stop": said.sentence(""),
        "at": label("minutes_at", day=said.day(review.cut.cut_off)),
        "status": label(f"status_{review.protocol.status.value}"),
        "status_means": label(f"status_{review.protocol.status.value}_means"),
        "facts": list(facts(review, provenance, said)),
        "levels_title": label("minutes_levels"),
        "tally": tally(review, said),
        "levels": verdicts(review, said),
        "notes": list(notes(review, said)),
        "board_title": label("minutes_board"),
        "board_legend": label("minutes_board_legend"),
        "board": list(pictures(review, said)),
        "not_drawn": list(not_drawn(review, said)),
        "in_the_way": in_the_way(review, said),
        "candidates": candidates(review, said),
        "decisions": decisions(review, said),
        "form": decision_form(in_focus(review), review.protocol, said),
        "files": _files(provenance, said),
        "closing": said.line("closing"),
        "page": label("minutes_page", page="{page}", pages="{pages}"),
    }
    sheet = sha256(json.dumps(page, ensure_ascii=False).encode(errors="replace")).hexdigest()[:12]
    footer = label("minutes_footer", study=study, day=iso(review.cut.cut_off, said), sheet=sheet)
    return page | {"footer": footer}


def _files(provenance: Provenance, said: Speech) -> dict[str, Any]:
    rows = []
    for file in provenance.files:
        key = f"minutes_file_of_{file.where}"
        rows.append([file.name if file.where == "folder" else said.label(key, name=file.name), file.sha256])
    return {"title": said.label("minutes_files"), "rows": rows}
