"""The page of a share link: static HTML without a session and without a script."""
