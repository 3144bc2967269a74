"""`rein read`, `rein score` and `rein playbook` as a pipe and a person use them."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from core.offline.playbooks.library import load_playbooks
from core.offline.playbooks.pages import playbooks_page
from core.offline.recipes.folder import read_recipes
from core.ops import playbook
from core.ops.cli import rein
from core.settings import ROOT


def run(*arguments: str, lines: str = "") -> list[dict[str, Any]]:
    result = CliRunner().invoke(rein, list(arguments), input=lines, catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_read_answers_line_by_line_in_input_order() -> None:
    lines = '{"text": "Save 600 euros in 6 months", "today": "2027-01-04"}\n\n{"text": "what time is it"}\n'

    first, second = run("read", "-", lines=lines)

    assert (first["is_goal"], first["domain"], first["quantity"]) == (True, "saving", 600)
    assert first["deadline"].startswith("2027-07")
    assert second["is_goal"] is False
    assert second["why_not"]


def test_score_gives_four_numbers_and_items_with_quotes_from_the_text() -> None:
    text = "Run 5 km by 31 March, three times a week after work, 30 minutes each."

    (scored,) = run("score", "-", lines=json.dumps({"text": text}))

    assert all(
        0 <= scored[name] <= 10
        for name in ("clarity", "specificity", "measurability", "actionability")
    )
    quotes = [
        item["evidence"] for items in scored["items"].values() for item in items if item["yes"]
    ]
    assert quotes
    assert all(quote in text for quote in quotes)


@pytest.mark.parametrize("command", ["read", "score"])
def test_a_line_that_cannot_be_used_is_answered_and_the_next_one_too(command: str) -> None:
    bad, number, empty, good = run(
        command, "-", lines='{"text": \n3\n{"text": ""}\n{"text": "Read 12 books"}\n'
    )

    assert bad == number == {"error": "This line is not a JSON object."}
    assert "error" not in empty
    assert "error" not in good


def test_a_playbook_is_begun_once_and_can_be_used_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(playbook, "PLAYBOOK_FOLDER", tmp_path)
    monkeypatch.setattr(playbook, "ROOT", tmp_path)
    runner = CliRunner()

    first = runner.invoke(rein, ["playbook", "new", "bird_watching"])
    again = runner.invoke(rein, ["playbook", "new", "bird_watching"])
    bad = runner.invoke(rein, ["playbook", "new", "../etc/passwd"])

    assert first.exit_code == 0, first.output
    assert (again.exit_code, bad.exit_code) == (1, 1)
    assert [file.name for file in tmp_path.iterdir()] == ["bird_watching.yaml"]


def test_the_page_of_playbooks_is_what_the_playbooks_say() -> None:
    page = (ROOT / "docs" / "playbooks.md").read_text(encoding="utf-8")

    assert page == playbooks_page(load_playbooks(), read_recipes()), "run `rein playbook docs`"
