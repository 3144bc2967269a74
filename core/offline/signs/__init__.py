"""Signs that a goal needs a doctor, a midwife or other help before the plan begins."""
