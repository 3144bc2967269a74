"""The database engine, column types, upserts and migrations: what no noun owns."""
