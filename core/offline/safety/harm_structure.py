"""Find who is harmed by whom in a text: a verb of harm, and the object it acts on.

"Kill my debt" and "kill my boss" differ only in the object, so the object decides: a person, the
writer, a body, or a thing.
"""

import itertools
import re
from enum import StrEnum

from core.offline.safety import harm_words as words

_TOKEN = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*|[.,;:!?()\n]")
_BREAKS = frozenset(".,;:!?()\n")
_MAX_OBJECT_WORDS = 5
_NEGATION_REACH = 2
_JOINED = 3
"""Words of "starving myself or" before the next verb."""
_REFUSAL_REACH = 4
"""Words from "don't" to the verb in "don't want to just starve myself"."""


class HarmSign(StrEnum):
    """What a text says about harm; the classifier of the gate takes each sign as a feature."""

    SELF = "self"
    """The writer means to hurt themselves."""
    SELF_SPARED = "self spared"
    """The writer says that they do not mean to: "without killing myself at the gym"."""
    DEATH_WISH = "death wish"
    PERSON = "person"
    """The writer means to hurt or control another person."""
    PERSON_SPARED = "person spared"
    """The writer wants to stop hurting another person."""
    RIVAL = "rival"
    """A person is to be beaten, maybe only in a game."""
    THING = "thing"
    """A verb of harm acts on a thing, as in "kill my debt"."""


def find_harm_signs(text: str) -> frozenset[HarmSign]:
    """Return the signs of harm in a text."""
    tokens = [token.replace("’", "'") for token in _TOKEN.findall(text.lower())]
    signs = {sign for at in range(len(tokens)) if (sign := _sign_at(tokens, at)) is not None}
    if _is_death_wish(tokens):
        signs.add(HarmSign.DEATH_WISH)
    return frozenset(signs)


def _sign_at(tokens: list[str], at: int) -> HarmSign | None:
    """Return the sign of the verb at a position, or None if it is no verb of harm."""
    verb = base_form(tokens[at], words.LETHAL | words.ROUGH | words.CONTROLLING)
    if verb is None:
        return _property_sign(tokens, at)
    found = _object_after(tokens, at)
    return _object_sign(verb, found, tokens, at) if found else None


def _object_sign(verb: str, found: list[str], tokens: list[str], at: int) -> HarmSign | None:
    """Return what a verb of harm means with this object."""
    head = found[-1]
    if head in {"myself", "meself"}:
        return _self_sign(verb, tokens, at, length=len(found))
    if _is_body_part(found) and verb in words.LETHAL | words.ROUGH:
        if words.OWNED_BY_SELF.isdisjoint(found):
            return _spared(tokens, at)
        return HarmSign.SELF if verb in words.INJURIES else HarmSign.THING
    if head not in words.PERSONS and not head.endswith(("-in-law", "mate", "friend")):
        return _property_sign(tokens, at) or HarmSign.THING
    return _person_sign(verb, head, tokens, at)


def base_form(word: str, known: frozenset[str]) -> str | None:
    """Return the known verb that a word is a form of ("killing" -> "kill"), or None."""
    forms = [word]
    for ending in ("ing", "ed", "es", "s", "d"):
        if word.endswith(ending):
            stem = word.removesuffix(ending)
            forms += [stem, f"{stem}e", stem[:-1] if stem[-2:-1] == stem[-1:] else stem]
    return next((form for form in forms if form in known and len(form) > 1), None)


def _object_after(tokens: list[str], at: int) -> list[str]:
    """Return the words of the object after a verb, without particles; empty if there is none."""
    found: list[str] = []
    for token in tokens[at + 1 :]:
        if token in words.PARTICLES and not found:
            continue
        if token in words.NP_STOPS or token in _BREAKS or len(found) == _MAX_OBJECT_WORDS:
            break
        found.append(token)
        if token in {"him", "them", "myself"}:
            break
    while len(found) > 1 and found[-1] in {"up", "off", "down", "all", "out", "dead", "there"}:
        found.pop()
    return found


def _is_body_part(found: list[str]) -> bool:
    owners = words.OWNED_BY_SELF | words.OWNED_BY_OTHERS
    return found[-1] in words.BODY and bool(owners.intersection(found))


def _self_sign(verb: str, tokens: list[str], at: int, *, length: int) -> HarmSign | None:
    """Return whether "VERB myself" is self-harm rather than "cut myself some slack"."""
    if verb not in words.SELF_VERBS:
        return None
    without = _is_without(tokens, at)
    if verb in words.ACCIDENTS and without:
        return None
    after = tokens[at + 1 + length] if at + 1 + length < len(tokens) else "."
    harmless = {"some", "a", "off", "out", "loose", "free", "from", "into", "up", "to", "short"}
    if after in harmless:
        return HarmSign.THING
    manner = without and verb not in words.INJURIES - {"starve"}
    spared = manner or _is_ruled_out(verb, tokens, at)
    return HarmSign.SELF_SPARED if spared else HarmSign.SELF


