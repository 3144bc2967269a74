"""The words of weekdays, clock spans and lengths of time."""

import re

from core.offline.reading.named_times import MONTH
from core.offline.reading.numbers import NUMBER, NUMBER_OR_ARTICLE

NAME = (
    r"(?:mon(?:day)?|tue(?:s|sday)?|wed(?:s|nesday)?|thu(?:r|rs|rsday)?|fri(?:day)?|sat(?:urday)?|"
    r"sun(?:day)?|week ?-?ends?|week ?-?days?|week ?nights?|school nights?|work ?days?|"
    r"work nights?)s?"
)
PART = r"(?:mornings?|evenings?|nights?|afternoons?|lunch(?:es|times?| ?breaks?)?)"
_OTHER_SUBJECT = r"(?! ?, ?(?:and |or )?(?:on )?\w+ (?:i|we|he|she|they|is|are)\b)"
"""Behind "Monday to Thursday" another sentence may begin with its day: ", Fridays I mind her"."""
_JOIN = (
    rf"(?:{_OTHER_SUBJECT} ?, ?(?:and |or )?(?:on )?| ?(?:&|\+|/) ?| "
    rf"(?:and|or|plus|n|to|till|until|thru|through) (?:on )?(?:every )?(?:the )?|"
    rf" ?[-–—] ?| (?={NAME}\b))"
)
DAYS = re.compile(
    rf"\b{NAME}\b(?: {PART}\b)?(?:{_JOIN}{NAME}\b(?: {PART}\b)?)*(?![\w-])", re.IGNORECASE
)
_HOUR = r"(?P<{0}>\d{{1,2}})(?:[:.](?P<{0}m>\d\d))?(?:h|\s?(?P<{0}ap>[ap])\.?m\b\.?)?"
CLOCK = re.compile(
    rf"(?<![\d.,:€$£])\b{_HOUR.format('a')}\s?(?:-|–|—|to|till|until|and)\s?{_HOUR.format('b')}"
    rf"(?![\d:]|[.,]\d| ?(?:%|€|\$|£|x\b|st\b|nd\b|rd\b|th\b|times|km|kg|k\b|lbs?\b|pounds|weeks?|"
    rf"days?|months?|years?|min\w*|hours?|hrs?|h\b|pages|words|reps|miles|people|{MONTH}\b))",
    re.IGNORECASE,
)
LENGTH = re.compile(
    r"(?<![\d.,])(?<!quarter of )(?<!before )(?<!until )(?<!till )(?<!by )"
    rf"(?P<n>{NUMBER_OR_ARTICLE})"
    rf"(?: ?(?:-|–|to|or|and) ?{NUMBER})?[ -]?(?P<unit>hours?|hrs?|h|minutes?|mins?)\b"
    r"(?P<half> and a half)?",
    re.IGNORECASE,
)
