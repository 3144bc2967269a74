"""The database: a noun is a folder with its values, tables, store and reads."""
