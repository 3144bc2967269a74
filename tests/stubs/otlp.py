"""A loopback receiver of OTLP/HTTP that keeps spans by trace and span id."""

from collections import Counter

from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import (
    ExportTracePartialSuccess,
    ExportTraceServiceRequest,
    ExportTraceServiceResponse,
)
from opentelemetry.proto.trace.v1.trace_pb2 import Span

from tests.stubs.receiver import Answer, Receiver, Request, Script, serve

PROTOBUF = "application/x-protobuf"


class OtlpStub(Receiver):
    """OTLP on 127.0.0.1; `OTEL_EXPORTER_OTLP_ENDPOINT` takes its `url`."""

    def __init__(self, script: Script = (), *, port: int = 0) -> None:
        self.spans: dict[tuple[str, str], Span] = {}
        self.writes: Counter[tuple[str, str]] = Counter()
        self.resources: list[dict[str, str]] = []
        self.reject = 0
        """How many spans of a request are said to be rejected."""
        super().__init__(script, port=port)

    def accept(self, request: Request) -> Answer:
        if request.path != "/v1/traces" or request.headers.get("content-type") != PROTOBUF:
            return Answer(status=404, body=b"not here", kind="text/plain")
        sent = ExportTraceServiceRequest.FromString(request.body)
        with self.lock:
            for part in sent.resource_spans:
                self.resources.append(
                    {item.key: item.value.string_value for item in part.resource.attributes}
                )
                for scope in part.scope_spans:
                    for span in scope.spans:
                        key = span.trace_id.hex(), span.span_id.hex()
                        self.spans[key] = span
                        self.writes[key] += 1
        partial = ExportTracePartialSuccess(
            rejected_spans=self.reject, error_message="too many" if self.reject else ""
        )
        return Answer(
            status=200,
            body=ExportTraceServiceResponse(partial_success=partial).SerializeToString(),
            kind=PROTOBUF,
        )


if __name__ == "__main__":
    serve(OtlpStub(), "OTEL_EXPORTER_OTLP_ENDPOINT")
