"""Read and write the texts of prompts that people wrote; a stored text never changes."""

from datetime import datetime
from functools import lru_cache

from sqlalchemy import Connection, func, insert, select

from core.prompts.known_texts import FIRST_WRITTEN
from core.prompts.library import PromptText, parse
from core.store.database.rows import fetch_all
from core.store.prompts.tables import prompt_texts

_MODEL = 128
"""Characters of a model's name at most."""


def list_texts(connection: Connection) -> tuple[PromptText, ...]:
    """Return all texts that people wrote; they are written by hand, so they are few."""
    query = select(prompt_texts.c.name, prompt_texts.c.version, prompt_texts.c.content)
    return tuple(
        _parsed(row["name"], row["version"], row["content"]) for row in fetch_all(connection, query)
    )


def next_version(connection: Connection, name: str) -> int:
    """Return the number of the next text of a prompt, whose rows the caller has locked."""
    query = select(func.max(prompt_texts.c.version)).where(prompt_texts.c.name == name)
    newest = connection.execute(query).scalar()
    return FIRST_WRITTEN if newest is None else newest + 1


def add_text(
    connection: Connection,
    text: PromptText,
    *,
    based_on: int,
    by: str,
    at: datetime,
    proposed_by: str = "",
) -> None:
    """Add a text, which a person or the model `proposed_by` wrote."""
    row = {"name": text.name, "version": text.version, "content": text.content}
    more = {"based_on": based_on, "written_by": by, "written_at": at}
    model = {"proposed_by": proposed_by[:_MODEL] or None}
    connection.execute(insert(prompt_texts).values({**row, **more, **model}))


def list_proposed(connection: Connection) -> dict[tuple[str, int], str]:
    """Return the versions that a model proposed, with its name."""
    query = select(prompt_texts.c.name, prompt_texts.c.version, prompt_texts.c.proposed_by)
    rows = fetch_all(connection, query.where(prompt_texts.c.proposed_by.is_not(None)))
    return {(row["name"], row["version"]): row["proposed_by"] for row in rows}


@lru_cache(maxsize=1_000)
def _parsed(name: str, version: int, content: str) -> PromptText:
    return parse(name, version, content)
