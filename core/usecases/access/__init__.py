"""Who may call which use-case."""
