"""The check-in section of a goal's page: report, the coach's answer, history, and the end."""
