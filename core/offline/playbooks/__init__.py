"""What the offline coach knows, one YAML file per topic."""
