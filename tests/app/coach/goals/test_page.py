"""The Goals page in each of its states."""

from collections.abc import Callable
from datetime import date
from types import SimpleNamespace

import pytest
from streamlit.testing.v1 import AppTest

from app.coach import GOALS
from app.coach.goals import actions, load
from app.coach.goals.new_goal import examples
from app.coach.shared.draft import Draft
from core.accounts.user import LOCAL_USER_ID
from core.bootstrap import Rein
from core.errors import StorageUnavailable
from core.goals.goal import Circumstances, Experience
from core.store.goals.read import find_goal, list_goal_cards
from core.store.runs.values import RunStatus
from tests.app.coach.conftest import MAIN, words
from tests.app.coach.samples import make_card
from tests.app.conftest import go_to

LINE = "goals.new.text"
SEND = "goals.new.send"


def stored(rein: Rein) -> list[str]:
    return [card.text for card in list_goal_cards(rein.database, user_id=LOCAL_USER_ID).rows]


def test_without_goals_it_says_what_rein_does_and_has_a_line_to_write_in(
    goals_page: Callable[[], AppTest],
) -> None:
    at = goals_page()

    assert not at.exception
    assert "What happens with a goal" in words(at)
    assert at.text_area(key=LINE).label == "What do you want to reach?"


def test_without_goals_a_loaded_sample_gives_one_result_to_open(
    goals_page: Callable[[], AppTest], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        load, "find_example", lambda: make_card(sample=True, title="Read *20* books")
    )

    at = goals_page()

    assert "Open this example" in words(at)
    assert "Read *20* books" in words(at)


def test_an_example_fills_the_line_and_submits_nothing(
    goals_page: Callable[[], AppTest], served: Rein
) -> None:
    at = goals_page()

    at.button(key="goals.example1").click().run()

    assert at.text_area(key=LINE).value == examples(served.clock.now().date())[1]
    assert stored(served) == []


def test_the_months_of_examples_lie_ahead_on_any_day() -> None:
    november, march = (examples(date(2026, month, 27)) for month in (11, 3))

    assert november[:2] == (
        "Run 5 km without stopping by the end of March",
        "Save 2,000 € for a trip by August",
    )
    assert march[1] == "Save 2,000 € for a trip by December"


def test_a_goal_is_stored_with_what_was_said_about_the_person(
    goals_page: Callable[[], AppTest], served: Rein
) -> None:
    at = goals_page()
    at.text_area(key=LINE).set_value("Read 12 books by June")
    at.segmented_control(key="goals.new.about.experience").set_value(Experience.ADVANCED)
    at.text_input(key="goals.new.about.hours_per_week").set_value("2.5")
    at.text_area(key="goals.new.about.constraints").set_value("no screens\n\nonly at night")
    at.button(key=SEND).click().run()

    card = list_goal_cards(served.database, user_id=LOCAL_USER_ID).rows[0]
    view = find_goal(served.database, card.goal_id, user_id=LOCAL_USER_ID)

    assert not at.exception
    assert view is not None
    assert view.text == "Read 12 books by June"
    assert view.circumstances.experience is Experience.ADVANCED
    assert view.circumstances.hours_per_week == 2.5
    assert view.circumstances.constraints == ("no screens", "only at night")


def test_after_submitting_the_page_of_the_goal_is_shown_with_its_id_in_the_address(
    goals_page: Callable[[], AppTest], served: Rein
) -> None:
    at = goals_page()
    at.text_area(key=LINE).set_value("Read 12 books by June")
    at.button(key=SEND).click().run()

    card = list_goal_cards(served.database, user_id=LOCAL_USER_ID).rows[0]

    assert at.query_params["id"] == card.goal_id
    assert "Understanding your goal" in words(at)


@pytest.mark.parametrize("nothing", ["", "   \n ", "\x00", "…!"])
def test_nothing_is_not_a_goal_and_the_error_stands_on_the_page(
    goals_page: Callable[[], AppTest], served: Rein, nothing: str
) -> None:
    at = goals_page()
    at.text_area(key=LINE).set_value(nothing)
    at.button(key=SEND).click().run()

    assert "There is no goal in this yet" in at.error[0].value
    assert stored(served) == []


