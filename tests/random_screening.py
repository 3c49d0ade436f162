"""Screening files invented from a seed: who was let in, by which answers and values, and what is odd about them.

Each function takes the study being written down (tests/random_studies.py) and adds one thing to it.
"""

import inspect

MEASUREMENTS, SCREENING = "measurements.csv", "screening.csv"
COUNT = {"10^9/L": 1, "10*9/L": 1, "K/uL": 1, "/uL": 1000}
SITE = ("I01", "I04d", "I07", "I10", "E01", "E02", "E03", "E04", "E05", "E06", "E07", "E09", "E10a", "E10b",
        "E11", "E12", "E13", "E14", "E15")  # fmt: skip
VALUED = {  # criterion: where it turns, a value of the healthy, units with what makes them of the first one
    "I02": ((3, 0), 1, {"1": 1, "": 1}),
    "I03": ((2, 3), 2, {"": 1}),
    "I04a": ((1.5,), 4, COUNT),
    "I04b": ((80,), 220, COUNT),
    "I04c": ((80,), 130, {"g/L": 1, "g/dL": 0.1}),
    "I05a": ((1.5,), 0.5, {"ULN": 1, "xULN": 1, "×ULN": 1}),
    "I05c": ((60,), 90, {"mL/min": 1}),
    "I08": ((50,), 62, {"%": 1}),
    "E08b": ((1.5, 1.4, 1.45), 0.9, {"mg/dL": 1, "umol/L": 88.4, "µmol/L": 88.4}),
}
TESTS = {"I02": "ECOG101", "I04a": "NEUT", "I04b": "PLAT", "I04c": "HGB", "E08b": "CREAT"}
ULN_LIMITS = {"ALT": 2.5, "AST": 2.5, "BILI": 1.5, "INR": 1.5, "PT": 1.5}
NORMAL_HIGH = {"ALT": 40, "AST": 40, "BILI": 20, "INR": 1.2, "PT": 14}
UNITS = {"ALT": "U/L", "AST": "U/L", "BILI": "umol/L", "INR": "1", "PT": "s"}
DAYS = (-20, -9, -5, -5, -2, -1, 0, 1, 9, "")
BEFORE = (-9, -5, -5, -2, -1, 0, "")


def note(s, who, criterion, answer="", value="", unit="", when="", judged_by=""):
    """One row of the file; a patient whose eligibility may be open is one to be ruled on."""
    answer, value, unit, when, judged_by = s.settle(answer, value, unit, when, judged_by)
    s.add(SCREENING, who, criterion, answer, value, unit, s.text(who, when if when else ""), judged_by)
    s.raised.append(f"elig:{who}")


def sample(s, who, test, when, value, unit, low="", high=""):
    """One value from the laboratory."""
    row = (s.new_id(MEASUREMENTS, "M"), who, test, s.text(who, when), value, unit, low, high)
    s.add(MEASUREMENTS, *row)


def good(criterion):
    """The answer that lets in."""
    return "met" if criterion.startswith("I") else "not_met"


def bad(criterion):
    """The answer that keeps out."""
    return "not_met" if criterion.startswith("I") else "met"


def near(s, criterion):
    """A value at a limit of this criterion, or a hair to either side, in one of its units."""
    limits, _, units = VALUED[criterion]
    unit = s.pick(*units)
    shift = s.pick(-1, 0, 1) if criterion in ("I02", "I03") else 0
    factor = 1 if criterion in ("I02", "I03") else s.pick(0.99, 1, 1, 1.01, 1.6, 0.6)
    return f"{max((s.pick(*limits) + shift) * factor * units[unit], 0):.6g}", unit


def any_criterion(study):
    """Any criterion, now and then a part of one or the whole of several."""
    return study.pick(*SITE, *VALUED, "I05b", "I06", "I09", "I11", "E08a", "I04", "E08", "E10", "I03a", "e03")


def everybody_is_screened(s):
    """Of all patients all criteria are answered, by the site, by values or by the laboratory; little is left out."""
    for who in s.d0:
        for criterion in (*SITE, "I05b", "I06", "I09", "I11", "E08a"):
            if s.rng.random() < 0.99:
                note(s, who, criterion, good(criterion), when=s.pick(-5, -5, ""))
        for criterion, (_, healthy, units) in VALUED.items():
            unit = s.pick(*units)
            value = f"{healthy * units[unit]:.6g}"
            if criterion in TESTS and s.coin():
                sample(s, who, TESTS[criterion], -6, value, unit, *limits_of(criterion, unit))
            elif s.coin():
                note(s, who, criterion, good(criterion), when=-5)
            else:
                note(s, who, criterion, ("", good(criterion)), value, unit, (-5, ""))
        if s.rng.random() < 0.4:
            s.event("Pneumonitis", (-25, -40), None, 2, "unrelated", who)


