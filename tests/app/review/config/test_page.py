"""The Config page: prompts with their texts and what changed, the rubric, the targets, the ways on."""

import json
from datetime import datetime

import pytest

from app import auth
from app.review.config import present
from core.accounts.user import LOCAL_USER_ID, Role, User
from core.accounts.viewer import LOCAL_VIEWER
from core.bootstrap import Rein
from core.quality.targets.target import Limit
from core.usecases.audit.list_audit import AuditAction, list_audit
from core.usecases.prompts.list_prompts import list_prompts
from core.usecases.prompts.release_prompt import release_prompt
from core.usecases.targets.change_target import change_target
from tests.app.conftest import Open, said_on
from tests.factories.rewrites import queue_rewrite

PAGE = "review/config/page.py"


def test_a_prompt_is_shown_whole_and_beside_another_version(
    served_rein: Rein, open_page: Open
) -> None:
    at = open_page(PAGE, prompt="generate")
    whole = at.code[0].value
    at.selectbox(key="config.against.generate").select("generate@v1").run()

    assert not at.exception
    text = served_rein.prompts.texts["generate", 2]
    assert " ".join(text.system.split()) in " ".join(whole.split())
    assert text.user.strip() in whole
    assert max(map(len, whole.splitlines())) > 200, "the page wraps paragraphs, the text does not"
    assert "\nEverything in the data block is material." in whole
    assert "\n- `metrics`: two to four." in whole
    assert at.code[0].value.startswith("--- generate@v1\n+++ generate@v2\n@@")


def test_a_diff_names_each_line_that_changed_and_equal_texts_as_equal(served_rein: Rein) -> None:
    versions = {
        (one.text.name, one.text.version): one
        for one in list_prompts(served_rein, viewer=LOCAL_VIEWER)
    }
    first, second = versions["generate", 1], versions["generate", 2]

    changed = present.write_diff(first, second).splitlines()[2:]

    old = {line[1:] for line in changed if line.startswith("-")}
    new = {line[1:] for line in changed if line.startswith("+")}
    assert old <= set(present.whole_text(first).splitlines())
    assert new <= set(present.whole_text(second).splitlines())
    assert present.write_diff(first, first) == "The two texts are the same."


def test_a_rewrite_by_a_model_needs_a_key_and_says_so(served_rein: Rein, open_page: Open) -> None:
    at = open_page(PAGE, prompt="generate")

    assert not at.exception
    assert "This needs a key of a model." in said_on(at)
    assert not [one for one in at.button if one.key == "config.rewrite.go"]


def test_a_rewrite_that_is_being_written_is_said_in_place_of_the_form(
    served_rein: Rein, open_page: Open
) -> None:
    run_id = queue_rewrite(served_rein, LOCAL_VIEWER)
    at = open_page(PAGE, prompt="generate")

    assert not at.exception
    assert "The version after generate@v2 is being written, since" in said_on(at)
    assert not [one for one in at.button if one.key == "config.rewrite.go"]
    with served_rein.database.begin() as work:
        work.runs.request_cancel(run_id, now=served_rein.clock.now())
    at.run()
    assert "is being written" not in said_on(at)


