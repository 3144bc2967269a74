"""Who leads an organisation, so that the lead can be handed over."""

import sqlalchemy as sa
from alembic import op

revision = "0046"
down_revision = "0045"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Where no member leads, the longest one does, as it was before.
    op.add_column(
        "organisation_members",
        sa.Column("leads", sa.Boolean(), server_default=sa.false(), nullable=False),
    )


def downgrade() -> None:
    op.drop_column("organisation_members", "leads")
