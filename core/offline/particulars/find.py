"""Find the particulars of a text by the constructions that they stand in.

A construction of English says what a thing is to the person, whatever the thing: what a person
"failed on" is a weak point, what "it all goes on" is a pull, what they have "no" of is missing.
"""

import re
from collections.abc import Iterator, Sequence

from core.offline.named.aids import as_yours
from core.offline.named.find import lets_down
from core.offline.named.people import people_in
from core.offline.particulars.constructions import (
    ARE_WHO,
    AT_HOME,
    BODY,
    COMPLAINS,
    DAY_NAME,
    DOES_NOT_KNOW,
    DONE_BY_PEOPLE,
    FRAMES,
    GOES_WRONG,
    IN_THE_WAY,
    IS_A_SLOT,
    LEAST_IN_A_LIST,
    MEETS,
    NAME,
    ON_A_DAY,
    PEOPLE,
    POINTS,
    QUOTED,
    SAYS_SORE,
    SENTENCE,
    SORE_BEFORE,
    TO_A_NAME,
    USUALLY,
)
from core.offline.particulars.noun_phrases import Phrase, listed_at, phrases_in
from core.offline.particulars.values import Part, Particular
from core.offline.safety.frames import is_person


def particulars_in(text: str, skip: Sequence[tuple[int, int]] = ()) -> tuple[Particular, ...]:
    """Return the particulars of a text, in text order; none that begin in a place to `skip`."""
    return tuple(
        each for each in _find(text) if not any(start <= each.start < end for start, end in skip)
    )


def _find(text: str) -> tuple[Particular, ...]:
    found: dict[str, Particular] = {}
    for part, phrase in (
        *_quoted(text),
        *_by_frame(text),
        *_by_what_follows(text),
        *_lists(text),
    ):
        if not _counts(part, phrase):
            continue
        label = label_of(phrase, text, part)
        if part in PEOPLE and (_is_gone(phrase, text) or _is_another_name(phrase, text)):
            continue
        known = _same(label, found)
        new = Particular(label=label, part=part, start=phrase.start)
        if known is None:
            found[label.lower()] = new
        elif _rank(part) < _rank(found[known].part):
            del found[known]
            found[label.lower()] = new
    for person in people_in(text):
        if _same(person.label, found) is None and not lets_down(person, text):
            end = text.find(person.label.split()[-1], person.start) + len(person.label.split()[-1])
            part = _part_of_person(text[end : end + 60]) or Part.WHO
            if part is Part.WHO and not belongs(person.label):
                continue
            found[person.label.lower()] = Particular(
                label=person.label, part=part, start=person.start
            )
    return tuple(sorted(found.values(), key=lambda each: each.start))


def _is_gone(phrase: Phrase, text: str) -> bool:
    """Return whether a sentence says of a person that they died."""
    return re.match(r"\s+(?:died|passed|has died|is gone)\b", text[phrase.end :]) is not None


def _is_another_name(phrase: Phrase, text: str) -> bool:
    """Return whether a word in brackets names once more what stands before: "the exam (Swedex)"."""
    return text[: phrase.start].endswith(" (") and text[phrase.end :].startswith(")")


def label_of(phrase: Phrase, text: str, part: Part) -> str:
    """Return a phrase as the plan speaks of it: "your left hand", "the Wednesday class"."""
    words = re.sub(r"^(?:some|all|no|any|\d+)\s+", "", phrase.text, flags=re.IGNORECASE)
    if part is Part.QUOTED:
        return words
    words = TO_A_NAME.sub("", words)
    if part is Part.FIRST:
        return f"your first {re.sub(r'^(?:an?|the|my) ', '', words, flags=re.IGNORECASE)}"
    if part in {Part.TO_GET, Part.LACK}:
        return re.sub(r"\b(?:my|our)\b", "your", words, flags=re.IGNORECASE)
    if (
        _opens(phrase, text)
        and words[:1].isupper()
        and words[1:].islower()
        and not words[-1].isdigit()
    ):
        words = words[0].lower() + words[1:]
    if part is Part.SORE:
        words = re.sub(r"^an? ", "my ", words)
    label = as_yours(re.sub(r"^(?:The|My|Our|A|An)\b", lambda m: m.group().lower(), words))
    if is_who(phrase) and phrase.opens not in POINTS and words[1:2].islower():
        known = is_person(words.split()[0].lower())
        return f"your {words.lower()}" if known else label
    day = DAY_NAME.search(text, phrase.end, phrase.end + 24) if part is Part.OFFER else None
    if day is None or not label.startswith("the "):
        return label
    return f"the {day.group().capitalize()} {label.removeprefix('the ')}"