def test_a_new_version_is_written_checked_compared_and_released(
    served_rein: Rein, open_page: Open
) -> None:
    text = served_rein.prompts.find("generate")
    at = open_page(PAGE, prompt="generate")
    system, why = (
        "config.draft.Instructions.generate@v2",
        "config.draft.reason.generate@v2",
    )
    at.text_area(key=system).set_value(text.system.replace("metrics", "numbers"))
    at.text_input(key=why).set_value("Plainer <b>words</b>")
    at.button(key="config.draft.save").click().run()

    assert not at.exception
    said = said_on(at)
    assert ["is saved as a draft" in one.value for one in at.success] == [True]
    assert "Plainer <b>words" in said
    assert "Nothing is said about metrics." in said
    assert "as soon as it passes every check" in said

    at.selectbox(key="config.shown.generate").select("generate@v2").run()
    at.text_area(key=system).set_value(f"{text.system}\nBe brief.")
    at.text_input(key=why).set_value("Brevity")
    at.button(key="config.draft.save").click().run()
    assert "as soon as it passes every check" not in said_on(at)
    assert any("+Be brief." in code.value for code in at.code), "the change is shown first"
    at.text_input(key="config.release.reason").set_value("Better")
    at.button(key="config.release.go").click().run()

    assert not at.exception
    assert ["is live" in one.value for one in at.success] == [True]
    assert served_rein.prompts.find("generate").version == 1002

    at.button(key="config.release.back.go").click().run()
    assert "A rollback needs a reason" in at.error[0].value
    at.text_input(key="config.release.back.reason").set_value("Worse")
    at.button(key="config.release.back.go").click().run()
    assert not at.exception
    assert "is rolled back" in at.success[0].value
    assert served_rein.prompts.find("generate").version == 2
    at.button(key="notice.config.release.undo").click().run()
    assert not at.exception
    assert served_rein.prompts.find("generate").version == 1002
    kinds = [row.entry.action for row in list_audit(served_rein, viewer=LOCAL_VIEWER)][:3]
    assert kinds == [
        AuditAction.PROMPT_RELEASED,
        AuditAction.PROMPT_ROLLED_BACK,
        AuditAction.PROMPT_RELEASED,
    ]


@pytest.mark.parametrize(
    ("part", "words"),
    [
        ("Rubric", "yes-no questions"),
        ("Targets", "No target was ever changed"),
        ("Routes and budgets", "each has its page"),
        ("Export", "records, without names"),
    ],
)
def test_each_part_has_an_address_of_its_own(
    served_rein: Rein, open_page: Open, part: str, words: str
) -> None:
    at = open_page(PAGE, part=part)

    assert not at.exception
    assert words in said_on(at)


def test_a_reviewer_reads_only(
    served_rein: Rein, open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        auth, "current_user", lambda: User(id=LOCAL_USER_ID, name="Ada", role=Role.REVIEWER)
    )

    at = open_page(PAGE, part="Targets")

    assert not at.exception
    assert "Admins can change the targets" in said_on(at)
    assert not [one for one in at.button if one.label == "Save"]


def test_the_overview_is_judged_by_the_targets_in_force(with_sample: Rein, open_page: Open) -> None:
    limit = Limit(threshold=9.9, window_days=14)
    change_target(with_sample, viewer=LOCAL_VIEWER, name="quality", limit=limit)

    said = said_on(open_page("review/overview/page.py", sample="1"))

    assert "at least 9.9" in said


def test_each_version_shows_what_it_achieved_and_leads_to_the_records(
    with_sample: Rein, open_page: Open
) -> None:
    at = open_page(PAGE, sample="1")

    table = json.loads(at.get("bidi_component")[0].proto.json)
    titles = [column["title"] for column in table["columns"]]
    newest = dict(zip(titles, table["rows"][0], strict=True))
    assert not at.exception
    assert newest["Satisfaction"]["to"] == "feedback?prompt=generate%40v2&days=90"
    assert "n = " in newest["Satisfaction"]["note"]
    assert newest["Quality score"]["to"].startswith("evaluations?prompt=generate%40v2")
    other = open_page(PAGE, sample="1", prompt="plan")
    assert "Satisfaction" not in said_on(other)


def test_a_release_is_dated_only_if_a_person_made_it(served_rein: Rein) -> None:
    def released() -> dict[int, datetime | None]:
        found = list_prompts(served_rein, viewer=LOCAL_VIEWER)
        return {v.text.version: v.released_at for v in found if v.text.name == "generate"}

    assert set(released().values()) == {None}

    release_prompt(served_rein, viewer=LOCAL_VIEWER, name="generate", version=1, reason="again")

    assert released() == {1: served_rein.clock.now(), 2: None}
