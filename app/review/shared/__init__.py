"""What several review pages use."""
