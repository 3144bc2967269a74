"""Who is due a mail: by the clock of each person, only with something to do, less after two quiet weeks."""

from datetime import UTC, date, datetime, timedelta

import pytest

from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.mail.preferences import MailPreferences
from core.progress.task_state import SkipReason
from core.store.database.upsert import insert_rows
from core.store.revisions.tables import goal_pauses
from core.usecases.goals.archive import archive_goal
from core.usecases.mail.subscribe import save_mail_preferences
from core.usecases.plans.complete_task import complete_task
from core.usecases.plans.get_today import get_today
from core.usecases.plans.move_task import move_task
from core.usecases.plans.skip_task import skip_task
from tests.fakes import FrozenClock
from tests.integration.mail.conftest import MIDNIGHT, add_person, deliver
from tests.stubs.smtp import SmtpStub

HOUR = timedelta(hours=1)
EIGHT = timedelta(hours=8)
DAY = timedelta(days=1)
MONDAY = 0

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def sent_at(rein: Rein, smtp: SmtpStub, clock: FrozenClock, *, hours: int) -> dict[str, datetime]:
    """Let hours pass, one by one, and return when the first mail to each address was sent."""
    found: dict[str, datetime] = {}
    for _ in range(hours):
        before = len(smtp.mails)
        deliver(rein)
        for mail in smtp.mails[before:]:
            found.setdefault(mail["To"], clock.now())
        clock.advance(HOUR)
    return found


def only_goal(rein: Rein, person: Viewer) -> str:
    return get_today(rein, viewer=person).goals[0].goal_id


def tick(rein: Rein, person: Viewer, task: str = "w1t1") -> None:
    complete_task(rein, viewer=person, goal_id=only_goal(rein, person), task_id=task, done=True)


def days(rein: Rein, smtp: SmtpStub, clock: FrozenClock, count: int) -> list[str]:
    """Return the subject of the mail of each day at eight, or "" if there is none."""
    subjects = []
    for _ in range(count):
        subjects.append(smtp.last()["Subject"] if deliver(rein) else "")
        clock.advance(DAY)
    return subjects


def test_people_get_the_mail_at_their_own_hour_of_their_own_monday(
    rein: Rein, smtp: SmtpStub, clock: FrozenClock
) -> None:
    clock.advance(-DAY)
    add_person(rein, "Pacific/Auckland", name="aroha")
    add_person(rein, "Pacific/Honolulu", name="kai")
    add_person(rein, "UTC", name="ada")

    found = sent_at(rein, smtp, clock, hours=60)

    assert found["aroha@example.org"] == datetime(2027, 1, 3, 19, tzinfo=UTC)  # 8:00 at UTC+13
    assert found["ada@example.org"] == datetime(2027, 1, 4, 8, tzinfo=UTC)
    assert found["kai@example.org"] == datetime(2027, 1, 4, 18, tzinfo=UTC)  # 8:00 at UTC-10


@pytest.mark.parametrize(
    ("first", "hour", "at"),
    [
        # In Berlin the clock goes from 2:00 to 3:00 on 28 March 2027: there is no 2:30.
        (datetime(2027, 3, 27, 23, tzinfo=UTC), 2, datetime(2027, 3, 28, 1, tzinfo=UTC)),
        (datetime(2027, 3, 27, 23, tzinfo=UTC), 8, datetime(2027, 3, 28, 6, tzinfo=UTC)),
    ],
)
def test_the_day_the_clock_goes_forward_has_its_mail(
    rein: Rein, smtp: SmtpStub, clock: FrozenClock, first: datetime, hour: int, at: datetime
) -> None:
    clock.advance(first - clock.now())
    add_person(rein, "Europe/Berlin", hour=hour)  # the last day of the plan: its last task is due

    found = sent_at(rein, smtp, clock, hours=20)

    assert found == {"ada@example.org": at}
    assert len(smtp.mails) == 1


def test_an_hour_that_comes_twice_sends_one_mail(
    rein: Rein, smtp: SmtpStub, clock: FrozenClock
) -> None:
    # In Santiago the clock goes back from 24:00 to 23:00 on Saturday, 3 April 2027.
    saturday = date(2027, 4, 3)
    clock.advance(datetime(2027, 4, 3, 12, tzinfo=UTC) - clock.now())
    person = add_person(rein, "America/Santiago", weeks=16, hour=23)
    goal_id = only_goal(rein, person)
    move_task(rein, viewer=person, goal_id=goal_id, task_id="w13t1", day=saturday)
    hours = [
        (datetime(2027, 4, 3, 12, tzinfo=UTC) + hour * HOUR).astimezone(person.time_zone).hour
        for hour in range(18)
    ]

    found = sent_at(rein, smtp, clock, hours=18)

    assert hours.count(23) == 2
    assert found == {"ada@example.org": datetime(2027, 4, 4, 2, tzinfo=UTC)}
    assert len(smtp.mails) == 1


def test_nothing_is_sent_when_nothing_is_due(
    rein: Rein, smtp: SmtpStub, clock: FrozenClock
) -> None:
    done = add_person(rein, name="done")
    skipped = add_person(rein, name="skipped")
    archived = add_person(rein, name="archived")
    add_person(rein, name="idle", goals=0)
    add_person(rein, name="off", daily=False)
    tick(rein, done)
    skip_task(
        rein,
        viewer=skipped,
        goal_id=only_goal(rein, skipped),
        task_id="w1t1",
        reason=SkipReason.ILL,
    )
    archive_goal(rein, viewer=archived, goal_id=only_goal(rein, archived))
    clock.advance(EIGHT)

    assert days(rein, smtp, clock, 3) == ["", "", ""]


