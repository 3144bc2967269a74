"""What giving something up saves: a price of the message times what the goal says is used."""

import re

from core.chat.reply import CoachReplyDraft
from core.offline.chat.asked import Asked, named, when_due
from core.offline.chat.counted.days import reply_in
from core.offline.chat.message.amounts import Role, amounts_in
from core.offline.chat.message.parts import Message
from core.offline.reading.numbers import format_number
from core.offline.reading.units import BARE_SUM
from core.offline.writing.format_amount import format_amount

_SAVES = re.compile(r"\b(?:save|saving|spend|spent|cost|costs|worth)\b", re.IGNORECASE)
_PACK = re.compile(r"\b(?:packs?|packets?|boxe?s?)\b", re.IGNORECASE)
_EACH = re.compile(
    r"\b(?:each|apiece|a (?:pint|beer|glass|bottle|coffee|drink|cigarette))\b", re.IGNORECASE
)
_SPAN = re.compile(r"\b(?:a|per|each|in a|one|the) (?P<span>year|month|week)\b", re.IGNORECASE)
_DAYS = {"week": 7.0, "month": 365.25 / 12, "year": 365.0}
_IN_A_PACK = 20


def savings(asked: Asked, message: Message) -> CoachReplyDraft | None:
    """Answer what is saved in a year, month or week; None if price or use is not known."""
    now, text = asked.situation, message.text
    price = next((each for each in message.amounts if each.role is not Role.LEFT), None)
    used = next((a for a in amounts_in(now.request.text, now.today) if a.days), None)
    span = _SPAN.search(text)
    pack = _PACK.search(text) is not None
    if price is None or used is None or span is None or not _SAVES.search(text):
        return None
    if not asked.playbook.gives_up_something or not (pack or _EACH.search(text)):
        return None
    a_day = used.value / used.days
    units = a_day / _IN_A_PACK if pack else a_day
    name = span["span"].lower()
    total = units * price.value * _DAYS[name]
    of_pack = f", {_IN_A_PACK} to a pack," if pack else ""
    write = now.computed(format_amount(round(total), price.unit or BARE_SUM))
    each = format_amount(price.value, price.unit or BARE_SUM)
    use = now.computed(format_number(a_day))
    parts = [
        (
            f"With the {use} a day of your goal{of_pack} and {each} each that is about "
            f"{write} a {name}."
        )
    ]
    step = now.next_open
    if step is not None:
        parts.append(f"Next is {named(step)}, {when_due(step, now.today)}.")
    return reply_in(now.week, " ".join(parts), *([step] if step is not None else []))
