"""Each review page has a state for every situation, and none is a traceback."""

import pytest

from app import auth
from app.navigation import PageSpec
from app.review import PAGES
from core.accounts.user import LOCAL_USER_ID, Role, User
from core.bootstrap import Rein
from core.usecases.goals.submit import Submitted
from tests.app.conftest import Open, said_on

LISTS = [page for page in PAGES if page.visible]
ABOUT_REIN = {"alerts", "config", "trials"}
"""Pages about Rein itself, which show the same with and without records."""
OF_RECORDS = [page for page in LISTS if page.url_path not in ABOUT_REIN]


@pytest.mark.parametrize("page", OF_RECORDS, ids=lambda page: page.url_path)
def test_without_records_it_says_so_and_offers_the_sample(open_page: Open, page: PageSpec) -> None:
    at = open_page(page.path)

    assert not at.exception
    assert at.button(key="sample.load").label == "Load the sample"


@pytest.mark.parametrize("page", OF_RECORDS, ids=lambda page: page.url_path)
def test_with_only_the_sample_loaded_the_figures_stay_empty_and_lead_to_it(
    with_sample: Rein,
    open_page: Open,
    page: PageSpec,
) -> None:
    at = open_page(page.path)

    at.button(key="sample.see").click().run()

    assert not at.exception
    assert at.query_params["sample"] == "1"
    assert "Made-up data" in said_on(at)
    assert not [button for button in at.button if button.key == "sample.see"]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.url_path)
def test_without_a_database_it_says_what_happened_and_what_to_do(
    served_rein: Rein, open_page: Open, page: PageSpec
) -> None:
    served_rein.database.close()
    (served_rein.settings.data_dir / "rein.db").unlink()

    at = open_page(page.path, id=LOCAL_USER_ID)

    assert not at.exception
    assert "is not there" in said_on(at)
    assert "Put it back" in said_on(at)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.url_path)
def test_a_person_who_only_coaches_does_not_reach_it(
    open_page: Open, monkeypatch: pytest.MonkeyPatch, page: PageSpec
) -> None:
    monkeypatch.setattr(
        auth, "current_user", lambda: User(id=LOCAL_USER_ID, name="Ada", role=Role.USER)
    )

    at = open_page(page.path)

    assert page.title not in {title.value for title in at.title}
    with pytest.raises(ValueError, match="review"):
        at.switch_page(page.path)


@pytest.mark.parametrize("page", LISTS, ids=lambda page: page.url_path)
def test_a_role_taken_away_after_the_page_was_opened_is_told_plainly(
    with_sample: Rein,
    open_page: Open,
    monkeypatch: pytest.MonkeyPatch,
    page: PageSpec,
) -> None:
    admin = User(id=LOCAL_USER_ID, name="Ada", role=Role.ADMIN)
    answers = iter([admin, admin])  # for the time zone and for the navigation
    later = User(id=LOCAL_USER_ID, name="Ada", role=Role.USER)
    monkeypatch.setattr(auth, "current_user", lambda: next(answers, later))

    at = open_page(page.path)

    assert not at.exception
    assert "This needs the role" in said_on(at)


def test_a_crash_is_told_without_a_traceback_and_logged_with_the_number_that_is_shown(
    open_page: Open, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def crash(*_: object, **__: object) -> bool:
        raise ZeroDivisionError("by a bug of ours")

    monkeypatch.setattr("app.ui.sample_mode.has_records", crash)

    at = open_page("review/feedback/page.py")

    logged = next(record for record in caplog.records if record.message == "page_crashed")
    assert not at.exception
    assert logged.fields["error_id"] in said_on(at)  # type: ignore[attr-defined]
    assert "by a bug of ours" not in said_on(at)


def test_the_sample_goes_away_in_one_click(with_sample: Rein, open_page: Open) -> None:
    at = open_page("review/feedback/page.py", sample="1")

    at.button(key="sample.remove").click().run()

    assert not at.exception
    assert at.button(key="sample.load").label == "Load the sample"
    with with_sample.database.read() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM traces").scalar() == 0


def test_the_sample_stays_chosen_from_page_to_page_until_the_person_goes_back(
    with_sample: Rein,
    with_goal: Submitted,
    open_page: Open,
) -> None:
    at = open_page("review/overview/page.py")
    at.button(key="sample.look").click().run()

    for page in (*OF_RECORDS[1:], *OF_RECORDS):
        at.query_params.pop("sample", None)  # as a link of the sidebar does
        at.switch_page(page.path).run()

        assert at.query_params["sample"] == "1", page.title
        assert "Made-up data" in said_on(at), page.title
    at.button(key="sample.leave").click().run()
    at.switch_page("review/feedback/page.py").run()
    assert "Made-up data" not in said_on(at)


@pytest.mark.parametrize("page", OF_RECORDS, ids=lambda page: page.url_path)
def test_a_link_to_a_sample_that_is_not_loaded_offers_to_load_it_or_to_go_back(
    open_page: Open, page: PageSpec
) -> None:
    at = open_page(page.path, sample="1")

    assert "The sample is not loaded" in said_on(at)
    assert {"sample.load", "sample.leave"} <= {button.key for button in at.button}
    assert "sample.remove" not in {button.key for button in at.button}


@pytest.mark.parametrize("page", ["review/overview/page.py", "operate/settings/page.py"])
def test_beside_real_goals_the_sample_can_be_loaded(
    with_goal: Submitted,
    open_page: Open,
    page: str,
) -> None:
    at = open_page(page)

    assert at.button(key="sample.load_here").label == "Load the sample"


@pytest.mark.parametrize("page", ["review/overview/page.py", "operate/settings/page.py"])
def test_beside_real_goals_the_sample_can_be_looked_at_and_removed(
    with_sample: Rein,
    with_goal: Submitted,
    open_page: Open,
    page: str,
) -> None:
    at = open_page(page)
    assert at.button(key="sample.look_from_here").label == "Look at the sample"

    at.button(key="sample.remove_here").click().run()

    assert at.button(key="sample.load_here").label == "Load the sample"