def limits_of(criterion, unit):
    """The laboratory's limits of normal, where one needs them."""
    factor = VALUED[criterion][2][unit]
    low, high = {"I04a": (1.8, 7.5), "I04b": (150, 400), "I04c": (120, 170), "E08b": (0.5, 1.1)}.get(
        criterion, ("", "")
    )
    return (f"{low * factor:.6g}", f"{high * factor:.6g}") if low else ("", "")


def an_answer_that_keeps_out(s):
    """A patient fails a criterion, before the first infusion or as found later."""
    who, criterion = s.who(), any_criterion(s)
    note(s, who, criterion, bad(criterion.upper()), when=DAYS)


def an_answer_that_lets_in(s):
    """One more passing answer, of any day."""
    criterion = any_criterion(s)
    note(s, s.who(), criterion, good(criterion.upper()), when=DAYS)


def an_answer_after_the_cut_off(s):
    """Answers and values that do not exist yet."""
    late, criterion = str(s.cut_off + s.rng.randint(1, 9) * (s.cut_off.resolution)), any_criterion(s)
    note(s, s.who(), criterion, (bad(criterion.upper()), "judged_acceptable"), when=late, judged_by="PI")


def parts_and_wholes(s):
    """The site answers for the whole criterion, or for a part nobody has split it into."""
    who = s.who()
    for criterion in s.pick(("I04", "I04a"), ("E08",), ("E10", "E10b"), ("I03a",), ("i04", "I04B"), ("I05",)):
        note(s, who, criterion, ("met", "not_met", ""), ("", "", "2", "95"), ("", "1", "mL/min"), BEFORE)


def a_value_at_a_limit(s):
    """Just inside, at or just outside, with or without the site's own answer."""
    criterion = s.pick(*VALUED)
    note(s, s.who(), criterion, ("", "", "met", "not_met"), *near(s, criterion), DAYS)


def a_sample_at_a_limit(s):
    """The same from the laboratory, before the first infusion or on its day, with a clock or without."""
    who, criterion = s.who(), s.pick(*TESTS)
    unit = s.pick(*(u for u in VALUED[criterion][2] if u))
    value = s.pick(*VALUED[criterion][0]) * s.pick(0.99, 1, 1, 1.01) * VALUED[criterion][2][unit]
    value = round(value) if criterion == "I02" else value
    when = s.pick(-9, -3, -1, 0, s.at(who, 0, "08:00"), s.at(who, -1, "08:00"))
    sample(s, who, TESTS[criterion], when, f"{value:.6g}", unit, *limits_of(criterion, unit))


def samples_nobody_can_order(s):
    """Two samples of one day, of which one or none has a clock, or both the same."""
    who, criterion = s.who(), s.pick("I04a", "I04b", "I04c", "E08b")
    unit = s.pick(*VALUED[criterion][2])
    for time in s.pick(("", ""), ("08:00", ""), ("08:00", "08:00"), ("08:00", "09:00")):
        value = s.pick(*VALUED[criterion][0]) * s.pick(0.9, 1.1, 1.1) * VALUED[criterion][2][unit]
        sample(s, who, TESTS[criterion], s.at(who, s.pick(-2, -2, 0), time), f"{value:.6g}", unit,
               *limits_of(criterion, unit))  # fmt: skip


def a_range_or_a_bound(s):
    """50-55 %, below 1.5, above 90: the kinder end and the harsher one may differ."""
    criterion = s.pick(*VALUED)
    value, unit = near(s, criterion)
    high = f"{float(value) * s.pick(1, 1.2, 2):.6g}"
    text = s.pick(f"{value}-{high}", f"{value} - {high}", f"<{value}", f"> {value}", f">{value}")
    note(s, s.who(), criterion, ("", "", "met", "not_met"), text, unit, BEFORE)


def a_number_that_cannot_be_right(s):
    """Grams per decilitre written as grams per litre, a count without its powers of ten."""
    criterion, value, unit = s.pick(
        ("I04c", "13.5", "g/L"), ("I04a", "1900", "10^9/L"), ("I04b", "220", "/uL"), ("I08", "620", "%"),
        ("I08", "0.6", "%"), ("I05c", "900", "mL/min"), ("I04c", "130", "g/dL"), ("E08b", "0.9", "umol/L"),
        ("E08b", "80", "mg/dL"))  # fmt: skip
    if criterion in TESTS and s.coin():
        sample(s, s.who(), TESTS[criterion], -5, value, unit, *limits_of(criterion, unit))
    else:
        note(s, s.who(), criterion, ("", "met"), value, unit, BEFORE)


