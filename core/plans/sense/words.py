"""Laws about words: pasted clauses, broken templates, and what of a text a plan mentions."""

import re
from functools import lru_cache

from core.plans.plan import Plan

MOST_PASTED = 7
"""Words in a row that a task may share with the goal; a noun phrase or an act of their own."""
MOST_TITLE_WORDS = 10
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_BROKEN = re.compile(
    r"\{\w*\}|(?<!with )(?<!for )(?<!to )(?<!of )\b[Yy]ou (?:was|am|is|has|does)\b"
    r"|\bI (?:are|is|has)\b"
    r"|\b(?:the|a|an|my|your) (?:the|a|an|my|your) |\bDo this:? (?:you|it|the|your|my)\b"
    r"|“\s*”|\bNone\b",
)
_DOUBLED = re.compile(r"\b(the|a|an|to|of|for|with|your|my|is|in|on|and) \1\b", re.IGNORECASE)
_SHORT = 4
_STEM = 5
_COMMON = frozenset(
    """
    about after again also always because been before being could does doing done down even ever
    every from getting going have having here into just keep like make more most much never only
    other over really same some such take than that their them then there these they this those
    time very want week weeks well were what when where which while will with without would year
    years your today
    """.split()
)


@lru_cache(maxsize=4096)
def pasted_run(title: str, text: str) -> str | None:
    """Return the run of words a title shares with a text if it is a clause, or None."""
    found = [m.group().lower() for m in _WORD.finditer(title)]
    whole = f" {' '.join(m.group().lower() for m in _WORD.finditer(text))} "
    for start in range(len(found) - MOST_PASTED):
        run = " ".join(found[start : start + MOST_PASTED + 1])
        if f" {run} " in whole:
            return run
    return None


@lru_cache(maxsize=4096)
def is_broken(sentence: str) -> bool:
    """Return whether a sentence shows a template that went wrong ("you was", "the the")."""
    return bool(_BROKEN.search(sentence) or _DOUBLED.search(sentence))


def mend_doubles(sentence: str) -> str:
    """Return a sentence without doubled small words."""
    return _DOUBLED.sub(r"\1", sentence)


def mentions(text: str, words: str) -> bool:
    """Return whether a text takes up a word that carries the meaning of some words."""
    stems = _stems(words)
    return not stems or bool(stems & _stems(text))


def _stems(text: str) -> set[str]:
    found = (m.group().lower() for m in _WORD.finditer(text))
    return {w[:_STEM] for w in found if len(w) >= _SHORT and w not in _COMMON}


def written_text(plan: Plan) -> str:
    """Return all sentences of a plan that a person acts on."""
    parts = [f"{c.trigger} {c.response}" for c in plan.contingencies]
    for week in plan.weeks:
        parts.extend((week.focus, week.if_then, *(task.title for task in week.tasks)))
    return " ".join(parts)
