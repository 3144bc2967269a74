"""Check-ins: report, list, change, delete, and finish a goal."""
