"""Commands about the goals of a person, one file a command."""