def a_value_that_decides_nothing(s):
    """No unit, another one, words instead of a number: older values stay what they were."""
    criterion = s.pick(*VALUED, "I07", "I09", "E02", "I05b")
    value, unit = s.pick(("2", "kg"), ("high", "10^9/L"), ("1,5", "10^9/L"), ("90", "g"), ("normal", ""))
    note(s, s.who(), criterion, ("", "", "met"), value, unit, BEFORE)


def several_values_of_one_criterion(s):
    """Screened twice, or three times: the last day's values count, those without a day always."""
    who, criterion = s.who(), s.pick(*VALUED)
    for _ in range(s.pick(2, 2, 3)):
        note(s, who, criterion, ("", "", good(criterion)), *near(s, criterion), BEFORE)


def creatinine_and_weight(s):
    """Clearance around its limit; age, sex or weight on record, missing, or measured."""
    who = s.who()
    s.people[who] |= {"sex": s.pick("F", "M", "M", ""), "age_years": s.pick(52, 75, 30, "", 140, 59.9),
                      "weight_kg": s.pick(60, 40, 100.5, "")}  # fmt: skip
    for when in s.pick((), (-4,), (-4, -2), (-2, -2)):
        sample(s, who, "WEIGHT", when, s.pick("60", "41.5", "98"), "kg")
    for when in s.pick((-3,), (-3,), (-3, -3), (-30, -3)):
        unit = s.pick("mg/dL", "umol/L", "µmol/L")
        factor = 1 if unit == "mg/dL" else 88.4
        value = s.pick(0.6, 0.9, 1.0, 1.2, 1.4, 1.45, 1.5, 1.6, 3)
        text = f"{value * factor:.6g}"
        sample(s, who, "CREAT", when, text, unit, f"{0.5 * factor:.6g}", f"{1.1 * factor:.6g}")


def exactly_the_clearance(s):
    """52 years, 60 kg, 1.0 mg/dL: 73.3 mL/min; others come out at 60 to the digit, or a hair beside."""
    who = s.who()
    age, weight, creatinine = s.pick((68, 60, "1.0"), (68, 60, "88.4"), (60, 54, "1.0"), (68, 60, "1.001"),
                                     (68, 60, "0.999"), (40, 51, "1.0"), (68, 60, "0.85"))  # fmt: skip
    s.people[who] |= {"sex": s.pick("M", "M", "F"), "age_years": age, "weight_kg": weight}
    unit, *normal = ("umol/L", "44", "97") if creatinine == "88.4" else ("mg/dL", "0.5", "1.1")
    sample(s, who, "CREAT", -1, creatinine, unit, *normal)


def facts_of_a_patient_missing(s):
    """Nobody wrote down sex, age or weight, or when consent was signed."""
    row = s.people[s.who()]
    row[s.pick("sex", "age_years", "weight_kg", "consented_on")] = ""


def liver_and_clotting(s):
    """Multiples of that laboratory's upper limit, of one test of two, of both, or without the limit."""
    who, tests = (
        s.who(),
        s.pick(("ALT", "AST"), ("ALT",), ("AST", "AST"), ("BILI",), ("INR", "PT"), ("PT",), ("INR",)),
    )
    for test in tests:
        high = NORMAL_HIGH[test]
        value = high * ULN_LIMITS[test] * s.pick(0.3, 0.99, 1, 1, 1.01, 1.3)
        limit = s.pick(high, high, high, high, "")
        text = s.pick("", "", "", "", "<", ">") + f"{value:.6g}"
        sample(s, who, test, s.pick(-4, -4, -1, 0), text, UNITS[test], "", limit)


def judged_by_the_investigator(s):
    """Acceptable, says the investigator: with a name or without, in good time or too early or too late."""
    left_to_it, others = ("I07", "I07", "I10", "I06", "E10b"), ("I05b", "I05c", "E08a", "I09", "E03", "I04a")
    who, criterion = s.who(), s.pick(*left_to_it, *others)
    for _ in range(s.pick(1, 1, 1, 2)):
        note(s, who, criterion, "judged_acceptable", when=DAYS, judged_by=("PI", "PI", ""))


