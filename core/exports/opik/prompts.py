"""Keeps Opik's prompt library in step with the shelf: the versions that traces were written with, each written once.

A version is found again by its commit, which is the beginning of our own hash, so that any number of senders and
restarts lead to one version over there. The link from a trace is metadata alone; that is how Opik itself does it.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Protocol

from core.exports.delivery_error import DeliveryError
from core.exports.payload import TracePayload

Body = dict[str, Any]
PromptKey = tuple[str, int]

TemplateOf = Callable[[str, int], str | None]
"""Returns the text of a prompt version, None where the shelf no longer has it."""

COMMIT_CHARACTERS = 8
"""What Opik asks of a commit."""

_NOT_THERE = 404
_REFUSED = frozenset({400, 404, 405, 422})
"""An older server without a prompt library, or one that wants other words: traces go without the link then."""
_VARIABLE = re.compile(r"\$\{?(\w+)\}?")


class Call(Protocol):
    """Makes one call of the REST client."""

    def __call__(self, group: str, verb: str, **values: object) -> Any: ...  # noqa: ANN401 - generated types


class PromptMirror:
    """Writes prompt versions as they are needed, and remembers their links for as long as the sender lives."""

    def __init__(self, call: Call, template_of: TemplateOf, *, project: str) -> None:
        self._call = call
        self._template_of = template_of
        self._project = project
        self._links: dict[PromptKey, Body | None] = {}

    def links(self, traces: Iterable[TracePayload]) -> Mapping[PromptKey, Body]:
        """Return the links of the prompts these traces were written with. Raises DeliveryError where Opik is away."""
        for name, version, hash_ in sorted(_used(traces)):
            if (name, version) not in self._links:
                self._links[name, version] = self._link(name, version, hash_)
        return {key: link for key, link in self._links.items() if link is not None}

    def _link(self, name: str, version: int, hash_: str) -> Body | None:
        template = self._template_of(name, version)
        if template is None:
            return None
        commit = hash_[:COMMIT_CHARACTERS]
        try:
            return _link_of(
                name, self._found(name, commit) or self._written(name, version, commit, template)
            )
        except DeliveryError as error:
            if error.status not in _REFUSED:
                raise
            return None

    def _found(self, name: str, commit: str) -> Any:  # noqa: ANN401 - as above
        try:
            return self._call(
                "prompts",
                "retrieve_prompt_version",
                name=name,
                commit=commit,
                project_name=self._project,
            )
        except DeliveryError as error:
            if error.status != _NOT_THERE:
                raise
            return None

    def _written(self, name: str, version: int, commit: str, template: str) -> Any:  # noqa: ANN401 - as above
        body = {
            "commit": commit,
            "template": _VARIABLE.sub(r"{{\1}}", template),
            "type": "mustache",
            "metadata": {"rein_version": version},
        }
        written = self._call(
            "prompts", "create_prompt_version", name=name, version=body, project_name=self._project
        )
        # None tells that another sender wrote it in this moment.
        return written if written is not None else self._found(name, commit)


def _used(traces: Iterable[TracePayload]) -> set[tuple[str, int, str]]:
    return {
        (span.prompt_name, span.prompt_version, span.prompt_hash)
        for trace in traces
        for span in trace.spans
        if span.prompt_name is not None
        and span.prompt_version is not None
        and span.prompt_hash is not None
    }


def _link_of(name: str, version: Any) -> Body | None:  # noqa: ANN401 - as above
    if version is None or version.prompt_id is None:
        return None
    told = {
        "template": version.template,
        "commit": version.commit,
        "version_number": version.version_number,
    }
    return {
        "id": version.prompt_id,
        "name": name,
        "template_structure": "text",
        "version": {key: value for key, value in told.items() if value is not None},
    }
