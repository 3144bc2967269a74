"""Say whether a dangerous substance is what the writer stops.

"Cold turkey" and "a few beers" in one sentence are withdrawal from alcohol only if the beers are
what is stopped: who stops vaping and caves in after a few beers may be planned. If nothing says
what is stopped, the substance is.
"""

import re

from core.offline.signs.subject import is_about_another

_SENTENCES = re.compile(
    r"(?:(?! (?:and|but|so) (?:i|my (?:body|hands?))\b)[^.;!?\n])+[.;!?\n]*|[.;!?\n]+",
    re.IGNORECASE,
)
_OTHER_SUBJECT = re.compile(
    r"\W*(?:(?:and|but|so|because|also|even) )*(?:my|our|his|her|their|the|a|one|he|she|they)\b",
    re.IGNORECASE,
)
"""How a sentence about another person begins; one that begins with a verb is the writer's plan."""
_SUBSTANCE = re.compile(
    r"\b(?:alcohol\w*|beers?|booz\w*|drunk|drink(?:s|ing|ers?)?|gin|rum|schnapps|spirits|vodka|"
    r"whisk(?:e)?y|wines?|benzo\w*|fentanyl|heroin|methadone|morphine|opiates?|opioids?|oxy\w*|"
    r"tramadol|valium|xanax|cocaine|crack|meth|ketamine|pints?|bottles?|lager|cider|liquor)\b",
    re.IGNORECASE,
)
_SOFT_DRINK = re.compile(
    r"\b(?:drink(?:s|ing)? (?:[\w'’]+ ){0,3}?)?"
    r"(?:(?:energy|soft|fizzy|sugary|sports?|protein|diet|caffeinated|carbonated|hot|milky?|sweet|"
    r"non-?alcoholic|alcohol-free|root|ginger) (?:drinks?|shakes?|beers?|wines?)"
    r"|(?<=drink )(?:[\w'’]+ ){0,4}?(?:coffees?|teas?|water|colas?|cokes?|sodas?|juice|milk))\b",
    re.IGNORECASE,
)
_STOPS = re.compile(
    r"\b(?:quit(?:s|ting)?|stop(?:s|ped|ping)?|g[ia]v(?:e|ing|en) up|kick(?:ed|ing)?|"
    r"c[oa]m(?:e|ing) off|(?:get|getting|got|stay|staying|be) off|cut(?:ting)? out|lay off|"
    r"drop(?:ped|ping)?|ditch(?:ed|ing)?|pack(?:ed|ing)? in|cold turkey (?:from|off|on|with))\b"
    r"(?P<what>[^.;:!?()\n]*)",
    re.IGNORECASE,
)
_ENDS = re.compile(
    r",(?! (?:and |or |plus )?[\w'’-]+(?: [\w'’-]+)?(?:,| and | or |$)| (?:and|or|plus) )|"
    r"\b(?:but|because|then|when(?:ever)?|after|before|so|while|since|until|if|though|only|last|"
    r"i|i['’]\w+|he|she|it|they|we|my (?:dad|mum|mom|wife|husband|friends?|mates?))\b",
    re.IGNORECASE,
)
_EMPTY = frozenset(
    """
    a all also altogether and any at by cold completely day dead drugs drunk entirely everything
    finally for from good in it like more monday my now of off on once or pills so straight that
    the them this to today tomorrow tonight too totally turkey using with year years again was
    his her their twice times
    """.split()
)
"""Words that do not say what is stopped."""
_AS_WELL = re.compile(
    rf"{_SUBSTANCE.pattern}[^.;!?,]{{0,15}}\b(?:too(?! m(?:uch|any)\b)|as well|also|either)\b|"
    rf"\b(?:also|both|either)\b[^.;!?]{{0,30}}{_SUBSTANCE.pattern}|"
    rf"{_SUBSTANCE.pattern}[^.;!?]*\bboth\b",
    re.IGNORECASE,
)
_NEEDED = re.compile(
    r"\b(?:need\w*|without|until|till|hooked on|addicted to|dependent on|every (?:day|night|"
    r"morning|evening)|(?:a|per) (?:day|night)|daily|nightly|shak\w+|tremors?|sweats|seizures?)\b",
    re.IGNORECASE,
)


def of_the_writer(text: str) -> str:
    """Return a text without its sentences about other people and without soft drinks."""
    own = ("." if _is_of_another(part) else part for part in _SENTENCES.findall(text))
    return _SOFT_DRINK.sub("them", " ".join(own))


def _is_of_another(sentence: str) -> bool:
    return _OTHER_SUBJECT.match(sentence) is not None and is_about_another(sentence)


def stops_something_else(text: str) -> bool:
    """Return whether a text says what is stopped, and no dangerous substance is among it.

    A substance that the writer needs each day, or stops as well, is among it wherever it stands.
    """
    stopped = [_ENDS.split(match["what"], maxsplit=1)[0] for match in _STOPS.finditer(text)]
    named = [what for what in stopped if _is_named(what)]
    if not named or any(_SUBSTANCE.search(what) for what in named):
        return False
    return not any(
        _AS_WELL.search(sentence) or (_SUBSTANCE.search(sentence) and _NEEDED.search(sentence))
        for sentence in _SENTENCES.findall(text)
    )


def _is_named(what: str) -> bool:
    words = re.findall(r"[a-z][\w'’-]*", what.lower())
    return any(word not in _EMPTY for word in words)
