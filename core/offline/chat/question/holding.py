"""Whether what a message wants holds from now on, and not only once."""

import re

HOLDS_ON = re.compile(
    r"\bfrom (?:now|here|then|next (?:week|month)|today|tomorrow|january|february|march|april|"
    r"may|june|july|august|september|october|november|december)(?: (?:on|onwards?))?\b|"
    r"\bfor good\b|\bpermanent\w*\b|\bno longer\b|\bany ?more\b|\bgoing forward\b|"
    r"\bfor the rest\b|\bin (?:the )?future\b|\balways\b|\bevery (?:single )?(?:week|day|month|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b|"
    r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|week-?end|morning|evening)s\b(?! (?:run|"
    r"task|session|swim|ride))|"
    r"\b(?:a|per) week (?:now|anymore)\b|\bnow not \d",
    re.IGNORECASE,
)
"""Words of a change for good: "from now on", "no longer", "on Fridays"."""
