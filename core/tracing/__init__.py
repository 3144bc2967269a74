"""Spans: the OpenTelemetry SDK, our ids, and the collector of finished spans."""
