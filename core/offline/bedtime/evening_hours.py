"""Read the hours of an evening: when a person wants to be asleep, until when they are up today."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_CLOCK = re.compile(
    r"\b(?P<hour>[01]?\d|2[0-4])[:.h](?P<min>[0-5]\d)(?: ?(?P<half>[ap])\.?m\b\.?)?(?![\d%])|"
    r"\b(?P<hour2>1[0-2]|0?\d) ?(?P<half2>[ap])\.?m\b\.?|\b(?P<mid>midnight)\b|"
    r"\bhalf (?:past )?(?P<past>[1-9]|1[0-2]|nine|ten|eleven|twelve)\b|"
    r"\b(?:by|at|before|until|till|til|around|about|past|after) (?P<hour3>9|1[0-2]|[1-5]|nine|ten|"
    r"eleven|twelve|one|two|three)\b(?! ?(?:%|kg|km|h\b|a\b|min|hour|day|week|month|year|night|"
    r"page|people|of\b|[ap]\.?m\b|more|or\b|\d|[:.]\d|times|meal|drink|glass))",
    re.IGNORECASE,
)
_WORDS = {"one": 1, "two": 2, "three": 3, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12}
_WAKES = re.compile(
    r"\b(?:alarm|wake|waking|get(?:ting)? up|rise|rising|up at|out of bed|shift starts|work starts|"
    r"start work|baby)\b",
    re.IGNORECASE,
)
_TODAY = re.compile(
    r"\b(?:until|till|til|past|after|usually|currently|normally|never (?:asleep|in bed) before|"
    r"end up|it['’]s)\b[^.;]{0,25}$",
    re.IGNORECASE,
)
_WISH = re.compile(
    r"\b(?:want|wants|would|like|wish|goal|target|aim|should|need|i['’]d|try|hope|be)\b",
    re.IGNORECASE,
)
_HABIT = re.compile(
    r"\b(?:(?:i|we)(?: usually| often| always| mostly)? "
    r"(?:go|get|fall|sleep|scroll|stay|watch|end)|"
    r"i['’]m|i am)\b",
    re.IGNORECASE,
)
_NONE = re.compile(r"\b(?:no|not|never|without|stop)\b", re.IGNORECASE)
_REFUSES = re.compile(r"(?:n['’]t|\b(?:not|never)) (?:want|like|wish|need|plan)\b", re.IGNORECASE)
"""What is not wished is no hour of the goal: "I don't want to give up my coffee at 3 am"."""
_BED = re.compile(
    r"\b(?:asleep|sleep|in bed|to bed|bedtime|lights?(?: out| off)?)\b", re.IGNORECASE
)
_PHONE = re.compile(r"\b(?:phone|screens?|scroll\w*|devices?|tiktok|insta\w*)\b", re.IGNORECASE)
_CLAUSE = re.compile(
    r"[.!?;\n](?!\d)|,| and (?=then\b|i\b|it['’]s|usually|asleep|in bed|off\b|lights)| but "
)
_GOES_ON = re.compile(r" *(?:usually |always |often )?(?:fall|sleep|go|get|stay|wake)\b")
"""A clause that goes on about what the writer does: "I sleep badly, fall asleep at eleven"."""
_DAY, _NIGHT = 24 * 60, 6 * 60
"""The least minutes between the wished hour and rising; no plan cuts a night below six hours."""
_EARLIEST, _LATEST = 20 * 60, 29 * 60


@dataclass(frozen=True, slots=True, kw_only=True)
class EveningHours:
    """Minutes from the midnight that begins the day; 25 * 60 is one in the night."""

    bed: int | None = None
    phone: int | None = None
    """The wished hour at which the phone is away."""
    today: int | None = None
    """Until when the person is up or on the phone today."""
    rises: int | None = None
    asleep: bool = False
    """Whether `bed` is the hour to be asleep by, and not to be in bed by."""
    twelve: bool = False
    """Whether the person writes am and pm."""

    @property
    def wished(self) -> int | None:
        """The hour of the goal."""
        return self.bed if self.bed is not None else self.phone

    def shown(self, minutes: int) -> str:
        """Return an hour as the person writes hours."""
        hour, minute = divmod(minutes % _DAY, 60)
        if not hour and not minute:
            return "midnight"
        if not self.twelve:
            return f"{hour:02d}:{minute:02d}"
        half = "am" if hour < 12 else "pm"
        return f"{hour % 12 or 12}{f':{minute:02d}' if minute else ''} {half}"


def read_evening(text: str) -> EveningHours | None:
    """Return the hours of an evening that a text names, or None if it wishes for none."""
    if not (_BED.search(text) or _PHONE.search(text)):
        return None
    bed = phone = today = None
    rising: list[int] = []
    asleep, subject = False, ""
    for clause, match in _clocks(text):
        before = clause[0]
        at = _minutes(match, evening=not _WAKES.search(before))
        if _WAKES.search(before):
            rising.append(at)
            continue
        if not _EARLIEST <= at <= _LATEST:
            continue
        wishes = _WISH.search(before) is not None
        subject = _subject(before) or subject or (_subject(text) if wishes else "")
        goes_on = clause[1] > len(before) and _GOES_ON.match(before) is not None
        if goes_on or _is_today(before, _led(match), wishes=wishes):
            today = at if today is None else today
        elif subject == "phone":
            phone = at if phone is None else phone
        elif subject:
            asleep = asleep or "sleep" in before.lower()
            bed = at if bed is None else bed
    if bed is None and phone is None:
        return None
    wished = bed if bed is not None else phone
    later = today if today is not None and wished is not None and today > wished else None
    twelve = any(m["half"] or m["half2"] for _, m in _clocks(text)) and not re.search(
        r"\b(?:1[3-9]|2[0-3])[:.h]\d\d", text
    )
    return EveningHours(
        bed=bed,
        phone=phone,
        today=later,
        rises=_risen(rising, wished),
        asleep=asleep,
        twelve=twelve,
    )


def _risen(rising: list[int], wished: int | None) -> int | None:
    """Return the first hour of rising that leaves a whole night, or None.

    Who wakes at half past three and lies there does not rise then.
    """
    return next((at for at in rising if wished is None or (at - wished) % _DAY >= _NIGHT), None)


def _clocks(text: str) -> Iterator[tuple[tuple[str, int], re.Match[str]]]:
    """Yield each hour of a text with the words of its clause in front of it; none of a refusal."""
    for match in _CLOCK.finditer(text):
        before = _CLAUSE.split(text[: match.start()])[-1]
        refused = _REFUSES.search(before)
        if refused is None or _subject(before[refused.end() :]):
            yield (before, match.start()), match


def _led(match: re.Match[str]) -> str:
    """Return the preposition that is a part of the match itself: "until 1"."""
    return f" {match.group().split(' ')[0]} " if match["hour3"] else ""


def _is_today(before: str, led: str, *, wishes: bool) -> bool:
    """Return whether an hour says how long the person is up today, not what is wished."""
    if _NONE.search(before) and led.strip().lower() != "before":
        return False  # "no phone after 9"
    return bool(_TODAY.search(before + led)) or (bool(_HABIT.search(before)) and not wishes)


def _subject(before: str) -> str:
    """Return whether a clause speaks of the phone or of the bed last."""
    beds, phones = list(_BED.finditer(before)), list(_PHONE.finditer(before))
    if not beds and not phones:
        return ""
    last_bed = beds[-1].start() if beds else -1
    return "bed" if last_bed > (phones[-1].start() if phones else -1) else "phone"


def _minutes(match: re.Match[str], *, evening: bool) -> int:
    if match["mid"]:
        return _DAY
    word = match["hour"] or match["hour2"] or match["hour3"] or match["past"]
    hour = _WORDS.get(word.lower()) or int(word)
    minute = int(match["min"] or 0) + 30 * bool(match["past"])
    half = (match["half"] or match["half2"] or "").lower()
    if half == "p" and hour < 12:
        hour += 12
    elif half == "a" and hour == 12:
        hour = 0
    elif not half and evening and 8 <= hour <= 12:
        hour += 12
    if evening and hour < 6:
        hour += 24
    return hour * 60 + minute
