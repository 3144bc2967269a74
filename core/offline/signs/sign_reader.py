"""Find the signs in a text: a linear model judges each clause, and weak clauses add up."""

import re
from dataclasses import replace

import numpy as np

from core.learning.linear_model import LinearModel
from core.learning.models import load_linear_model, load_sentence_encoder, load_word_vectors
from core.learning.sentence_encoder import EncodedText
from core.learning.text_features import TextFeatures, text_features
from core.offline.signs.medicines import name_families
from core.offline.signs.named_signs import named_signs, sugar_is_lowered
from core.offline.signs.sign import FoundSign, Sign
from core.offline.signs.subject import harms_a_person, is_about_another

SIGN_MODEL = "signs"
SIGN_BUCKETS = 1 << 13
FOUND_FROM = 0.4
"""The probability of all clauses together from which a sign is found; a sign that is missed costs
more than one the person takes away on the card."""
_ADDS_FROM = 0.2
"""A clause below this probability is noise and adds nothing, however many there are."""
_SENTENCE = re.compile(r"[^.!?;\n]+[.!?;\n]*")
_WORD = re.compile(r"\S+")
_LONGEST, _WINDOW, _STEP = 20, 14, 7
"""Words of the longest sentence that is judged whole; a longer one is judged in windows."""
_MEANING_WEIGHT = 2.0
"""What a clause means counts more than its words: it has to know words it never saw."""


def split_units(text: str) -> tuple[tuple[int, int], ...]:
    """Return the character ranges to judge: sentences, or overlapping windows of long ones."""
    found: list[tuple[int, int]] = []
    for sentence in _SENTENCE.finditer(text):
        at = sentence.start()
        words = [(at + w.start(), at + w.end()) for w in _WORD.finditer(sentence.group())]
        if len(words) <= _LONGEST:
            found += [(words[0][0], words[-1][1])] if words else []
            continue
        for first in range(0, len(words) - _STEP, _STEP):
            window = words[first : first + _WINDOW]
            found.append((window[0][0], window[-1][1]))
    return tuple(found)


def sign_features(text: str, unit: tuple[int, int], whole: EncodedText) -> TextFeatures:
    """Return the features of a clause: its words, what it means alone and within the text."""
    clause = name_families(text[unit[0] : unit[1]])
    words = text_features(clause, buckets=SIGN_BUCKETS, vectors=load_word_vectors("words"))
    alone = load_sentence_encoder().encode(clause).mean()
    return TextFeatures(
        buckets=words.buckets,
        weights=words.weights,
        dense=np.concatenate([words.dense, alone * _MEANING_WEIGHT, whole.mean_of(unit)]),
    )


def find_signs(text: str, model: LinearModel | None = None) -> tuple[FoundSign, ...]:
    """Return the signs in an English text, in the order of their gravity."""
    judge = model or load_linear_model(SIGN_MODEL)
    whole, units = load_sentence_encoder().encode(text), split_units(text)
    shares = [_shares(text, unit, whole, judge) for unit in units]
    found = [_found(sign, text, units, shares) for sign in Sign]
    named = named_signs(text)
    found = [
        FoundSign(sign=each.sign, confidence=1.0, quote=named[each.sign])
        if each.sign in named
        else _as_treated(each, text)
        for each in found
        if each.sign != Sign.SUGAR
    ]
    return tuple(sign for sign in found if sign.confidence >= FOUND_FROM)


def _as_treated(found: FoundSign, text: str) -> FoundSign:
    """Return a sign; raised sugar is another one if nothing that the writer takes can lower it."""
    if found.sign != Sign.GLUCOSE or found.confidence < FOUND_FROM or sugar_is_lowered(text):
        return found
    return replace(found, sign=Sign.SUGAR)


def _shares(
    text: str, unit: tuple[int, int], whole: EncodedText, judge: LinearModel
) -> dict[str, float]:
    """Return what a clause holds; of another person only what they do to the writer counts."""
    found = judge.probabilities(sign_features(text, unit, whole))
    clause = text[unit[0] : unit[1]]
    if not is_about_another(clause):
        return found
    violence = found.get(Sign.VIOLENCE.value, 0.0) if harms_a_person(clause) else 0.0
    return {Sign.VIOLENCE.value: violence}


def _found(
    sign: Sign,
    text: str,
    units: tuple[tuple[int, int], ...],
    shares: list[dict[str, float]],
) -> FoundSign:
    """Return a sign with the probability that at least one clause holds it."""
    own = [share.get(sign.value, 0.0) for share in shares]
    absent = 1.0
    for share in own:
        absent *= 1.0 - share if share >= _ADDS_FROM else 1.0
    best = max(range(len(own)), key=lambda at: own[at], default=None)
    quote = "" if best is None else text[units[best][0] : units[best][1]].strip(" .,;!?")
    return FoundSign(sign=sign, confidence=round(1.0 - absent, 3), quote=quote)