def test_what_was_typed_survives_an_error_and_the_error_goes_when_it_is_mended(
    goals_page: Callable[[], AppTest], served: Rein
) -> None:
    at = goals_page()
    at.text_area(key=LINE).set_value("Read 12 books by June")
    at.text_input(key="goals.new.about.hours_per_week").set_value("200")
    at.button(key=SEND).click().run()

    assert "200 hours a week cannot be planned" in at.error[0].value
    assert at.text_area(key=LINE).value == "Read 12 books by June"
    assert at.expander[0].proto.expanded

    at.text_input(key="goals.new.about.hours_per_week").set_value("2")
    at.button(key=SEND).click().run()

    assert not at.error
    assert stored(served) == ["Read 12 books by June"]


def test_hours_in_words_are_read_or_refused_at_their_field(
    goals_page: Callable[[], AppTest], served: Rein
) -> None:
    at = goals_page()
    at.text_area(key=LINE).set_value("Read 12 books by June")
    at.text_input(key="goals.new.about.hours_per_week").set_value("as much as I can")
    at.button(key=SEND).click().run()

    assert "could not find a number of hours" in at.error[0].value
    assert at.expander[0].proto.expanded

    at.text_input(key="goals.new.about.hours_per_week").set_value("2 or 3")
    at.button(key=SEND).click().run()

    card = list_goal_cards(served.database, user_id=LOCAL_USER_ID).rows[0]
    view = find_goal(served.database, card.goal_id, user_id=LOCAL_USER_ID)
    assert view is not None
    assert [(a.question.id, a.text) for a in view.answers] == [("hours", "2 or 3")]


def test_a_text_of_100_000_characters_is_refused_with_words_and_kept(
    goals_page: Callable[[], AppTest],
) -> None:
    at = goals_page()
    at.text_area(key=LINE).set_value("a" * 100_000)
    at.button(key=SEND).click().run()

    assert "100,000 characters" in at.error[0].value.replace("\\", "")
    assert at.text_area(key=LINE).value == "a" * 100_000


def test_submitting_the_same_draft_twice_starts_one_goal(served: Rein) -> None:
    draft = Draft(id="d", text="Read 12 books", circumstances=Circumstances())

    first, second = actions.submit(draft), actions.submit(draft)

    assert first == second
    assert stored(served) == ["Read 12 books"]


