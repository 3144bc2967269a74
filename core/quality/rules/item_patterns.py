"""Regular expressions for the evidence of each rubric item."""

import re

VAGUE = re.compile(
    r"\b(?:better|more|less|some|try|trying|maybe|somehow|stuff|things?|various|healthier|fitter|"
    r"happier|a lot|a bit|good|nice|improve|soon|someday|etc|several|many|as much as possible|in "
    r"shape)\b",
    re.IGNORECASE,
)
METHOD = re.compile(
    r"\b(?:track\w*|log(?:ged|ging|s)?|record\w*|measur\w+|count(?:ed|ing|s)?|weigh\w*|note|noted|"
    r"write down|written down|tick\w*|mark(?:ed|ing)?|app|scale|diary|journal|"
    r"pedometer|watch|spreadsheet|test|monitor\w*|checklist|calendar|score\w*)\b[^.\n]{0,60}",
    re.IGNORECASE,
)
CHECKPOINT = re.compile(
    r"[^.\n]{0,60}\b(?:by week \d+|after (?:the first )?(?:\w+) (?:weeks?|months?)|"
    r"every (?:two|three|"
    r"four|\d) weeks|halfway|mid-?point|milestones?|check-?in|weekly review|"
    r"(?:first|each) month|per "
    r"month|by the end of the first)\b[^.\n]{0,60}",
    re.IGNORECASE,
)
FIRST_STEP = re.compile(
    r"[^.\n]{0,80}\b(?:this week|today|tomorrow|tonight|first,? i|first step|"
    r"start(?:ing)? (?:on|with|"
    r"by|today|now|this)|begin(?:ning)? with|week 1|weeks 1 to|"
    r"on (?:mon|tues|wednes|thurs|fri|satur|"
    r"sun)day|next (?:mon|tues|wednes|thurs|fri|satur|sun)day)\b[^.\n]{0,80}",
    re.IGNORECASE,
)
PLACE_OR_TIME = re.compile(
    r"\b(?:at|after|before|during|around|from) (?:\d{1,2}(?::\d\d)?(?: ?[ap]\.?m\.?)?|"
    r"work|breakfast|"
    r"lunch|dinner|school|bed(?:time)?|waking|noon|night|home|the gym|the park|the office|class|"
    r"meals?)\b|"
    r"\b(?:in the (?:morning|evening|afternoon)s?|on (?:weekends?|weekdays?)|in bed|at home|each "
    r"(?:morning|night|day|week))\b|\b(?:mon|tues|wednes|thurs|fri|satur|sun)days?\b|\bdaily\b|"
    r"\bweekly\b|\b(?:on )?weekends?\b",
    re.IGNORECASE,
)
MINUTES = re.compile(
    r"[^.\n]{0,30}\b(?:\d+|an?|half an|one|two|three) ?-?(?:hours?|h|hrs?|minutes?|mins?)\b"
    r"[^.\n]{0,30}",
    re.IGNORECASE,
)
IF_THEN = re.compile(
    r"\b(?:if|when(?:ever)?)\b[^.\n]{3,120}?,? ?\b(?:then|i(?:'ll| will))\b[^.\n]{3,160}\.?",
    re.IGNORECASE,
)
DURATION = re.compile(
    r"\bfor (?:the (?:next|first) )?(?:\d+|one|two|three|four|five|six|eight|ten|twelve|a) "
    r"(?:days?|"
    r"weeks?|months?|years?)\b|\b(?:this|next) (?:week|month|year)\b|\bover \d+ weeks?\b",
    re.IGNORECASE,
)
LEAD_IN = re.compile(
    r"\b(?:i|we|he|she|client|patient|they) (?:will|shall|am going to|want to|plan to|aim to|would "
    r"like to|intend to|to)\s+(?:\w+ly )?(?P<verb>[a-z-]+)(?P<rest> [^.\n]{2,})",
    re.IGNORECASE,
)
OBSTACLE = re.compile(r"\bobstacle[^.\n]{3,120}", re.IGNORECASE)
CIRCUMSTANCE = re.compile(
    r"\b(?:together with|with (?:my|a|an|the|friends|family|help|someone)|using|"
    r"by (?:\w+ly )?\w+ing|"
    r"such as|e\.g\.|including|"
    r"instead of|rather than|when(?:ever)? |while|whilst|near|in the (?:park|office|neighbou?rhood|"
    r"garden|pool|gym|library)|"
    r"at (?:home|work|school|lunch|dinner|breakfast|the)|"
    r"after (?:work|school|dinner|lunch|breakfast|\w+ing)|"
    r"before (?:work|bed|sleep|dinner|lunch|breakfast|\w+ing)|during|because of|despite|even (?:if|"
    r"when)|around the|from the|through)"
    r"\b[^.\n]{2,100}",
    re.IGNORECASE,
)
ANY_NUMBER = re.compile(r"\b\d+(?:[.,]\d+)?\b[^.\n,;]{0,20}")
VERB_AND_OBJECT = 2
LIST_LINE = re.compile(
    r"(?m)^\s*(?:[-*•]|\d+[.)])?\s*(?:[A-Z][\w' -]{2,40}: )?(?P<step>[A-Z]?[a-z-]+ [^\n]{4,})$"
)
