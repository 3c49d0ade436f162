"""What the page Eligibility says in words: an answer beside its shape, a patient's answer, the criteria in question."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from safety.domain.eligibility_criterion import OPEN, Answer, Criterion
from safety.domain.evaluability import State
from safety.domain.protocol import Protocol
from safety.review.eligibility_review import Entered
from safety.views.labels import iso, label, said
from safety.views.markup import Html, element, mark, together
from safety.wording.eligibility import answer

MOST_IDS = 4


def answer_mark(of: Answer) -> Html:
    """An answer as shape and word."""
    return element("span", mark(f"answer-{of.value}"), answer(of, said()), class_=f"answer-word {of.value}")


def side(criterion: Criterion) -> str:
    """On which side of the protocol it stands."""
    return "exclusion" if criterion.exclusion else "inclusion"


def side_row(criterion: Criterion, columns: int) -> Html:
    """The row above the criteria of one side: what a pass means there."""
    told = element("th", label(f"{side(criterion)}_means"), colspan=columns, scope="rowgroup")
    return element("tr", told, class_="group")


def legend() -> Html:
    """What each shape means."""
    return element("p", *(answer_mark(each) for each in Answer), class_="answers")


def in_columns(criteria: Sequence[Criterion]) -> list[Criterion]:
    """Inclusion before exclusion, each in the order of the protocol."""
    return sorted(criteria, key=lambda criterion: criterion.exclusion)


def in_words(entered: Entered) -> Html:
    """The patient's answer in words, worst first, and under it the ruling."""
    told = element("div", *_answers(entered), class_="overall")
    under = ruling_short(entered)
    return together(told, element("div", under, class_="who-ruled") if under else None)


def _answers(entered: Entered) -> Iterator[Html]:
    worst = entered.eligibility.answer
    shown = [a for a in OPEN if entered.eligibility.of(a)] or [worst]
    for found in shown:
        ids = [a.criterion.id for a in entered.eligibility.of(found)]
        which = _few(ids) if found in OPEN else _how_many(len(ids)) if found is Answer.UNKNOWN else ""
        yield element("span", answer_mark(found), f" {which}".rstrip(), class_="one")


def _few(ids: Sequence[str]) -> str:
    more = [label("and_more", n=len(ids) - MOST_IDS)] if len(ids) > MOST_IDS else []
    return said().listed([*ids[:MOST_IDS], *more])


def _how_many(n: int) -> str:
    return label("n_criteria_1" if n == 1 else "n_criteria", n=n)


def ruling_short(entered: Entered) -> str:
    """What people ruled, that they have not, or that nobody was dosed whom it could hold back."""
    ruling = entered.ruling
    if ruling.stands is not None:
        verdict = ruling.stands.verdict or ""
        return label(
            "ruled_short", verdict=said().verdict(verdict),
            day=iso(ruling.stands.decided_on),
        )  # fmt: skip
    if ruling.outdated is not None:
        return label("ruling_old", id=ruling.outdated.adjudication_id or "")
    if entered.waits:
        return label("ruling_waits")
    return label("not_dosed") if entered.patient.state is State.ALLOCATED else ""


def in_question(entered: Iterable[Entered], protocol: Protocol) -> Html | None:
    """The words of every criterion that is in question for one of these patients."""
    asked = {a.criterion for each in entered for a in each.eligibility.of(*OPEN)}
    told = [
        part
        for criterion in in_columns(protocol.criteria)
        if criterion in asked
        for part in (element("dt", criterion.id), element("dd", _asks(criterion)))
    ]
    return element("dl", *told, class_="criteria") if told else None


def _asks(criterion: Criterion) -> str:
    """What it asks for, or excludes."""
    words = said().words.ELIGIBILITY["excludes" if criterion.exclusion else "asks"]
    return said().about(words, criterion.words)
