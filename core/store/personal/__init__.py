"""What belongs to a person, in all tables."""
