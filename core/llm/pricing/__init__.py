"""The price of a call: what it cost, and the most it can cost."""
