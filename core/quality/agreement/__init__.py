"""How far a judge's scores agree with what people say: statistics as pure functions."""
