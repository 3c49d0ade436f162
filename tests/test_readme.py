"""What README.md says is what the code does."""

import re
import shlex

from safety.__main__ import main
from safety.domain.escalation import Decision
from safety.wording import english
from tests.readme_tables import README, with_tables
from tests.studies import ROOT

TEXT = README.read_text(encoding="utf-8")


def test_its_tables_are_those_of_the_schema_and_the_protocol():
    """Else: `python -m tests.readme_tables` writes them anew."""
    assert with_tables(TEXT) == TEXT


def test_every_decision_is_explained():
    for decision in Decision:
        words = english.DECISIONS[decision.value].split("{")[0].removesuffix(" to ").strip()
        assert f"| {words}" in TEXT, decision


def test_its_review_command_runs(capsys, monkeypatch):
    monkeypatch.chdir(ROOT)
    line = next(line for line in TEXT.splitlines() if "safety review data/demo" in line)
    assert main(shlex.split(line)[3:]) == 0
    assert "LEVEL 2" in capsys.readouterr().out


def test_every_file_it_names_is_there():
    headings = {
        re.sub(r"[^\w -]", "", title).lower().replace(" ", "-")
        for title in re.findall(r"^#+ (.*)$", TEXT, re.M)
    }
    for name in re.findall(r"\]\((?!http)([^)]+)\)", TEXT):
        assert name.removeprefix("#") in headings if name.startswith("#") else (ROOT / name).exists(), name
    for name in re.findall(r"`((?:data|tests|safety)/[\w./-]+)`", TEXT):
        assert (ROOT / name).exists(), name


def test_it_claims_nothing_that_is_not_ours_to_claim():
    claims = re.findall(r"[^.]*\b(?:compliant|validated|certified)\b[^.]*", TEXT)
    assert all(" not validated" in claim for claim in claims)
