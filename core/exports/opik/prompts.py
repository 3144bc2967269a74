"""Mirrors the prompt versions that traces used into Opik's prompt library.

A version is identified by its commit, the beginning of our hash, so any number of senders and
restarts create it once. A trace links to it through metadata, as Opik's own client does.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Protocol

from core.exports.delivery_error import DeliveryError
from core.exports.payload import TracePayload

Body = dict[str, Any]
PromptKey = tuple[str, int]


class Template(Protocol):
    """The text of a prompt version."""

    @property
    def whole(self) -> str: ...

    @property
    def hash(self) -> str: ...


TemplateOf = Callable[[str, int], Template | None]
"""Returns a prompt version, or None if it is unknown."""

COMMIT_CHARACTERS = 8
"""The length of a commit in Opik."""

_NOT_THERE = 404
_REFUSED = frozenset({400, 404, 405, 422})
"""A server without a prompt library, or with another schema; traces are sent without a link."""
_VARIABLE = re.compile(r"\$\{?(\w+)\}?")


class Call(Protocol):
    """Makes one call of the REST client."""

    def __call__(self, group: str, verb: str, **values: object) -> Any: ...  # noqa: ANN401


class PromptMirror:
    """Creates prompt versions on demand and caches their links while the sender lives."""

    def __init__(self, call: Call, template_of: TemplateOf, *, project: str) -> None:
        self._call = call
        self._template_of = template_of
        self._project = project
        self._links: dict[PromptKey, Body | None] = {}
        self._ids: dict[PromptKey, str] = {}
        """Of the versions there, by name and our number."""

    def links(self, traces: Iterable[TracePayload]) -> Mapping[PromptKey, Body]:
        """Return the library links of the prompts that these traces used.

        Raises DeliveryError if Opik cannot be reached.
        """
        for name, version, hash_ in sorted(_used(traces)):
            if (name, version) not in self._links:
                self._links[name, version] = self._link(name, version, hash_)
        return {key: link for key, link in self._links.items() if link is not None}

    def version_ids(self, versions: Mapping[str, int]) -> list[str]:
        """Return the ids there of prompt versions; one that the library does not take is left out.

        Raises DeliveryError if Opik cannot be reached.
        """
        asked = sorted(versions.items())
        for name, version in asked:
            text = self._template_of(name, version)
            if text is not None and (name, version) not in self._links:
                self._links[name, version] = self._link(name, version, text.hash)
        return [self._ids[key] for key in asked if key in self._ids]

    def _link(self, name: str, version: int, hash_: str) -> Body | None:
        text = self._template_of(name, version)
        if text is None:
            return None
        commit = hash_[:COMMIT_CHARACTERS]
        try:
            written = self._find(name, commit) or self._create(name, version, commit, text.whole)
        except DeliveryError as error:
            if error.status not in _REFUSED:
                raise
            return None
        if written is not None and written.id is not None:
            self._ids[name, version] = written.id
        return _link_of(name, written)

    def _find(self, name: str, commit: str) -> Any:  # noqa: ANN401 - as above
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

    def _create(self, name: str, version: int, commit: str, template: str) -> Any:  # noqa: ANN401
        body = {
            "commit": commit,
            "template": _VARIABLE.sub(r"{{\1}}", template),
            "type": "mustache",
            "metadata": {"rein_version": version},
        }
        written = self._call(
            "prompts", "create_prompt_version", name=name, version=body, project_name=self._project
        )
        # None means that another sender has just created it.
        return written if written is not None else self._find(name, commit)


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
    fields = {
        "template": version.template,
        "commit": version.commit,
        "version_number": version.version_number,
    }
    return {
        "id": version.prompt_id,
        "name": name,
        "template_structure": "text",
        "version": {key: value for key, value in fields.items() if value is not None},
    }
