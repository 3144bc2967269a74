"""Alembic migrations; they run when Rein starts."""