def _counts(part: Part, phrase: Phrase) -> bool:
    """Return whether a phrase is a thing of its own: no "a solicitor", no "3 chapters"."""
    first = phrase.text.split()[0].lower()
    if part is Part.OWED:
        return is_who(phrase) and not first[0].isdigit()
    if part is Part.WHO:
        return phrase.opens not in {"a", "an"} and belongs(phrase.text)
    if part is Part.LACK:
        return not phrase.head.endswith("ing")
    counted = first[0].isdigit() or (part is Part.HAVE and phrase.head.isdigit())
    return not (counted and part in {Part.HAVE, Part.LACK, Part.OFFER, Part.TO_GET})


def _rank(part: Part) -> int:
    return list(Part).index(part)


def _same(label: str, found: dict[str, Particular]) -> str | None:
    """Return the key of what was found under the same head, or None."""
    bare = re.sub(r"^(?:the|your|her|his|their) ", "", label.lower())
    return next((key for key in found if bare in key or key.split(" ", 1)[-1] in bare), None)


def _quoted(text: str) -> Iterator[tuple[Part, Phrase]]:
    for match in QUOTED.finditer(text):
        yield (
            Part.QUOTED,
            Phrase(text=match["words"], start=match.start("words"), end=match.end("words")),
        )


def _by_frame(text: str) -> Iterator[tuple[Part, Phrase]]:
    for part, frame in FRAMES:
        for match in frame.finditer(text):
            for phrase in listed_at(text, match.end()):
                yield _by_itself(phrase, text, part), phrase


def _by_itself(phrase: Phrase, text: str, part: Part) -> Part:
    """Return what a phrase is if it says more than its frame: a body, a person, a club."""
    if part is Part.OWED:
        return part
    if is_who(phrase) or TO_A_NAME.match(phrase.text):
        return _part_of_person(text[phrase.end : phrase.end + 60]) or Part.WHO
    if SAYS_SORE.search(phrase.text):
        return Part.SORE
    meets = MEETS.search(phrase.text) and part in {Part.HAVE, Part.LIKED}
    return Part.OFFER if meets or _is_on_a_day(phrase, text, part) else part


def _is_on_a_day(phrase: Phrase, text: str, part: Part) -> bool:
    return part is Part.HAVE and ON_A_DAY.match(text, phrase.end) is not None


def _by_what_follows(text: str) -> Iterator[tuple[Part, Phrase]]:
    """Yield the phrases whose own clause says what they are."""
    for phrase in phrases_in(text):
        part = _own_part(phrase, text)
        if part is not None:
            yield part, phrase


def _own_part(phrase: Phrase, text: str) -> Part | None:
    after = text[phrase.end : phrase.end + 60]
    if is_who(phrase):
        known = phrase.opens not in {"the", "her", "his", "their", "this", "that"}
        return _part_of_person(after) or (Part.WHO if known else None)
    if BODY.search(phrase.text):
        complains = COMPLAINS.match(after) or SORE_BEFORE.search(text[: phrase.start])
        return Part.SORE if complains or SAYS_SORE.search(phrase.text) else None
    named = NAME.match(phrase.text) is not None and not _opens(phrase, text)
    tests = (
        (Part.HINDERS, (named and IN_THE_WAY.match(after)) or DONE_BY_PEOPLE.match(after)),
        (Part.SLOT, IS_A_SLOT.match(after) and not re.search(r"\d", phrase.text)),
        (Part.PULL, USUALLY.match(after)),
        (Part.WEAK, GOES_WRONG.match(after)),
        (Part.OFFER, MEETS.search(phrase.text) and ON_A_DAY.match(after)),
    )
    return next((part for part, holds in tests if holds), None)


def _opens(phrase: Phrase, text: str) -> bool:
    """Return whether a phrase opens its sentence, where a capital says nothing."""
    before = text[: phrase.start].rstrip()
    return not before or before[-1] in ".!?\n"


def _part_of_person(after: str) -> Part | None:
    """Return what a person is by what stands behind their name, or None if it says nothing."""
    if DOES_NOT_KNOW.match(after):
        return Part.UNTOLD
    return Part.HINDERS if IN_THE_WAY.match(after) else None


def _lists(text: str) -> Iterator[tuple[Part, Phrase]]:
    """Yield the things of a sentence that only lists them: "House in Stoke, two accounts, ..."."""
    for match in [*SENTENCE.finditer(text)][1:]:  # the first sentence is the aim
        things = listed_at(text, match.end())
        if len(things) >= LEAST_IN_A_LIST:
            yield from ((_by_itself(thing, text, Part.HAVE), thing) for thing in things)


def belongs(person: str) -> bool:
    """Return whether a person is part of it by being named, or by living with whom the plan is for.

    A boss who is only spoken of is not.
    """
    return re.search(r"\b[A-Z][a-z]+$", person) is not None or AT_HOME.search(person) is not None


def is_who(phrase: Phrase) -> bool:
    """Return whether a phrase means a person."""
    return is_person(phrase.head) or ARE_WHO.search(phrase.text) is not None
