"""The database engine, column types, upserts and migrations, shared by all stores."""
