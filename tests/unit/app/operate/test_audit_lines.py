"""Lines of the audit log: dates as on other pages, and one name for the account of this computer."""

from app.operate.audit import present
from core.accounts.user import EVALUATOR_ID, LOCAL_USER_ID
from core.store.audit.read import AuditRow
from core.store.audit.values import AuditAction, AuditEntry
from tests.fakes import NOW

OURS = "This computer, without sign-in"


def test_the_local_account_has_one_name_whether_pages_or_commands_made_it() -> None:
    entry = AuditEntry(
        at=NOW, actor_id=LOCAL_USER_ID, action=AuditAction.SAMPLE_LOADED, subject=EVALUATOR_ID
    )
    rows = tuple(
        AuditRow(id=1, entry=entry, actor=name, subject_name=None) for name in ("You", None)
    )

    lines = [[cell.text for cell in line] for line in present.to_rows(rows, now=NOW)]

    assert lines == [["Mon 4 Jan, 09:00", OURS, "Sample loaded", "Cases of evaluation runs"]] * 2
