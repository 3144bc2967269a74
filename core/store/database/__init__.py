"""The engine, the column types and everything else that no noun owns."""
