"""What comments say, without a model: phrases that set low ratings apart from high ones."""
