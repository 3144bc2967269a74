"""Describe each token of a goal text by its form, its classes, its neighbours and its clause."""

import re
from collections.abc import Sequence

from core.learning.tokens import Token
from core.learning.word_vectors import WordVectors
from core.offline.reading.roles.word_classes import word_classes

_CLAUSE_OPENERS = frozenset(
    "because but so and which while although though since if when that or as cause bc cos then "
    "only except instead after".split()
)
_DIGIT = re.compile(r"\d")


def role_attributes(tokens: Sequence[Token], text: str, vectors: WordVectors) -> list[list[str]]:
    """Return the attributes of each token for the tagger of clause roles."""
    if not tokens:
        return []
    forms = [_form(token) for token in tokens]
    own = [_own(token, form, vectors) for token, form in zip(tokens, forms, strict=True)]
    places = _places(tokens, forms, text)
    return [
        [*own[at], *places[at], *_neighbours(at, forms, own, reach=3)] for at in range(len(tokens))
    ]


def slot_attributes(described: list[list[str]], roles: Sequence[str]) -> list[list[str]]:
    """Add the clause roles to the attributes, for the tagger of slots."""
    return [
        [
            *attributes,
            f"role={roles[at]}",
            f"role-1={roles[at - 1] if at else '^'}",
            f"role+1={roles[at + 1] if at + 1 < len(roles) else '$'}",
            f"role={roles[at]}|{attributes[0]}",
            *(f"role={roles[at]}|{a}" for a in attributes[1:] if a.startswith("class=")),
        ]
        for at, attributes in enumerate(described)
    ]


def sentence_starts(tokens: Sequence[Token], text: str) -> list[int]:
    """Return the places of the tokens that start a sentence or a line."""
    return _sentence_starts(tokens, [_form(token) for token in tokens], text) if tokens else []


def clause_bounds(tokens: Sequence[Token], text: str) -> list[tuple[int, int]]:
    """Return the first and the last place (exclusive) of each small clause."""
    if not tokens:
        return []
    forms = [_form(token) for token in tokens]
    sentences = _spread(_sentence_starts(tokens, forms, text), len(tokens))
    starts = _clause_starts(forms, sentences)
    return list(zip(starts, [*starts[1:], len(tokens)], strict=True))


def _form(token: Token) -> str:
    lowered = token.text.lower().replace("’", "'")
    if lowered[0].isdigit():
        return _DIGIT.sub("0", lowered)[:6]
    return "\\n" if lowered.startswith("\n") else lowered


def _own(token: Token, form: str, vectors: WordVectors) -> list[str]:
    """Return the attributes of a token alone; the first one is its form."""
    lowered = token.text.lower()
    found = [f"w={form}", *(f"class={name}" for name in word_classes(lowered))]
    if lowered[0].isalpha():
        found += [f"pre={lowered[:3]}", f"suf={lowered[-3:]}"]
        found += [
            f"group{size}={number}"
            for size, number in zip("cf", vectors.word_classes(lowered.split("'")[0]), strict=False)
        ]
        if token.text[0].isupper():
            found.append("upper" if token.text.isupper() and len(token.text) > 1 else "capital")
    return found


def _neighbours(
    at: int, forms: Sequence[str], own: Sequence[Sequence[str]], *, reach: int
) -> list[str]:
    found: list[str] = []
    for step in range(-reach, reach + 1):
        if step == 0:
            continue
        near = at + step
        if not 0 <= near < len(forms):
            found.append(f"{step}:edge")
            continue
        found.append(f"{step}:w={forms[near]}")
        if abs(step) <= 2:
            found += [f"{step}:{a}" for a in own[near][1:] if not a.startswith(("pre=", "suf="))]
    before = forms[at - 1] if at else "^"
    after = forms[at + 1] if at + 1 < len(forms) else "$"
    two_back = forms[at - 2] if at > 1 else "^"
    return [
        *found,
        f"w-1w={before}|{forms[at]}",
        f"ww+1={forms[at]}|{after}",
        f"w-2w-1={two_back}|{before}",
    ]


def _places(tokens: Sequence[Token], forms: Sequence[str], text: str) -> list[list[str]]:
    """Return where each token stands: in which sentence and clause, and how these begin."""
    sentences = _spread(_sentence_starts(tokens, forms, text), len(tokens))
    clauses = _spread(_clause_starts(forms, sentences), len(tokens))
    count = len({start for start, _ in sentences})
    order = {start: index for index, start in enumerate(sorted({s for s, _ in sentences}))}
    found: list[list[str]] = []
    for at in range(len(tokens)):
        (s_start, s_end), (c_start, _) = sentences[at], clauses[at]
        opening = forms[s_start : min(s_start + 3, s_end)]
        clause = forms[c_start : min(c_start + 3, s_end)]
        where = order[s_start]
        found.append(
            [
                f"s1={opening[0]}",
                f"s12={'|'.join(opening[:2])}",
                f"s123={'|'.join(opening)}",
                f"c1={clause[0]}",
                f"c12={'|'.join(clause[:2])}",
                f"c123={'|'.join(clause)}",
                f"in-clause={min(at - c_start, 4)}",
                f"in-sentence={min(at - s_start, 4)}",
                f"sentence={'only' if count == 1 else min(where, 3) if where < count - 1 else 'z'}",
                f"sentences={min(count, 4)}",
                f"ends={forms[s_end - 1] if forms[s_end - 1] in '.!?:' else '-'}",
                f"size={min((s_end - s_start) // 4, 4)}",
                f"s1c1={opening[0]}|{clause[0]}",
            ]
        )
    return found


def _sentence_starts(tokens: Sequence[Token], forms: Sequence[str], text: str) -> list[int]:
    starts = [0]
    for at in range(1, len(tokens)):
        spaced = text[tokens[at - 1].end : tokens[at].start] != ""
        ended = forms[at - 1] in {".", "!", "?", ";", ":", "…"} and spaced
        if (ended or forms[at - 1] == "\\n") and forms[at] != "\\n":
            starts.append(at)
    return starts


def _clause_starts(forms: Sequence[str], sentences: Sequence[tuple[int, int]]) -> list[int]:
    return [
        at
        for at in range(len(forms))
        if sentences[at][0] == at
        or forms[at] in _CLAUSE_OPENERS
        or forms[at - 1] in {",", "-", "–", "—", "(", ")", "/"}
    ]


def _spread(starts: Sequence[int], length: int) -> list[tuple[int, int]]:
    """Return for each token the start and the end of its part."""
    found: list[tuple[int, int]] = []
    for start, end in zip(starts, [*starts[1:], length], strict=True):
        found.extend([(start, end)] * (end - start))
    return found
