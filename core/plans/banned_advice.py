"""Harmful advice that no plan may contain, and the safe alternative for each kind."""

import re
from functools import lru_cache

_BANNED: tuple[tuple[re.Pattern[str], str], ...] = (
    (
        re.compile(
            r"\b(?:crash diet|starv\w+|skip(?:ping)? (?:all )?meals?|water fast|(?:24|36|48|"
            r"72)[- ]hour fast|fast for (?:\d+|two|three|several) days|"
            r"(?:[1-9]\d{0,2}|1000) ?(?:k?cal\w*)(?: a| per) day|diet pills?|laxatives?|vomit\w*|"
            r"purg(?:e|ing)|detox)\b",
            re.IGNORECASE,
        ),
        "Plan three regular meals for tomorrow with vegetables in each",
    ),
    (
        re.compile(
            r"\b(?:train|run|work|push|play|lift|exercise)\w* through (?:the |your |any )?(?:pain|"
            r"injury|fever)\b|\bno rest days?\b",
            re.IGNORECASE,
        ),
        "Rest today, and see a professional if the pain stays",
    ),
    (
        re.compile(
            r"\b(?:steroids?|sarms|painkillers? before|stop (?:taking )?(?:your )?(?:medication|"
            r"insulin|antidepressants?|meds))\b",
            re.IGNORECASE,
        ),
        "Ask your doctor before you change anything about medicine",
    ),
    (
        re.compile(
            r"\b(?:pull an )?all[- ]nighter\b|"
            r"\bsleep (?:only )?(?:[1-4]|one|two|three|four) hours\b",
            re.IGNORECASE,
        ),
        "Stop at a fixed hour and sleep",
    ),
    (
        re.compile(
            r"\b(?:payday loans?|borrow (?:money )?to invest|"
            r"max out (?:your |a )?(?:credit )?cards?|"
            r"put (?:all|everything) (?:in|into|on) (?:crypto|bitcoin|one stock))\b",
            re.IGNORECASE,
        ),
        "Ask a free debt or money adviser before you borrow or invest",
    ),
    (
        re.compile(
            r"\b(?:detox|withdraw) (?:from alcohol )?alone\b|\bquit alcohol cold turkey\b",
            re.IGNORECASE,
        ),
        "Speak to a doctor before you stop drinking from one day to the next",
    ),
)


@lru_cache(maxsize=4096)
def safe_alternative(text: str) -> str | None:
    """Return the safe alternative to banned advice in a text, or None if it has none."""
    return next((safe for pattern, safe in _BANNED if pattern.search(text)), None)
