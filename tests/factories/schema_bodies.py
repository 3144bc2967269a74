"""Bodies that the OpenAPI document allows, and where texts stand in them."""

from collections.abc import Iterator
from typing import Any

SAMPLES = {
    "date": "2027-03-01",
    "uuid": "01a1fc3e-6072-786b-ad22-5f7fccfa88a0",
    "date-time": "2027-03-01T09:00:00Z",
}
Place = tuple[str | int, ...]


class Bodies:
    """Valid bodies of the operations, by the document, and where texts stand in them."""

    def __init__(self, document: dict[str, Any]) -> None:
        self._schemas = document["components"]["schemas"]

    def sample(self, schema: dict[str, Any]) -> Any:
        """Return a value that the schema allows."""
        schema = self.resolve(schema)
        if "const" in schema or "enum" in schema:
            return schema.get("const", (schema.get("enum") or [None])[0])
        match schema.get("type"):
            case "object" if "properties" in schema:
                return {key: self.sample(one) for key, one in schema["properties"].items()}
            case "object":
                names = self.resolve(schema.get("propertyNames", {})).get("enum", ["any"])
                return {names[0]: self.sample(schema.get("additionalProperties") or {})}
            case "array":
                return [self.sample(schema["items"])]
            case "integer" | "number" | "boolean":
                return schema.get("minimum", 1) if schema["type"] != "boolean" else True
        return SAMPLES.get(schema.get("format", ""), "Run 5 km by March")

    def places(self, schema: dict[str, Any], at: Place = ()) -> Iterator[Place]:
        """Yield where a text of its own choice can stand."""
        schema = self.resolve(schema)
        match schema.get("type"):
            case "object" if "properties" in schema:
                for key, one in schema["properties"].items():
                    yield from self.places(one, (*at, key))
            case "object":
                names = self.resolve(schema.get("propertyNames", {})).get("enum", ["any"])
                yield from self.places(schema.get("additionalProperties") or {}, (*at, names[0]))
            case "array":
                yield from self.places(schema["items"], (*at, 0))
            case "string" if "enum" not in schema and "const" not in schema:
                yield at

    def resolve(self, schema: dict[str, Any]) -> dict[str, Any]:
        if "$ref" in schema:
            return self.resolve(self._schemas[schema["$ref"].rpartition("/")[2]])
        for some in ("anyOf", "allOf", "oneOf"):
            chosen = [one for one in schema.get(some, ()) if one.get("type") != "null"]
            if chosen:
                texts = [one for one in chosen if self.resolve(one).get("type") == "string"]
                return self.resolve((texts or chosen)[0])
        return schema


def json_schema(operation: dict[str, Any]) -> dict[str, Any] | None:
    content = operation.get("requestBody", {}).get("content", {})
    schema: dict[str, Any] | None = content.get("application/json", {}).get("schema")
    return schema
