"""Steps that a text asks for, and the step that closes a plan."""
