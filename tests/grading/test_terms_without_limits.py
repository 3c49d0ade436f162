"""Every term of CTCAE v5.0 with a number in grades 1 to 4 has limits here, or stands below with its reason."""

import re

import pytest

from safety.grading import read_limits
from tests.grading.ncis_cells import NCI, nci

pytestmark = pytest.mark.skipif(
    not NCI.exists(), reason="NCI's table of CTCAE v5.0 is not beside the project"
)

# Anything that a laboratory or an instrument could print.
NUMBER = re.compile(r"\d|[UL]LN|limits? of normal|normal limit|WNL|\bTSH\b")

WITHOUT_LIMITS = {
    "a percentage of body surface: estimated at the bedside, reported with the event": """
        Bullous dermatitis; Dry skin; Erythema multiforme; Erythroderma; Fat atrophy; Folliculitis;
        Lipohypertrophy; Papulopustular rash; Photosensitivity; Purpura; Rash acneiform; Rash maculo-papular;
        Skin atrophy; Skin hyperpigmentation; Skin hypopigmentation; Stevens-Johnson syndrome; Telangiectasia;
        Toxic epidermal necrolysis; Urticaria""",
    "an eye examination: acuity by chart, pressure, fields, cells in the chamber": """
        Blurred vision; Cataract; Conjunctivitis; Dry eye; Endophthalmitis; Extraocular muscle paresis;
        Eye disorders - Other, specify; Glaucoma; Keratitis; Night blindness; Optic nerve disorder; Papilledema;
        Retinopathy; Scleral disorder; Uveitis; Vision decreased; Vitreous hemorrhage; Watering eyes""",
    "audiometry: shifts at several frequencies at once": "Hearing impaired",
    "the diagnosis comes first: the number grades it only once someone has made it": """
        Hemolysis; Sinusoidal obstruction syndrome; Gastroparesis; Retinoic acid syndrome; Generalized edema""",
    "the oxygen that is given is no test of a laboratory; it is a finding of the event": "Cytokine release syndrome",
    "volumes over hours: no test code carries the duration": "Pleural hemorrhage; Urine output decreased",
    "counted or timed by the patient or the ward: hours, days, stools, sites, units of blood": """
        Bile duct stenosis; Diarrhea; Enterocolitis infectious; Gallbladder obstruction; Hyperhidrosis;
        Infusion related reaction; Intestinal stoma obstruction; Irregular menstruation; Peripheral ischemia;
        Postoperative hemorrhage; Postoperative thoracic procedure complication;
        Stenosis of gastrointestinal stoma; Visceral arterial ischemia""",
    "measured with a ruler or a goniometer at the bedside": """
        Edema limbs; Joint range of motion decreased; Joint range of motion decreased cervical spine;
        Joint range of motion decreased lumbar spine; Scoliosis; Skin ulceration; Unequal limb length;
        Vaccination complication""",
    "read from images or tissue as a share of the whole; no test code says of what": """
        Bone marrow hypocellular; Leukoencephalopathy; Osteoporosis; Pulmonary fibrosis""",
    "salivary flow and semen: not taken in this trial": "Dry mouth; Oligospermia",
    "hair and breasts as they are seen": "Alopecia; Breast atrophy",
    "growth and puberty: no children": "Delayed puberty; Growth accelerated; Growth suppression; Precocious puberty",
    "pregnancy: weeks and percentiles": "Fetal growth retardation; Premature delivery",
}


def with_a_number() -> set[str]:
    grades = ("grade_1", "grade_2", "grade_3", "grade_4")
    return {term for term, row in nci().items() if any(NUMBER.search(row[grade]) for grade in grades)}


def forgone() -> list[str]:
    return [term.strip() for terms in WITHOUT_LIMITS.values() for term in terms.split(";")]


def test_a_term_with_a_number_has_limits_or_a_reason_for_none() -> None:
    assert with_a_number() - set(read_limits().terms) == set(forgone())


def test_a_reason_is_given_once() -> None:
    assert len(forgone()) == len(set(forgone())) == 81
