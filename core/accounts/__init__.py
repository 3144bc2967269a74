"""The people who use Rein, and their rights."""
