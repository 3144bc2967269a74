"""Log who reads what others wrote, once for the same minutes, and refuse changes of the audit log."""

import sqlalchemy as sa
from alembic import op

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None

_SQLITE = (
    """
    CREATE TRIGGER audit_log_not_changed BEFORE UPDATE ON audit_log
    WHEN NEW.id IS NOT OLD.id OR NEW.at IS NOT OLD.at OR NEW.action IS NOT OLD.action
      OR NEW.details IS NOT OLD.details OR NEW.once IS NOT OLD.once
      OR (NEW.actor_id IS NOT OLD.actor_id
          AND EXISTS (SELECT 1 FROM users WHERE users.id = OLD.actor_id))
      OR (NEW.subject IS NOT OLD.subject
          AND EXISTS (SELECT 1 FROM users WHERE users.id = OLD.subject))
    BEGIN SELECT RAISE(ABORT, 'lines of the audit log are not changed'); END
    """,
    """
    CREATE TRIGGER audit_log_not_deleted BEFORE DELETE ON audit_log
    WHEN OLD.action <> 'texts_read'
      OR OLD.at >= datetime((SELECT max(at) FROM audit_log), '-30 days')
    BEGIN SELECT RAISE(ABORT, 'lines of the audit log are not deleted'); END
    """,
)
_POSTGRESQL = (
    """
    CREATE FUNCTION audit_log_not_changed() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF NEW.id <> OLD.id OR NEW.at <> OLD.at OR NEW.action <> OLD.action
        OR NEW.details <> OLD.details OR NEW.once IS DISTINCT FROM OLD.once
        OR (NEW.actor_id <> OLD.actor_id
            AND EXISTS (SELECT 1 FROM users WHERE users.id = OLD.actor_id))
        OR (NEW.subject <> OLD.subject
            AND EXISTS (SELECT 1 FROM users WHERE users.id = OLD.subject))
      THEN
        RAISE EXCEPTION 'lines of the audit log are not changed' USING ERRCODE = '23000';
      END IF;
      RETURN NEW;
    END $$
    """,
    """
    CREATE FUNCTION audit_log_not_deleted() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF TG_OP = 'TRUNCATE' OR OLD.action <> 'texts_read'
        OR OLD.at >= (SELECT max(at) FROM audit_log) - interval '30 days'
      THEN
        RAISE EXCEPTION 'lines of the audit log are not deleted' USING ERRCODE = '23000';
      END IF;
      RETURN OLD;
    END $$
    """,
    """
    CREATE TRIGGER audit_log_not_changed BEFORE UPDATE ON audit_log
    FOR EACH ROW EXECUTE FUNCTION audit_log_not_changed()
    """,
    """
    CREATE TRIGGER audit_log_not_deleted BEFORE DELETE ON audit_log
    FOR EACH ROW EXECUTE FUNCTION audit_log_not_deleted()
    """,
    """
    CREATE TRIGGER audit_log_not_emptied BEFORE TRUNCATE ON audit_log
    FOR EACH STATEMENT EXECUTE FUNCTION audit_log_not_deleted()
    """,
)


def upgrade() -> None:
    op.add_column("audit_log", sa.Column("once", sa.String(length=64), nullable=True))
    op.create_index("uq_audit_log_once", "audit_log", ["once"], unique=True)
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    for statement in _SQLITE if is_sqlite else _POSTGRESQL:
        op.execute(statement)


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TRIGGER audit_log_not_changed")
        op.execute("DROP TRIGGER audit_log_not_deleted")
    else:
        for name in ("not_changed", "not_deleted", "not_emptied"):
            op.execute(f"DROP TRIGGER audit_log_{name} ON audit_log")
        op.execute("DROP FUNCTION audit_log_not_changed()")
        op.execute("DROP FUNCTION audit_log_not_deleted()")
    op.execute("DELETE FROM audit_log WHERE action = 'texts_read'")
    op.drop_index("uq_audit_log_once", table_name="audit_log")
    op.drop_column("audit_log", "once")
