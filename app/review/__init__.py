"""Pages of the person who must know whether the coach is good."""
