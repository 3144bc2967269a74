"""Pieces, makings, subjects and tools that a text names, by the words around their names."""

import re
from collections.abc import Iterator

from core.offline.grammar.phrases import can_be_noun_phrase
from core.offline.named.aids import CARRIER, as_yours, is_carried, is_used_name
from core.offline.named.values import NamedThing, Sort
from core.offline.reading.calendar import MONTHS, WEEKDAYS
from core.plans.verbs import VERBS, imperative_of

_WORD = r"(?!I\b)[A-Z][^\W_]*(?:[’'-][^\W_]+)*"
_LINK = r"(?:of|and|the|in|for|to|on|a|de|des|du|la|le|von|der|zum?|no\.?|op\.?|\d+)"
_NAME = re.compile(rf"\b{_WORD}(?:\s+(?:{_LINK}\s+){{0,2}}{_WORD})*")
_QUOTED = re.compile(r"[“\"‘](?P<name>[^”\"’\n]{3,40})[”\"’]")
_NO_NAME = re.compile(r"I(?:['’]\w+)?$|[A-Z0-9]{1,5}s?$")
_MEDIA = {
    "play": "play", "sing": "sing", "perform": "play", "recite": "recite", "memorise": "recite",
    "memorize": "recite", "dance": "dance", "read": "read", "reread": "read", "finish": "finish",
    "learn": "learn", "need": "learn", "study": "learn", "understand": "learn", "master": "learn",
}  # fmt: skip
_PERFORMED = frozenset({"play", "sing", "recite", "dance"})
_PAST = {"played": "play", "sang": "sing", "learnt": "learn", "learned": "learn"}
_MAKES = frozenset(
    """
    make build sew knit crochet write draw paint cook bake design carve print port code create
    restore refurbish repair assemble program develop translate compose illustrate weave quilt film
    """.split()
)
_ARTICLE = r"(?:a|an|the|my|our|one|this)"
_OBJECT = re.compile(
    rf"^(?P<verb>[a-z]+)\s+(?:up\s+)?(?P<object>{_ARTICLE}\s+(?!few\b|lot\b|bit\b|little\b)"
    r"[^.,;:!?()\n]+)",
    re.IGNORECASE,
)
_ENDS = re.compile(
    r"\s+(?:for|from|by|before|until|till|in|on|at|with|without|to|so|and|but|because|when|while|"
    r"that|which|who|after|as|this|next|i|we|it|is|are|again|myself)\b.*",
    re.IGNORECASE,
)
_MOST_WORDS = 7
_TIMES = re.compile(
    r"(?:by|before|until|till|since|in|at|from|to|near|after|for)\s*$", re.IGNORECASE
)


def works_in(text: str, usual_verb: str = "") -> Iterator[NamedThing]:
    """Yield the pieces, subjects and tools that a text names by a capital or in quotes.

    A title of several words without a verb gets the `usual_verb` of the topic.
    """
    for match in (*_QUOTED.finditer(text), *_NAME.finditer(text)):
        name, at = _plain(match, text)
        if not name or name.split()[0].lower().removesuffix("s") in MONTHS | WEEKDAYS:
            continue
        before, carrier = text[:at], CARRIER.match(text, at + len(name))
        if carrier is not None:
            if not is_carried(text, at, before):
                continue
            yield NamedThing(label=f"the {name}{carrier.group()}", sort=Sort.TOOL, start=at)
            continue
        verb = _verb_before(before)
        if verb in _PERFORMED | {"read"}:
            yield NamedThing(label=name, sort=Sort.PIECE, start=at, verb=verb)
        elif verb == "finish":
            yield NamedThing(label=name, sort=Sort.MAKING, start=at, verb=verb)
        elif is_used_name(before):
            yield NamedThing(label=_with_article(name, before), sort=Sort.TOOL, start=at)
        elif verb == "learn":
            yield NamedThing(label=name, sort=Sort.SUBJECT, start=at, verb=verb)
        elif usual_verb and _is_title(name) and not _TIMES.search(before):
            yield NamedThing(label=name, sort=Sort.PIECE, start=at, verb=usual_verb)


def made_thing(aim: str, start: int) -> NamedThing | None:
    """Return what an aim makes or finishes: "port our small rate limiter"."""
    match = _OBJECT.match(aim.strip())
    if match is None or match["verb"].lower() not in _MAKES | {"do", "finish", "complete"}:
        return None
    thing = as_yours(_ENDS.sub("", match["object"]).strip())
    if not 2 <= len(thing.split()) <= _MOST_WORDS or not can_be_noun_phrase(thing):
        return None
    return NamedThing(
        label=thing, sort=Sort.MAKING, start=start, verb=match["verb"].lower(), in_aim=True
    )


def _plain(match: re.Match[str], text: str) -> tuple[str, int]:
    """Return a name without a first word that only begins a sentence, and where it starts."""
    if match.re is _QUOTED:
        inner = match["name"].strip()
        return (inner, match.start("name")) if inner[:1].isupper() else ("", 0)
    words, at = match.group().split(), match.start()
    opens = not text[:at].strip() or text[:at].rstrip()[-1] in '.!?:\n"“('
    while words and (opens or _NO_NAME.match(words[0])):
        at += len(words[0]) + 1
        opens = False
        words = words[1:]
        while words and not words[0][:1].isupper():
            at += len(words[0]) + 1
            words = words[1:]
    return " ".join(words), at


def _verb_before(before: str) -> str:
    """Return the verb whose object comes next: play, read, finish, learn; empty if none is near."""
    words = re.findall(r"[a-z]+", " ".join(before.lower().split()[-4:]))
    for word in reversed(words):
        stem = _PAST.get(word) or (word if word in VERBS else imperative_of(word) or word)
        if stem in _MEDIA:
            return _MEDIA[stem]
        if word not in {"the", "a", "all", "of", "through", "my", "at", "least", "is", "them"}:
            return ""
    return ""


def _is_title(name: str) -> bool:
    """Return whether a name is a title: words that small words join, "War and Peace"."""
    return any(word.islower() for word in name.split())


def _with_article(name: str, before: str) -> str:
    last = before.lower().rstrip().rpartition(" ")[2]
    if last in {"my", "our"}:
        return f"your {name}"
    return f"the {name}" if last in {"a", "an", "the"} else name