def _is_without(tokens: list[str], at: int) -> bool:
    """Return whether "without" says how something is done, also across "starving myself or".

    Behind a time it says what is endured: "a week without killing myself".
    """
    while tokens[at - 2 : at] in (["myself", "or"], ["myself", "and"]) and at >= _JOINED:
        at -= _JOINED
    near = tokens[max(0, at - 2) : at]
    if "without" not in near:
        return False
    before = at - len(near) + near.index("without")
    return words.TIMES.isdisjoint(tokens[max(0, before - _NEGATION_REACH) : before])


def _is_ruled_out(verb: str, tokens: list[str], at: int) -> bool:
    """Return whether the writer refuses to starve, and it has not begun: "not any more"."""
    behind = itertools.takewhile(lambda word: word not in _BREAKS - {","}, tokens[at:])
    if verb != "starve" or not words.STILL_GOING.isdisjoint(behind):
        return False
    return not words.REFUSALS.isdisjoint(tokens[max(0, at - _REFUSAL_REACH) : at])


def _person_sign(verb: str, head: str, tokens: list[str], at: int) -> HarmSign:
    if verb == "shoot" and words.CAMERA.intersection(tokens):
        return HarmSign.THING
    if tokens[at].endswith("ed") and words.CAUSES.intersection(tokens[max(0, at - 2) : at]):
        return HarmSign.THING  # "it killed her", "the illness that nearly killed him"
    spared = _spared(tokens, at)
    if verb in words.CONTESTS and spared is HarmSign.PERSON:
        played = "at" in tokens[at:] or words.GAMES.intersection(tokens)
        if played:
            return HarmSign.THING
        beaten_up = "up" in {*tokens[at + 1 : at + 2], *tokens[at + 2 : at + 5]}
        if verb not in words.LETHAL and not beaten_up and head not in words.DEPENDANTS:
            return HarmSign.RIVAL
    return spared


def _spared(tokens: list[str], at: int) -> HarmSign:
    near = tokens[max(0, at - _NEGATION_REACH) : at]
    return HarmSign.PERSON_SPARED if words.NEGATIONS.intersection(near) else HarmSign.PERSON


def _property_sign(tokens: list[str], at: int) -> HarmSign | None:
    """Return whether something that belongs to a person is to be burnt, robbed or hacked."""
    if base_form(tokens[at], words.PROPERTY_VERBS) is None:
        return None
    owners = {f"{person}'s" for person in words.PERSONS} | {f"{p}s" for p in words.DEPENDANTS}
    return HarmSign.PERSON if owners.intersection(_object_after(tokens, at)[:-1]) else None


_WISH = r"(?:want|wanna|wish|like|ready|hope|plan|gonna|going|decided?|rather|need|long|get)"
_PREFER = r"(?:rather|prefer|hope|wish|want|like|love)"
_NOT = r"(?:not|never|don'?t|didn'?t|won'?t)"
_BETWEEN = r"(?:to |that |i |just |would |could |did )*"
_NO_HOUR = r"(?! (?:so (?:early|late)|at|before|by|until)\b)"
_NO_WISH = r"\b(?:not|don'?t|never) (?:want to |wanna |wish to )"
_OPEN_END = re.compile(rf"^\s*(?:$|[.,;:!?\n]|(?:{'|'.join(sorted(words.EMBRACING_TIME))})\b)")
_DEATH = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b{_WISH} (?:to |i (?:was|were) )?(?:just |only )?(?:die|be dead|dead|not exist)",
        r"\bend (?:my (?:own )?life|it all|everything)",
        r"\btake my (?:own )?life",
        r"\b(?:not|don'?t|never) (?:want to |wanna |wish to )?(?:be alive|exist)(?: any ?more)?",
        rf"{_NO_WISH}(?:be here|live|wake up)(?: any ?more)?",
        r"\bno (?:reason|point) (?:to |in |for )?(?:me to )?(?:live|living|go(?:ing)? on)",
        r"\bno (?:reason|point) (?:to |in |for )?(?:me to )?carry(?:ing)? on",
        r"\bbetter off (?:without me|dead)",
        r"\b(?:tired|sick|enough) of (?:living|life|being alive)",
        rf"\b{_PREFER} {_BETWEEN}{_NOT} (?:to |ever )*(?:wake up{_NO_HOUR}|exist|be alive)",
        r"\b(?:sleep|asleep) (?:for ?ever|and never wake up|and not wake up)",
    )
)


def _is_death_wish(tokens: list[str]) -> bool:
    """Return whether the text wishes for death, and not "to die happy" or "in chaos"."""
    text = " ".join(tokens)
    for pattern in _DEATH:
        for match in pattern.finditer(text):
            if _OPEN_END.match(text[match.end() :]) and not words.HELPERS.intersection(tokens):
                return True
    return False
