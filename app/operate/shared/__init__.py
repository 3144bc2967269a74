"""What several operate pages use."""
