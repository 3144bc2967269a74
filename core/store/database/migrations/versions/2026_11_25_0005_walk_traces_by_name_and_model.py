"""Walk the traces of a name or of a model newest first, without reading the others."""

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_traces_sample_name_number", "traces", ["sample", "name", "number"])
    op.create_index("ix_traces_sample_writer_model_number", "traces", ["sample", "writer_model", "number"])


def downgrade() -> None:
    op.drop_index("ix_traces_sample_writer_model_number", table_name="traces")
    op.drop_index("ix_traces_sample_name_number", table_name="traces")
