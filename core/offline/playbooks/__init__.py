"""The knowledge of the offline coach, one YAML file per domain."""
