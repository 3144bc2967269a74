"""What a person names - a piece, a tool, a person - and the tasks that are about it."""
