"""Storage: one package per entity, with its values, tables, store and reads."""
