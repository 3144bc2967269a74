"""Read amounts that mean something only together: a part of a whole, a change, the newest value."""

import re
from dataclasses import replace

from core.offline.reading.amounts.compound import compounds_in
from core.offline.reading.facts import GoalFacts, Quantity, QuantityKind, Span
from core.offline.reading.numbers import NUMBER, parse_number
from core.offline.reading.roles.role_reading import RoleReading
from core.offline.reading.roles.roles import Role, Slot
from core.offline.reading.units import UNITS, convert

_ABOUT = r"(?:the |about |around |some |roughly |my |his |her |our )*"
_PLACE = "|".join(unit for unit in UNITS if f"{unit}s" in UNITS)
"""What is numbered one by one: page 210 of 640, chapter 6 of 14."""
_PART = re.compile(
    rf"(?:\b(?P<place>{_PLACE}) )?(?P<n>{NUMBER})(?: (?!out\b)(?P<noun>[a-z-]{{3,}}))? (?:out )?of "
    rf"{_ABOUT}(?P<whole>{NUMBER})"
    r"(?: (?P<later>[a-z-]{3,}))?",
    re.IGNORECASE,
)
_CHANGES = re.compile(
    r"(?:\b(?P<down>lose|losing|drop|dropping|shed|shedding|take off|get rid of)|"
    r"\b(?P<up>gain|gaining|put on|putting on|add|adding))(?: [a-z]+){0,2} ?$",
    re.IGNORECASE,
)
_BY = re.compile(
    r"(?:\b(?P<down>reduce|lower|cut|down|drop)\w*|\b(?P<up>increase|raise|improve|up)\w*)"
    r"\b[^.;,]{0,40}\bby $",
    re.IGNORECASE,
)
_MOVED = re.compile(
    rf"(?P<old>{NUMBER})(?: ?[a-z%]{{1,12}})? ?(?:to|->|→|then) (?:about |around )?"
    rf"(?P<new>{NUMBER})",
    re.IGNORECASE,
)
_CHANGE = re.compile(
    rf"{_CHANGES.pattern.removesuffix('$')}(?P<n>{NUMBER})(?: ?(?P<unit>kgs?|kilos?|lbs?|pounds?|"
    r"stone|cm|%))?\b",
    re.IGNORECASE,
)
_IS_DONE = re.compile(r"(?: [a-z-]+)? (?:are|is|have|has|done|finished|so far)\b", re.IGNORECASE)
_TODAY = 0.3
_TIME_FOLLOWS = re.compile(r" ?(?:min|sec|h\b|hours?\b)", re.IGNORECASE)
_WANTED = re.compile(
    rf"\b(?:want|need|aim(?:ing)? for|target|goal|get to|reach|hoping for)"
    rf"(?: (?:is|a|to|get|about|at|least|of|it|be))* (?P<n>{NUMBER})(?![\d:/]| ?(?:%|h|min|days?|"
    r"weeks?|months?|hours?)\b)",
    re.IGNORECASE,
)


def part_of_whole(reading: RoleReading) -> tuple[Quantity, Quantity] | None:
    """Return (done, all) of "22 of about 60 pages are done", if the clause says how far it is."""
    for match in _PART.finditer(reading.text):
        done, whole = parse_number(match["n"]), parse_number(match["whole"])
        number = _span(match, "n")
        stated = max(
            reading.role_share(number, (Role.START,)),
            *(
                reading.slot_share(part, (Slot.BASELINE,))
                for part in (number, _span(match, "whole"))
            ),
        )
        if not done < whole or (stated < _TODAY and not _IS_DONE.match(reading.text, match.end())):
            continue
        place = UNITS[match["place"].lower()][0] if match["place"] else ""
        noun = (match["noun"] or place or match["later"] or "").lower()
        one = Quantity(value=done, unit=noun, kind=QuantityKind.COUNT, span=number)
        wanted = _WANTED.search(reading.text, match.end())
        if wanted is not None and done < parse_number(wanted["n"]) < whole:
            mark = parse_number(wanted["n"])  # "410 out of 720, I want 600"
            return one, replace(one, value=mark, span=_span(wanted, "n"))
        return one, replace(one, value=whole, span=_span(match, "whole"))
    return None


