"""The rule-based coach: reads a goal and writes a resolution and a plan without any model."""
