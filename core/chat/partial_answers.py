"""The part of an answer that may be shown while a model still writes it.

A draft arrives as JSON, a few words at a time. Of its answer only whole sentences are shown, and
only as long as they say nothing against the plan and advise nothing harmful: what is read cannot be
taken back. The whole draft is checked again at its end.
"""

import json
import re
import threading
from collections import OrderedDict

from core.chat.contradictions import find_contradictions
from core.chat.situation import Situation
from core.plans.banned_advice import safe_alternative

MOST = 256
"""Answers that are being written at once in this process."""
_ANSWER = re.compile(r'"answer"\s*:\s*"(?P<text>(?:[^"\\]|\\.)*)', re.DOTALL)
_CUT_ESCAPE = re.compile(r"(?<!\\)((?:\\\\)*)\\u[0-9a-fA-F]{0,3}$")
"""An escape of which not all four digits are there yet."""
_HALF = re.compile("[\ud800-\udbff]$")
"""The first half of a character that JSON writes as two escapes."""
_SENTENCE = re.compile(r"[^.!?]*[.!?]+[”\"')\]]*(?=\s)\s*", re.DOTALL)
"""A sentence and the space after it: a point at the end may be the one of 1.5."""


def answer_so_far(draft: str) -> str:
    """Return the answer of a draft whose JSON is not complete, "" before it begins."""
    found = _ANSWER.search(draft)
    if found is None:
        return ""
    text = _CUT_ESCAPE.sub(r"\1", found["text"])
    try:
        written: str = json.loads(f'"{text}"', strict=False)
    except ValueError:
        return ""
    return _HALF.sub("", written)


def showable(answer: str, situation: Situation) -> str:
    """Return the whole sentences of an answer up to the first that must not be shown."""
    shown: list[str] = []
    for found in _SENTENCE.finditer(answer):
        sentence = found.group()
        if find_contradictions(sentence, situation) or safe_alternative(sentence) is not None:
            break
        shown.append(sentence)
    return "".join(shown).rstrip()


class PartialAnswers:
    """The answers that are being written in this process, by run. Threads may share it."""

    def __init__(self) -> None:
        self._texts: OrderedDict[str, str] = OrderedDict()
        self._turn = threading.Lock()

    def put(self, run_id: str, text: str) -> None:
        """Set what of a run's answer may be shown."""
        with self._turn:
            self._texts[run_id] = text
            while len(self._texts) > MOST:
                self._texts.popitem(last=False)

    def get(self, run_id: str) -> str:
        """Return what of a run's answer may be shown; "" if it is written elsewhere."""
        with self._turn:
            return self._texts.get(run_id, "")

    def drop(self, run_id: str) -> None:
        """Forget the answer of a run that is over: it is stored, or it failed."""
        with self._turn:
            self._texts.pop(run_id, None)
