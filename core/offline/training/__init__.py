"""Train the models of the reader from the texts in data/training."""
