"""Any receiver of OTLP over HTTP."""
