"""Who uses Rein, and what they may do."""
