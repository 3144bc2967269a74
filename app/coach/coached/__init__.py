"""Goals that others share with the person who is signed in, as their coach."""
