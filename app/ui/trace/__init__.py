"""Components that draw a trace."""
