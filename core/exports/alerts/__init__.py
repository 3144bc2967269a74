"""The receivers of alerts: a webhook, and mail."""
