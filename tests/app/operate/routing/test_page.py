"""Routing: the table, the models asked for a goal and why, and changing tiers."""

import re

import pytest
from streamlit.testing.v1 import AppTest

from core.accounts.user import LOCAL_USER, Role, User
from core.accounts.viewer import LOCAL_VIEWER
from core.bootstrap import Rein
from core.ids import new_id
from core.llm.wrappers.circuit_state import CircuitState
from core.ports import Tier
from core.store.accounts.read import find_tier
from core.store.accounts.values import Account
from core.usecases.goals.submit import Submitted
from core.usecases.prompts.draft_prompt import Draft, draft_prompt
from core.usecases.prompts.release_prompt import release_prompt
from tests.app.conftest import Open, said_on
from tests.app.operate.conftest import Serve
from tests.fakes import NOW

PAGE = "operate/routing/page.py"
SIMPLE = "Run 5 km by March"
COMPLEX = (
    "Run 10 km. Sleep more. Eat less. Read ten books. Save money. Call my mother. Learn to swim."
)


def stage(title: str, page: AppTest) -> str:
    """Return what the page says of one step of a run, without markup."""
    (body,) = [e.proto.body for e in page.get("html") if f"<b>{title}</b>" in e.proto.body]
    return " ".join(re.sub(r"<[^>]+>", " ", body).split())


def order(title: str, page: AppTest) -> list[str]:
    """Return the names of those who would be asked for one step, in their order."""
    (body,) = [e.proto.body for e in page.get("html") if f"<b>{title}</b>" in e.proto.body]
    places = re.findall(r"<li><span>(\d+)\.</span><b>(.*?)</b>", body)
    assert [int(number) for number, _ in places] == list(range(1, len(places) + 1))
    return [name for _, name in places]


def test_without_a_key_the_offline_coach_is_asked_first_and_the_table_says_why(
    open_page: Open,
) -> None:
    page = open_page(PAGE)

    assert not page.exception
    assert order("Writing your resolution", page) == ["the offline coach"]
    assert "There is no key: GEMINI_API_KEY is not set." in stage("Writing your resolution", page)
    assert "(no key)" in said_on(page) or 'class="off"' in said_on(page)


def test_the_tier_and_the_size_of_the_goal_decide_who_is_asked_first(
    providers: Serve, open_page: Open
) -> None:
    providers()

    cheap = open_page(PAGE, text=SIMPLE, tier="Basic")
    dear = open_page(PAGE, text=COMPLEX, tier="Premium")

    assert order("Writing your resolution", cheap)[0] == "gemini-3.8-flash"
    assert order("Writing your resolution", dear) == [
        "claude-sonnet-5-5",
        "gemini-4-argon",
        "gpt-6.1-sol",
        "gemini-3.8-flash",
        "the offline coach",
    ]
    assert "This goal is simple: 5 words in 1 part" in said_on(cheap)
    assert "This goal is complex: 18 words in 7 parts" in said_on(dear)
    assert "worth the strongest models" in stage("Writing your resolution", dear)


def test_the_judge_is_another_makers_than_the_writer_and_the_page_says_so(
    providers: Serve, open_page: Open
) -> None:
    providers()

    page = open_page(PAGE, text=SIMPLE, tier="Basic")

    assert order("Scoring it", page) == [
        "gpt-6-luna",
        "claude-haiku-5-5",
        "gemini-3.8-flash",
        "the offline coach",
    ]
    assert "The text comes from Google, so a model of another provider judges it: OpenAI." in stage(
        "Scoring it", page
    )


def test_a_paused_model_is_shown_as_passed_over(providers: Serve, open_page: Open) -> None:
    providers().rest(
        CircuitState(
            failures=5, open_until=NOW.replace(hour=10), consecutive_opens=1, reason="overloaded"
        )
    )

    page = open_page(PAGE, text=SIMPLE)

    assert "Right now it is paused until" in stage("Writing your resolution", page)


def test_a_goal_of_ones_own_is_explained(
    providers: Serve, with_goal: Submitted, open_page: Open
) -> None:
    providers()

    page = open_page(PAGE, goal=with_goal.goal_id, tier="Professional")

    assert "“Run 5 km by the end of March”" in said_on(page)
    assert page.text_area("text").disabled


def test_a_tier_can_be_changed_and_taken_back(providers: Serve, open_page: Open) -> None:
    rein = providers().rein
    page = open_page(PAGE)

    page.selectbox("routing.tier").select(Tier.PREMIUM).run()
    page.button("routing.change").click().run()

    assert find_tier(rein.database, LOCAL_USER.id) is Tier.PREMIUM
    assert "Your goals are written as “premium” from the next run on" in page.success[
        0
    ].value.replace("\\", "")
    page.button("routing.undo").click().run()
    assert find_tier(rein.database, LOCAL_USER.id) is Tier.BASIC
    assert not [button for button in page.button if button.key == "routing.undo"]


def test_somebody_elses_tier_can_be_changed(served_rein: Rein, open_page: Open) -> None:
    ada = User(id=new_id(), name="Ada [admin](x)", role=Role.USER)
    with served_rein.database.begin() as work:
        work.accounts.ensure(Account(user=ada, created_at=NOW))
    page = open_page(PAGE)

    page.selectbox("routing.account").select(ada.id).run()
    page.selectbox("routing.tier").select(Tier.PROFESSIONAL).run()
    page.button("routing.change").click().run()

    assert find_tier(served_rein.database, ada.id) is Tier.PROFESSIONAL
    assert not page.exception


@pytest.mark.parametrize(
    "query", [{"tier": "gold"}, {"goal": "nonsense"}, {"text": "<b>x</b>" * 200}]
)
def test_an_address_that_says_nonsense_is_a_page_all_the_same(
    providers: Serve, open_page: Open, query: dict[str, str]
) -> None:
    providers()

    page = open_page(PAGE, **query)

    assert not page.exception
    assert order("Writing your resolution", page)[-1] == "the offline coach"


def test_while_the_database_is_gone_the_page_says_what_is_wrong(
    providers: Serve, open_page: Open
) -> None:
    rein = providers().rein
    rein.database.close()
    (rein.settings.data_dir / "rein.db").unlink()

    page = open_page(PAGE)

    assert not page.exception
    assert "is not there" in said_on(page)


def test_a_model_of_ones_own_follows_every_list(providers: Serve, open_page: Open) -> None:
    providers(REIN_SERVED_MODEL_URL="http://127.0.0.1:9/v1", REIN_SERVED_MODEL="rein-coach-8b")

    page = open_page(PAGE, text=SIMPLE)

    assert order("Writing your resolution", page)[-2:] == ["rein-coach-8b", "the offline coach"]
    assert (
        "After each list comes rein-coach-8b on your own server, then the offline coach."
        in said_on(page)
    )


def test_the_live_version_of_the_routes_says_since_when_by_whom_and_leads_to_its_texts(
    served_rein: Rein, open_page: Open
) -> None:
    before = said_on(open_page(PAGE))
    draft = Draft(name="routes", based_on=1, reason="A try", settings="# The table decides.")
    version = draft_prompt(served_rein, viewer=LOCAL_VIEWER, draft=draft)
    release_prompt(
        served_rein, viewer=LOCAL_VIEWER, name="routes", version=version, reason="Plainer"
    )
    page = open_page(PAGE)

    assert not page.exception
    assert "routes@v1 is live and came with Rein. It names no model" in before
    assert "routes@v1001 is live since" in said_on(page)
    assert "by you: Plainer." in said_on(page)
