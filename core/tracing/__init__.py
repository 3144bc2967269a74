"""Spans: the OpenTelemetry SDK, our ids, and the collector whose spans are committed with the work."""
