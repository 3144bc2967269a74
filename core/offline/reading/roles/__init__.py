"""Read which role each clause and each phrase of a goal text has."""
