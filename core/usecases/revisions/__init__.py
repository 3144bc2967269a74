"""Use-cases of revised plans: a bad week, pauses, edits and the way back."""
