"""The Alerts page: what is open, each rule with its figure, a note, a changed target, the history."""

from dataclasses import replace

import pytest

from app import auth
from core.accounts.user import LOCAL_USER_ID, Role, User
from core.accounts.viewer import LOCAL_VIEWER
from core.bootstrap import Rein
from core.store.alerts.read import list_open_alerts
from core.store.alerts.values import Alert, AlertFigure, AlertKind, AlertLevel
from core.store.targets.read import find_limits
from core.usecases.alerts.find_causes import find_causes
from tests.app.conftest import Open, said_on
from tests.fakes import NOW

PAGE = "review/alerts/page.py"
LOW = Alert(
    key="satisfaction",
    kind=AlertKind.SATISFACTION,
    level=AlertLevel.WARNING,
    message="Stars <b>are</b> low.",
    advice="Read the lowest.",
    address="feedback?days=30",
    figure=AlertFigure(value=3.0, bound=3.5, threshold=4.0, n=40),
)


def raise_alert(rein: Rein) -> None:
    with rein.database.begin() as work:
        work.alerts.add(LOW, now=NOW)


def test_without_an_alert_it_says_so_and_shows_the_rules(
    served_rein: Rein, open_page: Open
) -> None:
    said = said_on(open_page(PAGE))

    assert "No alert is open." in said
    assert "Nothing has happened yet" in said
    assert "No receiver is set up" in said


def test_an_alert_is_acknowledged_with_a_note_that_the_others_read(
    served_rein: Rein, open_page: Open
) -> None:
    raise_alert(served_rein)
    at = open_page(PAGE)
    assert "1 alert is open, 1 of them not acknowledged." in said_on(at)
    assert "Stars &lt;b&gt;are&lt;/b&gt; low." in said_on(at)

    at.text_input(key="alerts.seen.satisfaction.note").set_value("On it, <i>Ada</i>.")
    next(one for one in at.button if one.label == "Acknowledge").click().run()

    assert not at.exception
    (alert,) = list_open_alerts(served_rein.database)
    assert alert.note == "On it, <i>Ada</i>."
    assert "all acknowledged" in said_on(at)
    assert "On it, &lt;i&gt;Ada&lt;/i&gt;." in said_on(at)


def test_the_records_behind_an_alert_are_one_click_away(served_rein: Rein, open_page: Open) -> None:
    raise_alert(served_rein)
    at = open_page(PAGE)

    at.button(key="alerts.records.satisfaction").click().run()

    assert not at.exception
    assert [title.value for title in at.title] == ["Feedback"]


def test_a_changed_target_holds_and_says_what_it_is_now(served_rein: Rein, open_page: Open) -> None:
    at = open_page(PAGE)
    at.selectbox(key="alerts.target.name").select("Satisfaction").run()
    at.number_input(key="alerts.target.satisfaction.threshold").set_value(4.4)
    next(one for one in at.button if one.label == "Save").click().run()

    assert not at.exception
    assert any("at least 4.4 of 5 stars" in one.value.replace("\\", "") for one in at.success)
    with served_rein.database.read() as connection:
        assert find_limits(connection)["satisfaction"].threshold == 4.4


def test_a_reviewer_reads_everything_and_changes_nothing(
    served_rein: Rein, open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    raise_alert(served_rein)
    monkeypatch.setattr(
        auth, "current_user", lambda: User(id=LOCAL_USER_ID, name="Ada", role=Role.REVIEWER)
    )

    at = open_page(PAGE)

    assert not at.exception
    labels = {one.label for one in at.button}
    assert labels & {"Acknowledge", "Save", "Resolve it by hand"} == set()
    assert "Open the records" in labels


def test_an_open_alert_says_its_figure_now_and_then_and_what_stands_out(
    with_sample: Rein, open_page: Open
) -> None:
    with with_sample.database.begin() as work:
        work.alerts.add(replace(LOW, key="sample:satisfaction", sample=True), now=NOW)

    said = said_on(open_page(PAGE, sample="1"))

    assert "Satisfaction is " in said
    assert " of 5 stars now (n = " in said
    assert " at 3.0 (n = 40)." in said
    causes = find_causes(with_sample, viewer=LOCAL_VIEWER, sample=True)
    assert set(causes) == {AlertKind.SATISFACTION}
