"""The labels of what a link opens: from a number to its patients, from a patient to the events."""

LINKS: dict[str, str] = {
    "and_more_queries": "and {n} more",
    "number_opens": "level {level}, {name}: {n} patients",
    "number_opens_1": "level {level}, {name}: 1 patient",
    "patients_of_level": "Level {level}, {name}: {n}",
    "patients_all": "All patients",
    "patients_everybody": "everybody ({n})",
    "patient_events": "Events of {patient} ({n}); an event opens its rules",
    "patient_no_events": "No event on record up to this day.",
    "patient_open": "What is open for {patient}",
    "patient_nothing_open": "Nothing.",
    "patient_sheet": "Screening sheet",
    "patient_exposure": "Planned and given",
    "patient_what_if": "What would change it",
    "queries_of_level": "What stands in the way at level {level} ({n})",
    "queries_all": "All queries ({n})",
}
