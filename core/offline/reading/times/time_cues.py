"""The words that say whose a time is and what it is for."""

import re

BESIDE = re.compile(
    r"(?<!\bgo )(?<!\bback )\b"
    r"(?:before|after|between|around|besides?|outside(?: of)?|from|to and from|to|until|on|post) "
    r"(?:my |the |our |every |each |a )?(?:work\b(?! on\b)|school\b|the office|office|"
    r"(?:night |day |late |early )?shifts?|job|college|uni|(?:night )?duty|mass|church|service|"
    r"temple|nursery|choir|football|nights)\b(?: and back)?",
    re.IGNORECASE,
)
"""Words that only say when: "40 minutes before work" is no time at work."""
TROUBLE = re.compile(
    r"\b(?:weak (?:spot|point|moment)s?|weakness|go(?:es)? wrong|(?:is|are|['’]s) (?:the |at its )?"
    r"(?:worst|hardest)|"
    r"(?:i|we) (?:always |usually |often |mostly |then )*(?:binge|overeat|snack|crave|give up|fail|"
    r"slip|relapse|fall off|cave|lose control|procrastinate|scroll)\w*|lie awake|awake (?:at|"
    r"again|every|most|all)|"
    r"can(?:['’]?t| ?not) (?:get back to )?sleep|"
    r"(?:eat|drink|smoke|spend)\w* (?:too|so) (?:much|many)|falls? apart|low point|my downfall)\b",
    re.IGNORECASE,
)
LESSON = re.compile(
    r"^\W*(?:(?:and|but|also|my|our|the|a|an|have|had|i|we|i['’]ve|got|got an?|with|see|there['’]s|"
    r"there is|go to|go|his|her|next|weekly|private|group|online|regular|one) )*"
    r"(?:[\w'’-]+ ){0,2}?(?:lessons?|class(?:es)?|course|teacher|tutor\w*|coach(?:ing)?|instructor|"
    r"rehearsals?|physio\w*|therap\w+|counsell?or|psychologist|dieti[ct]ian|nutritionist|"
    r"appointments?|check-?ups?|club (?=\x00)|league (?:match(?:es)?|games?)|meetings?|"
    r"support group|choir|band practice|mentor\w*|midwife|doctor|chemo\w*|dialysis)\b"
    r"(?: (?:is|are|(?:on|over|via) (?:zoom|skype|teams|video|line)|"
    r"meets?|sees me|takes place|comes|on|at|for|from|only|about|every|each|with "
    r"(?:the |my |a )?\w+))* ?\x00",
    re.IGNORECASE,
)
_WANTED_LESSON = (
    r"\b(?:want|would like|plan|like|going|hope|aim|can|could) to (?:take|have|do|go)\b"
)
WANTED = re.compile(_WANTED_LESSON, re.IGNORECASE)
RIDE = re.compile(
    r"\b(?:(?:on|in|during|with) (?:the|my|a) (?P<seat>train|bus|tube|metro|tram|ferry|subway|"
    r"underground|s-bahn)|(?P<named>train|bus|tube|metro|tram|ferry|subway) (?:ride|journey|trip)|"
    r"(?P<own>commut\w+|drive|ride)(?= ))",
    re.IGNORECASE,
)
BOTH_WAYS = re.compile(
    r"\b(?:each way|both ways|either way|one way|there and back|to work and back|"
    r"and back(?: home)?|each direction)\b",
    re.IGNORECASE,
)
USES = re.compile(
    r"\b(?:use|using|read(?:ing)?|listen\w*|podcasts?|audiobooks?|practi[cs]\w+|stud(?:y|ying)|"
    r"learn\w*|fit|flashcards?|i['’]ve got|i have|could|can)\b",
    re.IGNORECASE,
)
LOST = re.compile(
    r"\b(?:lose|lost|spend|spent|wast\w+|eats?|exhaust\w*|tired|knackered|so i|stuck|hate|no time|"
    r"not much time)\b",
    re.IGNORECASE,
)
NAMED_FREE = re.compile(
    r"\b(?:free\b(?! (?:of|trial|version|app|course))|off (?:on )?(?=\x00)|available|spare|"
    r"closed (?:on )?(?=\x00)|"
    r"(?:would|should|could|might)? ?works? (?:for me|best|well|fine|ok)|would (?:work|fit|suit)|"
    r"(?:when|where|time) i (?:can|could|go|do|train|practi[sc]e|have time)|"
    r"(?:is|are) (?:what|all) (?:i|we)\b|"
    r"(?:is|are) (?:the|my) (?:only )?(?:days?|mornings?|afternoons?|evenings?|times?|ones?)\b|"
    r"(?:is|are) (?:doable|realistic|possible|mine|for (?:it|this|me)|my time|ok|okay|fine|open)|"
    r"\b(?:only|quiet|own|spare|my) (?:\w+ )?time (?:is|are)\b|"
    r"(?:have|got|i['’]ve|we['’]ve|find|make|give|need|set aside|blocked? out|get|"
    r"then (?:it['’]?s|it is)) "
    r"(?:(?:about|around|maybe|roughly|only|just|from|a good|up to|over|some|like|between) )*"
    r"(?=\x00)|\w+ days (?=\x00)|left over|whatever is left|slots?\b)|"
    r"\x00[\w ,&'’-]{0,30} off\b|^\W*then (?=\x00)|"
    r"^\W*(?:\w+ )?it['’]s (?:just |only |mostly )?(?=\x00)",
    re.IGNORECASE,
)
"""Words that make a time free; a NUL is where a mention of a time begins."""
CAN = re.compile(
    r"\b(?:i|we)(?:['’]d| would| will|['’]ll)? ?(?:(?:only|just|really|realistically|also|probably|"
    r"still) )*(?:can|could|manage|be able to)\b(?!['’]?t| ?not\b)|"
    r"^\W*(?:(?:and|but|so|maybe|only|just) )*(?:can|could)\b(?!['’]?t| ?not\b)|"
    r"\b(?:can|could|will) (?:take (?:me|us)|(?:have|mind|watch) (?:him|her|them|the \w+))\b",
    re.IGNORECASE,
)
PRACTICE = re.compile(
    r"\b(?:(?:i|we)(?:['’]ll| will| usually| always| only| just| already| normally)? "
    r"(?:write|train|practi[sc]e|study|run|swim|lift|draw|paint|read|play|exercise|rehearse|revise|"
    r"sew|knit|code|stretch|cycle|walk|meditate|cook|film|sing|work out|work on)\b|"
    r"(?:practi[sc]ing|studying|training|revising|writing|homework|practi[sc]e) ?"
    r"(?:time|days?|slot)?(?=[ :](?:at home |is |are |on )?\x00)|"
    r"(?:stretching|puzzles|drills|scales|flashcards)\b|"
    r"(?:my|own) (?:practice|training|sessions?|slot)\b|"
    r"(?:homework|practi[cs]e|study|training|writing) time\b)",
    re.IGNORECASE,
)
_ALSO_DUTY = (
    r"(?:church|mass|mosque|temple|uni|lectures?|seminars?|school run|rota|overtime|on call|"
    r"(?:night |day |late |early |work )?shifts?|full[- ]time|part[- ]time|on my feet|choir)"
)
DUTY = re.compile(
    r"\b(?:i|we|i['’]m|im|am|who) ?(?:usually |always |also |mostly |only )?"
    r"(?:work|works|working|teach|volunteer|babysit|commute|coach)\b(?! out\b| on (?!mon|tue|wed|"
    r"thu|fri|sat|sun|week|the week)| best| for me| well| fine)|"
    r"^\W*work(?:s|ing)? (?:shifts?|nights|days|in|at|from|(?=\x00))|"
    r"\b(?:go|goes|going|am|be|back) (?:back )?(?:to|at|in) (?:the|my) office\b|"
    r"\b(?:i['’]?m|i am|im|we are|sit|spend)\b[^.;]{0,25} at (?:work|school|the office)|"
    r"\x00[^\x00]{0,20}\bat (?:work|the office)|"
    r"\bin (?:the|my) (?:office|shop|clinic|lab|hospital|kitchen|warehouse)\b[^\x00]*\x00|"
    r"\x00[^\x00]*\bin (?:the|my) (?:office|shop|clinic|lab|hospital|kitchen|warehouse)\b|"
    r"\b(?:up at \d+ ?(?:am)?|"
    r"(?:kids|children|son|daughter)[^,.;]{0,20}(?:at (?:school|nursery)|training|practice)|"
    r"(?:training|practice|football|swimming|ballet) (?:with|for) the (?:kids|children)|"
    r"(?:run|own|manage) an? (?:[\w-]+ )?(?:shop|cafe|café|bakery|restaurant|farm|pub|bar|"
    r"salon|business)|"
    r"custody|is here|are with me|is with me|have the (?:kids|children))\b|"
    r"(?:\b(?:is|are)|['’]re|['’]m) open\b|^\W*open (?:from |on )?(?=\x00)",
    re.IGNORECASE,
)
DUTY_DAYS = re.compile(
    rf"\b{_ALSO_DUTY}\b[^\x00]{{0,15}}\x00|\x00[^\x00]{{0,25}}\b{_ALSO_DUTY}\b", re.IGNORECASE
)
"""What takes the days that stand beside it."""
ROUTINE = re.compile(
    r",? (?:each |every |again )?(?:(?P<work>(?:before|after) (?:work|(?:my |the )?shift|"
    r"(?:the )?school(?: run)?))|(?:before|after) (?:tea|dinner|supper|breakfast|bed|lunch)|"
    r"in the (?:evening|morning|afternoon)s?|(?:at|over|during) (?:lunch|breakfast|night|bedtime|"
    r"tea-?time))\b",
    re.IGNORECASE,
)
"""Behind a length: the part of any day that it is in."""
GROUP_CLASS = re.compile(r"\b(?:class(?:es)?|course|sessions?|club)\b", re.IGNORECASE)
"""Where the thing itself is done, if no other time for it is named."""
FACILITY = re.compile(
    r"\b(?:pool|gym|library|studio|centre|center|hall|court|track|range|wall|rink|stable|"
    r"workshop)\b"
    r"[^,.;]{0,20}\bopen",
    re.IGNORECASE,
)
THAT_IS_WHEN = re.compile(
    r"\b(?:that['’]?s|which is|so that is|those are|this is) "
    r"(?:the (?:time|days?) |when )(?:i|we)\b|"
    r"\bthat['’]?s (?:it$|all i['’ ]|what i['’ ]|"
    r"(?:my|the|our|about) (?:only )?(?:time|slot|window)\b)",
    re.IGNORECASE,
)
REFUSES = re.compile(
    r"\b(?:not|no|never|except(?: for)?|but|excluding|without|apart from|other than|besides|avoid|"
    r"skip|(?:can|don|won|doesn|isn|aren|couldn)['’]?t|cannot|nothing)\b",
    re.IGNORECASE,
)
SHIFT_LENGTH = re.compile(
    r"\x00[\w-]+[ -](?:hours?|hrs?|h)[ -]?(?:long )?(?:shifts?|days|weeks?|job)\b|"
    r"\x00[^\x00]{0,20} of overtime\b",
    re.IGNORECASE,
)
"""A length of work: "three 12 hour shifts"."""
