"""Storage of replays: a candidate beside a second run of the champion, goal by goal."""
