"""The noun phrases of a clause, read by the closed word classes of English around them.

There is no tagger: articles, pronouns, prepositions, links and auxiliaries are a closed list, and
what stands between them is a thing. "my instructor shouts" ends before its verb.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from core.offline.grammar.phrases import CLOSED_WORDS, can_be_noun_phrase, is_adverb
from core.offline.reading.calendar import MONTHS, WEEKDAYS
from core.offline.reading.clauses.tense import PAST_FORMS
from core.offline.safety.frames import is_person
from core.plans.verbs import VERBS

_TOKEN = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*|[.,;:!?()£$€%/–-]")
_ARTICLES = frozenset("a an the my our your his her their this that these those some".split())
_COUNTS = frozenset("two three four five six seven eight nine ten several few both all".split())
_JOINING = frozenset({"of"})
_FORMS = frozenset(
    """
    yet got gets get keeps keep kept goes go went came come comes makes make made takes take took
    says said say wants want needs need won't can't don't doesn't didn't isn't aren't wasn't
    haven't hasn't couldn't wouldn't it's that's there's he's she's i'm i've i'd i'll we've we're
    they're you're let's let lets won whats im ive dont cant cos
    """.split()
)
_CALENDAR = frozenset(MONTHS) | frozenset(WEEKDAYS)
_TELL_NO_THING = frozenset(
    """
    thing things lot lots bit way ways time times day days week weeks month months year years hour
    hours minute minutes min mins hr hrs evening evenings morning mornings afternoon afternoons
    night nights weekend weekends end half quarter rest start moment moments reason point part
    problem trouble issue downfall weakness idea one ones kind sort matter fact course case number
    age goal aim plan deadline budget money pound pounds euro euros quid stuff something anything
    nothing everything place front top side next last first third bed today tomorrow awake
    asleep life work home house school job people person man woman guy bloke girl boy kid kids
    others other step steps change changes progress chance term
    """.split()
)
"""Heads that name no thing that a task could be about."""
_LINK = re.compile(
    r"(?:\s(?:at|in|on|from|with|full of)\s[^,.;!?\n]{1,24}?)?"
    r"(?:\s*,\s*(?:and |or |plus )?|\s(?:and|or|plus)\s)(?!\s*(?:no\b|i\b|we\b|then\b|so\b|so,|"
    r"and\b|or\b|plus\b))",
    re.IGNORECASE,
)
"""What stands between the things of a list, with where each of them is."""
_CLAUSE_START = re.compile(
    r"(?:^|[.;:!?,\n(]\s*)(?:(?:and|but|so|also|because)\s+)?$", re.IGNORECASE
)
_HAPPENS = frozenset(
    """
    hurt ache fall snore bang shout leak sag shake flare slam swell moan nag whine bark chew slip
    spill squeak crack complain grumble sneer creak melt cry collapse
    """.split()
)
"""What happens by itself or is done to annoy: verbs that no task begins with."""
_NO_FORMS = frozenset("bed shed red seed weed feed speed need".split())
_MOST_WORDS = 4
_TITLES = frozenset({"mr", "mrs", "ms", "miss", "dr", "prof", "st"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """A noun phrase where it stands in a text."""

    text: str
    start: int
    end: int
    opens: str = ""
    """Its article or possessive, in small letters."""

    @property
    def head(self) -> str:
        """The noun that the phrase is about: "reading" of "sight reading"."""
        first = re.split(r" (?:of|with) ", self.text, maxsplit=1)[0]
        return first.split()[-1].lower()

    @property
    def names_a_thing(self) -> bool:
        """Whether a task can be about it: no span of time, no sum, no empty word."""
        words = self.text.lower().split()
        if self.head in _TELL_NO_THING | _CALENDAR:
            return False
        if self.head.isdigit():  # "Chapter 4" is a thing, "only 4" is none
            return self.text[:1].isupper() and len(words) > 1
        bare = [w for w in words if w not in _ARTICLES]
        return (
            len(self.head) > 1
            and bool(bare)
            and can_be_noun_phrase(self.text.removesuffix(" back"))
        )


def phrase_at(text: str, at: int) -> Phrase | None:
    """Return the noun phrase that begins at a place of a text, or None if none does."""
    tokens = list(_TOKEN.finditer(text, at))
    if not tokens or tokens[0].start() - at > 1:
        return None
    chosen: list[re.Match[str]] = []
    opens = tokens[0].group().lower()
    if opens in _ARTICLES | _COUNTS:
        chosen.append(tokens[0])
    for n in range(len(chosen), len(tokens)):
        token, word = tokens[n], tokens[n].group().lower()
        gap = text[chosen[-1].end() : token.start()] if chosen else ""
        following = tokens[n + 1].group().lower() if n + 1 < len(tokens) else ""
        if gap.strip() or len(chosen) > _MOST_WORDS + 1:
            break
        if word in _JOINING and chosen and following not in CLOSED_WORDS - _ARTICLES:
            chosen.append(token)
            continue
        article_inside = word in _ARTICLES and chosen and chosen[-1].group().lower() in _JOINING
        if not article_inside and (not word[0].isalnum() or _ends(word, following, chosen)):
            break
        chosen.append(token)
    while chosen and chosen[-1].group().lower() in _JOINING | _ARTICLES | _COUNTS:
        chosen.pop()
    if not chosen:
        return None
    start, end = chosen[0].start(), chosen[-1].end()
    return Phrase(text=text[start:end], start=start, end=end, opens=opens)


def phrases_in(text: str, start: int = 0, end: int | None = None) -> Iterator[Phrase]:
    """Yield the noun phrases that an article, a capital or the beginning of a clause opens."""
    stop, at = len(text) if end is None else end, start
    for token in _TOKEN.finditer(text, start, stop):
        word = token.group()
        opens = word.lower() in _ARTICLES or _is_name(text, token)
        if token.start() < at or not (opens or _opens_a_clause(text, token)):
            continue
        phrase = phrase_at(text, token.start())
        if phrase is not None and phrase.names_a_thing:
            at = phrase.end
            yield phrase


def listed_at(text: str, at: int) -> tuple[Phrase, ...]:
    """Return the noun phrases of a list that begins at a place: "a garage, a saw and chisels"."""
    found: list[Phrase] = []
    while (phrase := phrase_at(text, at)) is not None:
        found.append(phrase)
        link = _LINK.match(text, phrase.end)
        if link is None:
            break
        at = link.end()
    return tuple(each for each in found if each.names_a_thing)


def _opens_a_clause(text: str, token: re.Match[str]) -> bool:
    """Return whether a bare noun can open a clause here: "Numbers make me panic"."""
    if token.group().lower().replace("’", "'") in CLOSED_WORDS | _FORMS | _CALENDAR:
        return False
    return _CLAUSE_START.search(text, 0, token.start()) is not None and token.group()[0].isalpha()


def _is_name(text: str, token: re.Match[str]) -> bool:
    """Return whether a capital inside a sentence opens a name."""
    word, before = token.group(), text[: token.start()].rstrip()
    if not word[0].isupper() or word.lower() in CLOSED_WORDS | _CALENDAR | _FORMS:
        return False
    return bool(before) and before[-1] not in ".!?:;\n" and not word.lower().startswith("i'")


def _ends(word: str, following: str, chosen: list[re.Match[str]]) -> bool:
    """Return whether a noun phrase ends before a word."""
    bare = word.replace("’", "'")
    if bare in CLOSED_WORDS | _FORMS | _CALENDAR - {"may", "march"}:
        return True
    if not chosen or chosen[-1].group().lower() in _ARTICLES:
        return False
    acts = is_person(chosen[-1].group().lower()) and bare.endswith("s")
    return acts or following == "apart" or is_adverb(bare) or _is_its_verb(bare, following)


def _is_its_verb(word: str, following: str) -> bool:
    """Return whether a word behind a noun is its verb, by its form and by what follows it."""
    goes_on = following in CLOSED_WORDS | _ARTICLES | _COUNTS or following.isdigit()
    if not goes_on or following in {"and", "or", "of"}:
        return False
    if word in PAST_FORMS:
        return following in _ARTICLES | {"me", "us", "him", "her", "it"}
    if word.endswith("ed"):
        return word not in _NO_FORMS
    stem = word if word.endswith("ss") else re.sub(r"(?<=\w{2})e?s$", "", word)
    return word != stem and bool({stem, f"{stem}e", f"{stem[:-1]}y"} & (VERBS | _HAPPENS))
