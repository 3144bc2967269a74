"""What each kind of goal knows: its dates, its result, what grows, and what comes after."""
