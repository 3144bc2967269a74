"""Tells telephone and card numbers from other numbers.

Telephone numbers are known by the plans of libphonenumber. One without a country code is looked
for in the plans of a few countries, and only if it is grouped as they group it: what leaves to a
model must keep its dates, weights and sums of money.
"""

import re

REGIONS = (None, "US", "GB", "DE", "FR", "ES", "IT", "NL", "AT", "CH")
"""None is any country, for numbers that begin with its code."""
MIN_DIGITS, MAX_DIGITS = 9, 15
"""E.164 allows 15; numbers of fewer than 9 digits are mostly years and amounts."""

_AMOUNT = re.compile(r"\d+[.,]\d+|\d{1,3}(?:[ .,\u00a0]\d{3})+(?:[.,]\d+)?")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}|\d{1,2}[./-]\d{1,2}[./-]\d{4}")


_CARD = re.compile(
    r"(?=3[0-8]|[24-6])(?:"
    r"\d{13,19}|\d{4}([ -])\d{4}\1\d{4}\1\d{1,7}|\d{4}([ -])\d{6}\2\d{4,5})"
)


def is_card_number(written: str) -> bool:
    """Return whether digits begin as those of the large schemes and are grouped as on a card.

    https://en.wikipedia.org/wiki/Payment_card_number; the check digit is checked elsewhere.
    """
    return _CARD.fullmatch(written) is not None


def is_phone_number(written: str) -> bool:
    """Return whether a group of digits and signs is a telephone number of one of these plans."""
    digits = sum(sign.isdigit() for sign in written)
    if not MIN_DIGITS <= digits <= MAX_DIGITS:
        return False
    if _AMOUNT.fullmatch(written.strip()) or _DATE.search(written):
        return False
    # Imported here, because most texts have no candidate and the import takes a tenth of a second.
    from phonenumbers import Leniency, PhoneNumberMatcher  # noqa: PLC0415

    text = f"+{written[2:]}" if written.startswith("00") else written
    return any(
        PhoneNumberMatcher(text, region, leniency=Leniency.STRICT_GROUPING).has_next()
        for region in REGIONS
    )
