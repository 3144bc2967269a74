"""What pages of several sections draw with."""
