"""Goals: the values and the rules that clarify them."""
