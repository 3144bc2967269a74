"""Goals of going to bed or leaving the phone by an hour of the clock."""
