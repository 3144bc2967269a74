"""The rule-based coach: parses a goal and writes a resolution and a plan without a model."""
