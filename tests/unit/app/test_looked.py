"""Who looked: one row for a day, a reader and a goal; every noun has words."""

from datetime import UTC, datetime, timedelta

from app.account import looked_present
from app.operate.audit import present
from core.accounts.user import Role
from core.store.audit.values import AuditAction
from core.usecases.audit.list_readings import Reading
from tests.architecture.access_document import declared_use_cases

NOON = datetime(2027, 1, 20, 12, tzinfo=UTC)


def reading(minute: int = 0, **given: object) -> Reading:
    usual = {
        "id": 1,
        "at": NOON + timedelta(minutes=minute),
        "reader": "Eve",
        "role": Role.REVIEWER,
        "what": "traces",
        "goal_id": "g",
        "title": "Run 5 km",
        "masked": True,
    }
    return Reading(**usual | given)  # type: ignore[arg-type]


def test_readings_of_one_goal_on_one_day_are_one_row() -> None:
    several = (reading(45), reading(30), reading(0), reading(-5, goal_id=None, title=None))

    rows = looked_present.to_rows(several, UTC)

    assert [[cell.text for cell in row] for row in rows] == [
        [
            "2027-01-20 12:00–12:45",
            "Eve (reviewer)",
            "Records of steps, without personal data",
            "Run 5 km",
        ],
        [
            "2027-01-20 11:55",
            "Eve (reviewer)",
            "Records of steps, without personal data",
            "In a list",
        ],
    ]


def test_whoever_reads_in_full_and_is_gone_is_still_on_the_list() -> None:
    gone = reading(masked=False, reader=None, role=Role.ADMIN, title=None)

    [row] = looked_present.to_rows((gone,), UTC)

    assert [cell.text for cell in row][1:] == [
        "A deleted account (admin)",
        "Records of steps, in full",
        "A deleted goal",
    ]
    assert row[3].to == ""


def test_everything_that_can_be_read_and_done_has_words() -> None:
    nouns = {declared.noun for declared in declared_use_cases() if declared.reads_texts}

    assert nouns <= looked_present.WHAT.keys()
    assert all(present.action_label(action) for action in AuditAction)
