"""What is stored about the person themselves."""
