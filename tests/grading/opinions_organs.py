"""CTCAE v5.0 read a second time: temperature, circulation, heart, lung, weight."""

from collections.abc import Callable

from tests.grading.worlds import Sample, World, above, below, down_to, opinion, times, up_to, whole

TEMPERATURE = {"Cel": "25 36 37.3 43", "degF": "77 96.8 99.1 109"}


@opinion("Fever", "TEMP", TEMPERATURE, asks="over_24_hours")
def fever(x: World) -> int:
    first, second, third = {"Cel": ("38.0", "39.0", "40.0"), "degF": ("100.4", "102.2", "104.0")}[x.unit]
    lasting = above(x.value, None, None, None, third) if "over_24_hours" in x.true else 0
    return max(up_to(x.value, first), above(x.value, None, second, third), lasting)


@opinion("Hypothermia", "TEMP", TEMPERATURE, facts=4)
def hypothermia(x: World) -> int:
    return down_to(x.value, None, *{"Cel": (35, 32, 28), "degF": (95, "89.6", "82.4")}[x.unit])


def normal_below(limit: int) -> Callable[[Sample], bool | None]:
    return lambda sample: None if sample.baseline is None else sample.baseline >= limit


for _test, _usual, _limits in (
    ("SYSBP", "60 90 120 250", (120, 140, 160)),
    ("DIABP", "30 60 80 140", (80, 90, 100)),
):

    def pressure(x: World, limits: tuple[int, int, int] = _limits) -> int:
        first, second, third = limits
        return up_to(x.value, first, None if "baseline_abnormal" in x.true else second, third)

    opinion("Hypertension", _test, {"mmHg": _usual}, by="baseline", asks="baseline_abnormal", facts=4,
            abnormal=normal_below(_limits[1]))(pressure)  # fmt: skip


@opinion("Electrocardiogram QT corrected interval prolonged", "QTCF QTCB QTC QTCFAG QTCBAG QTCAG",
         {"ms": "300 350 450 700"}, by="baseline", facts=4)  # fmt: skip
def qtc(x: World) -> int:
    by_itself = up_to(whole(x.value, worse="up"), 450, 481, 501)
    return max(by_itself, above(x.value, None, None, x.baseline + 60))  # the change has no hole to close


@opinion("Ejection fraction decreased", "LVEF", {"%": "8 50 70 80"}, by="baseline")
def ejection_fraction(x: World) -> int:
    value, baseline = whole(x.value, worse="down"), whole(x.baseline, worse="up")
    by_itself = max(down_to(value, None, 50, 39), below(value, None, None, None, 20))
    return max(by_itself, down_to(value, None, baseline - 10, baseline - 20))


@opinion("Hypoxia", "OXYSAT", {"%": "40 95 99 99.9"}, asks="with_exercise", facts=4)
def saturation(x: World) -> int:
    return below(x.value, None, 88, None if "with_exercise" in x.true else 88)


@opinion("Hypoxia", "PO2", {"mmHg": "20 80 100 500"}, facts=4)
def oxygen_pressure(x: World) -> int:
    return down_to(x.value, None, None, 55)


@opinion("Forced expiratory volume decreased", "FEV1PP", {"%": "10 80 120 180"})
def fev1(x: World) -> int:
    return below(x.value, 100, 70, 60, 50)


@opinion("Vital capacity abnormal", "VCPP SVCPP FVCPP", {"%": "10 80 120 180"}, facts=3)
def vital_capacity(x: World) -> int:
    return max(down_to(x.value, 90), below(x.value, None, 75, 50))


@opinion("Carbon monoxide diffusing capacity decreased", "DLCO", {"mL/min/mmHg": "2 20 35 60"},
         by="low baseline", asks="symptomatic", facts=3)  # fmt: skip
def diffusing_capacity(x: World) -> int:
    worst = 0
    for reference in (x.low, x.baseline):
        third = reference - (5 if "symptomatic" in x.true else 8)
        lost = max(down_to(x.value, reference - 3), below(x.value, None, reference - 5, third))
        worst = max(worst, lost)
    return worst


@opinion("Weight loss", "WEIGHT", {"kg": "20 50 90 200", "lb": "44 110 200 440"}, by="baseline", facts=3)
def weight_loss(x: World) -> int:
    return down_to(x.value, *times(x.baseline, "0.95 0.9 0.8"))


@opinion("Weight gain", "WEIGHT", {"kg": "20 50 90 200", "lb": "44 110 200 440"}, by="baseline")
def weight_gain(x: World) -> int:
    return up_to(x.value, *times(x.baseline, "1.05 1.1 1.2"))


@opinion("Obesity", "BMI", {"kg/m2": "12 18.5 24 70"})
def obesity(x: World) -> int:
    return up_to(x.value, None, 25, 30, 40)
