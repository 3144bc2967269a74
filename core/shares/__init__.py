"""What a share link shows of a plan."""