def test_a_database_that_is_gone_leaves_the_typed_words_and_a_sentence(
    goals_page: Callable[[], AppTest], monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(_: Draft) -> str:
        raise StorageUnavailable(
            "The database cannot be written.", advice="Check the disk, then try again."
        )

    at = goals_page()
    monkeypatch.setattr(actions, "submit", gone)
    at.text_area(key=LINE).set_value("Read 12 books by June")
    at.button(key=SEND).click().run()

    assert not at.exception
    assert "The database cannot be written." in words(at)
    assert at.text_area(key=LINE).value == "Read 12 books by June"


def test_a_card_shows_how_far_the_goal_is_and_what_comes_next(shown: SimpleNamespace) -> None:
    said = words(shown.goals(make_card()))

    assert "6 of 36 tasks done" in said
    assert "Run and walk easy" in said
    assert "2 km without stopping" in said
    assert "score 8.2 of 10, good quality" in said


@pytest.mark.parametrize(
    ("status", "said"),
    [
        (RunStatus.QUEUED, "waiting for a worker"),
        (RunStatus.RUNNING, "being written, 2 of 4 parts done"),
        (RunStatus.FAILED, "can be tried again"),
        (RunStatus.CANCELLED, "cancelled"),
        (RunStatus.NEEDS_ANSWERS, "needs your answer"),
    ],
)
def test_a_card_says_how_its_run_stands(
    shown: SimpleNamespace, status: RunStatus, said: str
) -> None:
    card = make_card(
        run_status=status,
        stages_done=2,
        tasks_total=0,
        next_task=None,
        next_milestone=None,
        overall=None,
    )

    assert said in words(shown.goals(card))


def test_nobodys_words_are_markup_on_a_card(shown: SimpleNamespace) -> None:
    card = make_card(title="**x** <script>alert(1)</script> :smile:", run_status=RunStatus.DONE)

    at = shown.goals(card)

    assert "<script" not in words(at).replace("\\<script", "")
    assert at.get("page_link")[0].proto.label.startswith("**\\*\\*x\\*\\*")


def test_older_goals_are_one_click_away_and_the_place_is_in_the_address(
    shown: SimpleNamespace,
) -> None:
    at = shown.goals(make_card(), following="cursor-2")

    at.button(key="goals.older").click().run()

    assert at.query_params["after"] == "cursor-2"
    assert at.button(key="goals.newest").label == "Newest goals"


@pytest.mark.usefixtures("served")
def test_an_address_with_a_made_up_place_in_the_list_gets_a_sentence() -> None:
    at = AppTest.from_file(MAIN, default_timeout=20)
    at.query_params["after"] = "not-a-cursor"
    go_to(at, GOALS.path).run()

    assert not at.exception
    assert "This page of the list cannot be found." in words(at)


def test_an_archived_goal_can_be_brought_back(
    shown: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    restored: list[str] = []
    monkeypatch.setattr(actions, "restore", restored.append)
    card = make_card(archived=True)
    at = shown.goals(make_card(), archived=(card,))
    at.session_state["goals.archived"] = True
    at.run()

    at.button(key=f"goals.archived.card.{card.goal_id}.restore").click().run()

    assert restored == [card.goal_id]
    assert "back in your list" in words(at)


def test_a_text_that_is_no_goal_is_met_with_a_kind_note_and_starts_nothing(
    goals_page: Callable[[], AppTest], served: Rein
) -> None:
    at = goals_page()
    at.text_area(key=LINE).set_value("What is the weather like tomorrow?")
    at.button(key=SEND).click().run()

    assert "nothing was planned" in words(at)
    assert not at.error
    assert at.text_area(key=LINE).value == "What is the weather like tomorrow?"
    assert stored(served) == []


def test_who_says_that_it_is_a_goal_all_the_same_is_believed(
    goals_page: Callable[[], AppTest], served: Rein
) -> None:
    at = goals_page()
    at.text_area(key=LINE).set_value("What is the weather like tomorrow?")
    at.button(key=SEND).click().run()

    at.button(key="goals.new.insist").click().run()

    assert not at.exception
    assert stored(served) == ["What is the weather like tomorrow?"]


def test_rephrasing_closes_the_note_and_keeps_the_words(
    goals_page: Callable[[], AppTest], served: Rein
) -> None:
    at = goals_page()
    at.text_area(key=LINE).set_value("What is the weather like tomorrow?")
    at.button(key=SEND).click().run()
    labels = [button.label for button in at.button]
    assert {"Plan it all the same", "Rephrase it"} <= set(labels)

    at.button(key="goals.new.rephrase").click().run()

    assert at.text_area(key=LINE).value == "What is the weather like tomorrow?"
    assert "nothing was planned" not in words(at)
    assert "goals.new.rephrase" not in [button.key for button in at.button]

    at.text_area(key=LINE).set_value("Learn to read a weather map by May")
    at.button(key=SEND).click().run()

    assert stored(served) == ["Learn to read a weather map by May"]


def test_a_wish_to_die_is_met_with_kind_words_and_help_lines_and_may_be_rephrased(
    goals_page: Callable[[], AppTest], served: Rein
) -> None:
    at = goals_page()
    at.text_area(key=LINE).set_value("I do not want to live any more")
    at.button(key=SEND).click().run()

    assert "988" in words(at)
    assert "116 123" in words(at)
    keys = [button.key for button in at.button]
    assert "goals.new.insist" not in keys
    assert "goals.new.rephrase" in keys
    assert stored(served) == []


def test_a_wish_that_would_harm_offers_a_safe_goal_and_no_way_around(
    goals_page: Callable[[], AppTest], served: Rein
) -> None:
    at = goals_page()
    at.text_area(key=LINE).set_value("Lose 20 kg in 3 weeks by not eating")
    at.button(key=SEND).click().run()

    assert "goals.new.insist" not in [button.key for button in at.button]

    at.button(key="goals.new.instead").click().run()

    assert at.text_area(key=LINE).value not in {"", "Lose 20 kg in 3 weeks by not eating"}
    assert stored(served) == []


@pytest.mark.parametrize("wanted", [True, False])
def test_the_coach_asks_first_unless_the_person_would_rather_not(
    goals_page: Callable[[], AppTest], monkeypatch: pytest.MonkeyPatch, *, wanted: bool
) -> None:
    sent: list[object] = []

    def submit(draft: Draft) -> str:
        sent.append(draft.asks)
        raise StorageUnavailable("Stop here.")

    at = goals_page()
    monkeypatch.setattr(actions, "submit", submit)
    at.text_area(key=LINE).set_value("Read 12 books by June")
    box = at.checkbox(key="goals.new.asks")
    assert box.value
    if not wanted:
        box.uncheck()
    at.button(key=SEND).click().run()

    assert sent == [wanted]
