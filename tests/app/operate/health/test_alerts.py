"""Overview and Health show an alert on top until it is acknowledged."""

import html
from dataclasses import replace
from datetime import timedelta

import pytest

from app import auth
from core.accounts.user import LOCAL_USER_ID, Role, User
from core.bootstrap import Rein
from core.store.alerts.read import list_open_alerts
from core.store.alerts.values import Alert, AlertKind, AlertLevel
from tests.app.conftest import Open, said_on
from tests.fakes import NOW, FrozenClock

PAGES = pytest.mark.parametrize("page", ["review/overview/page.py", "operate/health/page.py"])
BUDGET = Alert(
    key="budget_spent:all",
    kind=AlertKind.BUDGET_SPENT,
    level=AlertLevel.ERROR,
    message="Today's budget <b>is</b> spent.",
    advice="Raise REIN_BUDGET_USD_PER_DAY, or wait until midnight UTC.",
)


def raise_alert(rein: Rein, alert: Alert = BUDGET, *, times: int = 1) -> None:
    for _ in range(times):
        with rein.database.begin() as work:
            work.alerts.add(alert, now=rein.clock.now())


@PAGES
def test_an_alert_says_what_it_is_what_to_do_and_since_when(
    served_rein: Rein, clock: FrozenClock, open_page: Open, page: str
) -> None:
    raise_alert(served_rein, times=3)
    clock.advance(timedelta(hours=2))

    at = open_page(page)
    said = html.unescape(said_on(at))

    assert not at.exception
    assert "Today's budget <b>is</b> spent." in said
    assert "<b>is</b>" not in said_on(at)
    assert "Raise REIN_BUDGET_USD_PER_DAY" in said
    assert "(2 h ago), noticed 3 times" in said


@PAGES
def test_who_knows_says_so_and_the_alert_goes_out_of_the_way(
    served_rein: Rein, open_page: Open, page: str
) -> None:
    raise_alert(served_rein)
    at = open_page(page)

    (button,) = [one for one in at.button if one.label == "Acknowledge"]
    button.click().run()

    assert not [one for one in at.button if one.label == "Acknowledge"]
    (alert,) = list_open_alerts(served_rein.database)
    assert alert.seen_at == NOW
    folded = ["1 acknowledged alert"] if page.startswith("operate") else []
    assert [one.label for one in at.expander if "acknowledged" in one.label] == folded


@PAGES
def test_without_an_alert_nothing_is_drawn(served_rein: Rein, open_page: Open, page: str) -> None:
    del served_rein

    assert "Acknowledge" not in said_on(open_page(page))


def test_an_alert_that_is_over_by_then_is_said_to_be(served_rein: Rein, open_page: Open) -> None:
    raise_alert(served_rein)
    at = open_page("operate/health/page.py")
    with served_rein.database.begin() as work:
        work.alerts.resolve(BUDGET.key, now=NOW)

    next(one for one in at.button if one.label == "Acknowledge").click().run()

    assert "is no longer open" in at.error[0].value


def test_a_reviewer_reads_alerts_and_decides_none(
    served_rein: Rein, open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    raise_alert(served_rein)
    monkeypatch.setattr(
        auth, "current_user", lambda: User(id=LOCAL_USER_ID, name="Ada", role=Role.REVIEWER)
    )

    at = open_page("review/overview/page.py")

    assert "budget" in said_on(at)
    assert not [one for one in at.button if one.label == "Acknowledge"]


def test_many_alerts_are_folded_beyond_the_first_three(served_rein: Rein, open_page: Open) -> None:
    for number in range(5):
        key = f"breaker_open:m{number}"
        alert = Alert(
            key=key,
            kind=AlertKind.BREAKER_OPEN,
            level=AlertLevel.WARNING,
            message=key,
            advice="Wait.",
        )
        raise_alert(served_rein, alert)

    at = open_page("operate/health/page.py")

    assert [one.label for one in at.expander if "to look at" in one.label] == ["2 more to look at"]


def headline(rein: Rein, open_page: Open) -> str:
    rein.jobs.start(lambda _: None, lambda: ())
    return (
        said_on(open_page("operate/health/page.py"))
        .split('class="rein-lede">')[1]
        .split("<", maxsplit=1)[0]
    )


def test_the_headline_of_health_counts_what_does_not_work(
    served_rein: Rein, open_page: Open
) -> None:
    raise_alert(served_rein)
    raise_alert(served_rein, replace(BUDGET, key="key_refused:google/gemini-3.8-flash"))

    said = headline(served_rein, open_page)

    assert said.startswith("2 things do not work; what to do is below.")
    assert "Rein works" not in said


def test_a_warning_is_to_be_looked_at_until_somebody_knows(
    served_rein: Rein, open_page: Open
) -> None:
    raise_alert(served_rein, replace(BUDGET, level=AlertLevel.WARNING))
    assert headline(served_rein, open_page) == "Rein works; look at 1 alert."

    with served_rein.database.begin() as work:
        work.alerts.mark_seen(BUDGET.key, now=NOW)

    assert "alert" not in headline(served_rein, open_page)