def something_to_judge(s):
    """Anticoagulants, one enzyme high, an odd electrocardiogram, and whether anybody judged it."""
    who, when = s.who(), s.pick(-5, -5, "", 0, 3)
    what = s.pick("anticoagulants", "enzymes", "ecg", "words")
    criterion = {"anticoagulants": "E10b", "ecg": "I07", "words": s.pick("I07", "I10", "E07")}.get(what, "")
    if what == "enzymes":
        for test, value in (("ALT", "180"), ("AST", "30")):
            sample(s, who, test, -5, value, "U/L", "5", "40")
        criterion = s.pick("I05b", "E08a")
    elif what == "words":
        note(s, who, criterion, "", ("long QT", "unclear", "3"), "", when)
    else:
        note(s, who, criterion, bad(criterion), when=when)
    if s.coin():
        note(s, who, criterion, "judged_acceptable", when=(-6, -5, -1, "", 4), judged_by=("investigator", ""))


def consent_late_or_missing(s):
    """Signed on the first infusion's day, after it, or nobody knows."""
    who = s.who()
    s.people[who]["consented_on"] = s.text(who, s.pick(0, 1, 12, -1, "", -70))
    s.raised.append(f"elig:{who}")


def an_injury_of_about_two_months(s):
    """Pneumonitis brought along for about two calendar months, to consent or to the first infusion."""
    who = s.who()
    start = s.pick(
        -55, -59, -60, -61, -62, -69, -71, -72, s.month(who, -60), s.month(who, -40), s.month(who, -100)
    )
    tie = s.pick("", "E1")
    s.event("Pneumonitis", start, (None, None, -12, 20), s.pick(2, 3, 1), "unrelated", who, episode_id=tie)
    if s.coin():
        s.event("Pneumonitis", (-11, -11, -10, -3), None, s.pick(2, 3), "unrelated", who, episode_id=tie)
    s.people[who]["consented_on"] = s.text(who, s.pick(-10, -10, -1, 0, ""))
    s.raised.append(f"elig:{who}")


def an_earlier_injury(s):
    """Pneumonitis long before, over or nearly so, with or without the one that the trial treats."""
    who = s.who()
    start, end = s.pick((-300, -250), (-300, -26), (-90, -21), (-80, -20), ("2025", "2025-12"), (None, -30))
    tie = s.pick("", "E1", "E2")
    s.event("Pneumonitis", start, end, (1, 2, 3), "unrelated", who, episode_id=tie)
    if s.coin():
        s.event(
            "Pneumonitis", (-25, -20, -20), (None, -5, 4), (2, 3), "unrelated", who, episode_id=("", "E1")
        )
    s.raised.append(f"elig:{who}")


def the_injurys_grade(s):
    """Pneumonitis of any grade on arrival, over or not; the file may say another."""
    who = s.who()
    s.event("Pneumonitis", (-20, -8, "2026"), (None, None, -3, 5), (1, 2, 3, 4, ""), "unrelated", who)
    if s.coin():
        note(s, who, "I03", ("", "met"), ("1", "2", "3", "4", "2-3"), "", BEFORE)


def screening_rows_nobody_can_read(s):
    """An answer outside the list, a criterion nobody knows, a date that is none."""
    who = s.who()
    row = s.pick(("I13", "not_met"), ("I12", "not_met"), ("X01", "not_met"), ("", "met"), ("I01", "maybe"),
                 ("E16", "met"), ("E03", "met", "", "", "2026-02-30"), ("E03", "met", "", "", "2026-02"))  # fmt: skip
    note(s, who, *row)


def a_screening_row_twice(s):
    """A row is entered twice."""
    if s.tables[SCREENING]:
        s.tables[SCREENING].append(dict(s.pick(*s.tables[SCREENING])))


def a_screening_failure_is_screened(s):
    """Somebody who was never dosed, assigned to a level or not."""
    who = s.subject(s.pick(0, 1))
    s.d0[who] = s.d0[s.who()]  # the days of the file count from somebody's first infusion
    criterion = any_criterion(s)
    note(s, who, criterion, ("met", "not_met"), when=(-5, 9, ""))
    sample(s, who, "NEUT", (-5, 2), ("1.4", "1.6"), "10^9/L", "1.8", "7.5")
    del s.d0[who]


def eligibility_is_ruled_on(s):
    """The committee rules on who was let in: too early, in good time, for and against."""
    who = s.who()
    for _ in range(s.pick(1, 1, 2)):
        day = s.pick(s.cut_off, s.cut_off, s.day(who, -1), s.day(who, 0), s.day(who, 3), s.day(who, 12))
        s.rule(f"elig:{who}", ("not_dlt", "not_dlt", "dlt", "not_evaluable"), day)


SCREENINGS = [f for f in list(globals().values())
              if inspect.isfunction(f) and [*inspect.signature(f).parameters] == ["s"]]  # fmt: skip
SCREENINGS.remove(everybody_is_screened)
