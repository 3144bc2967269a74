"""What a question says once it is read: its words as they are spelled, what it refers to."""
