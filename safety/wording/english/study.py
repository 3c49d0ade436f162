"""The words of the page on which a study folder is opened."""

STUDY: dict[str, str] = {
    "study_open": "Open now",
    "study_demo": "The demonstration study",
    "study_another": "Open another study",
    "study_another_why": "a folder on the machine on which this dashboard runs",
    "folder": "Study folder",
    "folder_example": "the folder with subjects.csv, or with SDTM domains",
    "protocol_file": "Protocol file (where the folder has none, or another is to be used)",
    "mapping_file": "Mapping file (what SDTM leaves to the sponsor)",
    "open": "Open",
    "back_to_demo": "Back to the demonstration study",
}