def plain_pair(reading: RoleReading, rules: GoalFacts) -> Quantity | None:
    """Return the amount today of a short goal that names both: "from 5 km to 10 km".

    In such a goal the small words leave no doubt, and the rules read them.
    """
    target, today = rules.quantity, rules.baseline
    if not reading.is_short or target is None or today is None or target.value == today.value:
        return None
    return today


def moves(text: str) -> tuple[tuple[Span, Span], ...]:
    """Return the pairs (old, new) of "from 1580 to 1430"."""
    return tuple((_span(match, "old"), _span(match, "new")) for match in _MOVED.finditer(text))


def is_weekly_time(amount: Quantity) -> bool:
    """Return whether an amount is time given each week, which is an effort and no result."""
    return amount.kind == QuantityKind.TIME and amount.per == "week" and amount.unit in {"h", "min"}


def is_history(rule: Quantity, known: list[tuple[Quantity, float]], text: str) -> bool:
    """Return whether a rule took a step of the past for the target: "fell from 1580 to 1430"."""
    inside = [pair for pair in moves(text) if pair[0].start <= rule.span.start < pair[1].end]
    return any(not a.start <= k.span.start < b.end for a, b in inside for k, _ in known)


def outside_moves(known: list[tuple[Quantity, float]], text: str) -> list[tuple[Quantity, float]]:
    """Return the amounts without steps of the past, if others remain."""
    pairs = moves(text)
    rest = [k for k in known if not any(a.start <= k[0].span.start < b.end for a, b in pairs)]
    return rest or known


def newest_value(text: str, found: Quantity, target: Quantity | None) -> Quantity:
    """Return the amount today: of "fell from 1580 to 1430" the newer, unless it is wanted."""
    for old, new in moves(text):
        wanted = target is not None and _overlap(new, target.span)
        if _overlap(old, found.span) and not wanted:
            return replace(found, value=parse_number(new.text), high=None, span=new)
    return found


def reached_value(text: str, target: Quantity, today: Quantity | None) -> Quantity:
    """Return what "lose 8 kg, now 82" arrives at; without the value today it stays the change."""
    now = None if today is None else convert(today.value, today.unit, target.unit)
    if now is None or target.per or target.value >= now:
        return target
    before = text[: target.span.start]
    change = _CHANGES.search(before) or _BY.search(before)
    if change is None:
        return target
    sign = -1 if change["down"] else 1
    return replace(target, value=round(now + sign * target.value, 2), high=None)


def is_change(text: str, amount: Quantity) -> bool:
    """Return whether an amount says by how much, not where to: "lose 8 kg"."""
    before = text[: amount.span.start]
    return (_CHANGES.search(before) or _BY.search(before)) is not None


def stated_change(text: str, today: Quantity) -> Quantity | None:
    """Return what "I weigh 91 kilos and want to lose 9" arrives at."""
    for change in compounds_in(text):
        size = convert(change.value, change.unit, today.unit)
        if size is not None and is_change(text, change) and not _overlap(change.span, today.span):
            return reached_value(text, replace(change, value=size, unit=today.unit), today)
    for match in _CHANGE.finditer(text):
        number = _span(match, "n")
        unit = today.unit if match["unit"] is None else UNITS.get(match["unit"].lower(), ("",))[0]
        if unit == today.unit and not _overlap(number, today.span):
            amount = replace(today, value=parse_number(number.text), high=None, span=number)
            return reached_value(text, amount, today)
    return None


def is_bare(amount: Quantity, beside: list[tuple[Quantity, float]]) -> bool:
    """Return whether an amount is without the unit that others write: "on my phone til 1"."""

    def has_unit(one: Quantity) -> bool:
        return any(character.isalpha() for character in one.span.text)

    return not has_unit(amount) and any(has_unit(other) for other, _ in beside)


def is_a_time(text: str, amount: Quantity) -> bool:
    """Return whether the words after an amount make it minutes: "from 62 to 55 minutes"."""
    return amount.kind != QuantityKind.TIME and bool(_TIME_FOLLOWS.match(text, amount.span.end))


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _span(match: re.Match[str], group: str) -> Span:
    return Span(start=match.start(group), end=match.end(group), text=match[group])
