"""What a text names beside its aim, and the task or the if-then that takes it up."""