def test_a_task_that_may_be_done_on_any_day_sends_no_reminder_before_it_is_due(
    rein: Rein, smtp: SmtpStub, clock: FrozenClock
) -> None:
    tick(rein, add_person(rein))
    clock.advance(EIGHT)

    subjects = days(rein, smtp, clock, 7)

    assert subjects[:6] == [""] * 6
    assert subjects[6] == "Today: Stretch (15 min)"


def test_a_paused_goal_is_in_no_mail(rein: Rein, smtp: SmtpStub, clock: FrozenClock) -> None:
    person = add_person(rein, weekly=True, weekday=MONDAY)
    goal_id = only_goal(rein, person)
    with rein.database.begin() as work:
        plan = work.connection.exec_driver_sql("SELECT max(id) FROM plans").scalar_one()
        pause = {
            "id": plan,
            "goal_id": goal_id,
            "first_day": MIDNIGHT.date(),
            "last_day": MIDNIGHT.date() + 8 * DAY,
            "resumed_at": None,
        }
        insert_rows(work.connection, goal_pauses, [pause])
    clock.advance(EIGHT)

    subjects = days(rein, smtp, clock, 10)

    assert subjects[:9] == [""] * 9
    assert subjects[9] != ""


def test_after_a_miss_the_shortest_task_comes_first(
    rein: Rein, smtp: SmtpStub, clock: FrozenClock
) -> None:
    add_person(rein, goals=2)
    clock.advance(EIGHT)

    subjects = days(rein, smtp, clock, 3)
    body = smtp.last().get_body(("plain",)).get_content()

    assert subjects[0] == "Today: Run slowly (20 min) and 1 more"
    assert body.startswith("Start small: the first task below is the shortest one.")
    assert "left from Monday" in body


def test_after_two_weeks_without_a_tick_the_digest_takes_the_place_of_reminders(
    rein: Rein, smtp: SmtpStub, clock: FrozenClock
) -> None:
    person = add_person(rein, weekday=2)
    clock.advance(EIGHT)

    first = days(rein, smtp, clock, 14)
    second = days(rein, smtp, clock, 14)
    digest = smtp.last().get_body(("plain",)).get_content()
    tick(rein, person, "w5t1")
    third = days(rein, smtp, clock, 7)

    assert sum(subject.startswith("Today") for subject in first) > 4
    assert [place for place, subject in enumerate(second) if subject] == [2, 9]
    assert all(subject.startswith("Your week") for subject in second if subject)
    assert "once a week instead of a reminder a day" in digest
    assert any(subject.startswith("Today") for subject in third)


def test_the_digest_says_what_was_done_and_what_comes(
    rein: Rein, smtp: SmtpStub, clock: FrozenClock
) -> None:
    person = add_person(rein, weekly=True, weekday=MONDAY)
    clock.advance(EIGHT)
    tick(rein, person)
    clock.advance(7 * DAY)
    assert deliver(rein) == 1

    mail = smtp.last()
    body = mail.get_body(("plain",)).get_content()

    assert mail["Subject"].startswith("Your week: Run 5 km without stopping by")
    assert mail["Subject"].endswith("…, 1 of 2 tasks done")
    assert "Mon 4 Jan – Sun 10 Jan 2027: 1 of 2 tasks done (20 min of 35 min)." in body
    assert "This week: Focus “2”" in body
    assert "You did 1 of" in body
    assert "Today\r\n-----" in body, "there is one mail a day, so the digest also has the day"
    assert "Next milestone: There, by Sun 24 Jan." in body


def test_a_digest_says_that_a_check_in_is_open(
    rein: Rein, smtp: SmtpStub, clock: FrozenClock
) -> None:
    add_person(rein, daily=False, weekly=True)
    clock.advance(EIGHT)

    subjects = days(rein, smtp, clock, 14)  # the check-in of week 2 opens on its Saturday

    body = smtp.last().get_body(("plain",)).get_content()
    assert [place for place, subject in enumerate(subjects) if subject] == [6, 13]
    assert "Check in, 2 minutes: https://rein.example.org/goal?id=" in body


def test_a_day_without_a_task_is_looked_at_again_when_the_wishes_change(
    rein: Rein, smtp: SmtpStub, clock: FrozenClock
) -> None:
    person = add_person(rein, goals=0)
    clock.advance(EIGHT)
    deliver(rein)
    late = MailPreferences(daily=True, weekly=False, hour=18)
    save_mail_preferences(
        rein, viewer=person, daily=True, weekly=False, hour=late.hour, weekday=late.weekday
    )
    early = deliver(rein)
    clock.advance(10 * HOUR)

    assert (early, deliver(rein)) == (0, 0)
    assert smtp.mails == []


def test_a_machine_that_was_off_sends_on_the_same_day_but_not_at_night(
    rein: Rein, smtp: SmtpStub, clock: FrozenClock
) -> None:
    add_person(rein, name="noon")
    clock.advance(14 * HOUR)
    at_two = deliver(rein)
    add_person(rein, name="night")
    clock.advance(7 * HOUR)

    assert (at_two, deliver(rein)) == (1, 0)
