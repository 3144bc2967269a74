"""Patterns of the second opinion on errands: questions, commands, aspirations."""

import re

QUESTION = re.compile(
    r"^\W*(?:and |so |hey,? |ok(?:ay)?,? |computer,? |ai,? )?(?:what(?:'?s|'re)?|how(?:'s)?|"
    r"who(?:'s)?|when(?:'s)?|where(?:'s)?|why|which|whose|is|are|am|can|could|would|will|should|"
    r"shall|was|were|may|might|isn't|aren't|don't you|(?:do|does|did|have|has|had) (?:i|you|we|"
    r"they|he|she|it|my|your|any|people|there|employers)|does|did|has|tell me|show me|give me|"
    r"let me|in what|on what|at what|in which|for how|about how|any "
    r"idea|heard any|walk me)\b",
    re.IGNORECASE,
)
EMBEDDED_QUESTION = re.compile(
    r"\b(?:can you|could you|would you|can i\b|can u|do you know|please tell|let me know|tell me|"
    r"how long|how much|how many|why was|why is|who do you|(?:like|want|wanna|need|love|gotta|"
    r"must|have|glad) (?:to )?know|i was wondering|will it be|am i|did i|should i|is it|"
    r"need help|can't find|"
    r"cannot)\b",
    re.IGNORECASE,
)
GOAL_AS_QUESTION = re.compile(
    r"^\W*(?:(?:can|could|would|will) you (?:please )?(?:help|coach|support|train|motivate) me|how "
    r"(?:can|do|could|should|would) i|what (?:can|could|should) i do to)\b",
    re.IGNORECASE,
)
ERRAND_VERBS = frozenset(
    """
    accept activate add adjust alert allow aquire augment block book call cancel check
    compare compile compose confirm connect consult contact convert copy create cross
    deactivate define delete deny describe detail dial disable disconnect display double
    email enable erase explain express figure file find fill flip forget forward freeze
    generate hear inform inject insert introduce list locate look modify mute name notify
    open order output pair pause pay play print provide pull put recite recommend refer
    relate remind remove rename render rent repeat reply report request reserve reset
    respond restart revert roll rollover rotate scan schedule search send share show sign
    skip spell specify submit substitute suggest summarize swap switch sync tell text toss
    track transfer transcribe translate turn unfreeze unmute unpause unsync update upload
    verify wake whisper draft answer zip
    """.split()
)
"""First words of immediate actions; a goal needs a frequency, a deadline or a number as well."""
AMBIGUOUS_VERBS = frozenset(
    """
    act adopt change empty move analyze ask assist begin buy classify clear ensure focus
    follow get give go google help hire incorporate know let lets let's make navigate need
    place pretend restore ring say see set simulate speak start take talk use watch
    """.split()
)
"""First words that start a goal as often as a command."""
REPAYS_DEBT = re.compile(r"^pay (?:\w+ )?(?:off|back|down)\b", re.IGNORECASE)
ASKS_FOR_DELIVERY = re.compile(
    r"^\W*(?:please )?(?:\w+ ){1,2}?me (?:a|an|the|some|up|all|my|more|articles|info|information|"
    r"pictures?|videos?)\b|\b(?:for|to|of) me\s*$|"
    r"\bhelp me (?:find|locate|connect|apply|get my|set|book|order|plan my|choose|figure)\b|\b(?:a|"
    r"the) list of\b|^\W*(?:find|get|look|search|send)\b.*\barticles\b",
    re.IGNORECASE,
)
ASSISTANT_TOPIC = re.compile(
    r"\b(?:timer|voice\b|settings|my order|a package|safety deposit|my name|the name|"
    r"transactions?|rewards|the tv|on amazon|alarm (?:for|at|set|clock)|an alarm|songs? playing|"
    r"this song|the song|next song|upcoming song|one song|lyrics|playlist|my ipod|volume|speaker|"
    r"whisper|to-?do list|shopping list|grocery list|a reminder|my reminders?|reservations?|"
    r"table for|my calendar|calendar entries|checking (?:account|and|to|into)|my checking|"
    r"savings account|bank account|accounts? (?:balance|number)|my accounts?|my bank|"
    r"direct deposit|credit (?:limit|score|rating|report)|fico|apr|my pin|routing|my bills?|"
    r"(?:gas|electric|light|cable|water|rent|phone|power) bill|uber|taxi|flights?|hotel|"
    r"rental car|a car for|suv|carry-?on|luggage|visa card|mastercard|new (?:credit )?card|"
    r"my card|(?:credit|debit) card(?: application|.s)|credit card (?:and|was|got)|insurance|"
    r"oil change|change (?:the )?(?:my )?(?:car'?s? )?(?:oil|tires?)|tires?|tire pressure|mpg|"
    r"check engine|recipes?|ingredients?|weather forecast|forecast|temperature|thermostat|(?:the|"
    r"my|all) lights? (?:on|off|in)|turn (?:on|off)|oven|gps|my location|directions|traffic|"
    r"time ?zone|what time|coin|dice|jokes?|riddle|fun fact|meaning of life|my phone to|"
    r"lost my phone|locat\w+ my phone|nickname|user name|responding|accent|factory settings|"
    r"original settings|synced?|bluetooth|voicemails?|text message|contacts?|phone plan|"
    r"phone call|pto|days? off|time off|vacation request|w-?2|payday|paycheck|tax return|trivia|"
    r"movies?|stocks?|definition|synonym|calculator|calories (?:are|in)|"
    r"nutrition(?:al)? (?:facts|info)|gift ideas|suggestions?|options|appointment|plug type|"
    r"exchange rate|travel (?:alert|notification|dates)|jump ?start|last maintenance|game rules?|"
    r"ringtone|trip to \w+,? i want|the bill|refund|thai food|"
    r"lasagna)\b",
    re.IGNORECASE,
)
ADDRESSES_ASSISTANT = re.compile(
    r"\b(?:you|your|yours|you're|response|reply|prompt|instructions?|chatbot|assistant|"
    r"this (?:text|"
    r"message|conversation)|the text above|output|code block)\b",
    re.IGNORECASE,
)
OUTPUT_VERBS = frozenset(
    """
    adjust call compare compile convert create define describe display draft find generate
    hear list look name organize output print provide report save search see show summarize
    tell translate whisper
    """.split()
)
"""Errands whose result is an answer, however long the text is."""
RESEARCH_START = re.compile(
    r"^(?:look into|search for (?:a |suitable )?(?:courses?|jobs?|short courses?))\b", re.IGNORECASE
)
LIFE_GOAL = re.compile(
    r"^(?:learn|become|master)\s+(?!(?:something|about|more about|anything|my|me|the (?:weather|"
    r"time|news))\b)\w|^(?:be|get|feel) (?:more |less )?(?:happier|happy|calmer|kinder|stronger|"
    r"fitter|healthier|organi[sz]ed|confident|patient|productive|present|disciplined)\b|^(?:stop|"
    r"quit) (?:procrastinat|worry|overthink|complain|smok|drink|gambl|vap|snack|bit|swear)\w*|"
    r"^(?:find|get|land) (?:a |an |another |my )?(?:\w+ )?(?:job|position|partner|mentor|hobby|"
    r"friends?)\b|^(?:buy|build|own) (?:a|an|our|my) (?:\w+ )?(?:house|home|flat|apartment|boat|"
    r"business|"
    r"company)\b",
    re.IGNORECASE,
)
"""Short goals that are never commands: a skill, a trait, a habit to stop, a house."""
CONVERSATIONAL = re.compile(
    r"\b(?:my|me|mine|us|our|i|i'm|i'd|let'?s|please|can|could|what|where|when|how|which|who)\b|\?",
    re.IGNORECASE,
)
"""Conversational words; a detailed goal rarely has them."""
ASPIRES = re.compile(
    r"\b(?:become|becoming|learn|learning|master|improve|get better|be better|get (?:fit|fitter|"
    r"stronger|healthier|promoted|comfortable|organi[sz]ed|over|rid of|back into|into shape|"
    r"in shape|my|a promotion|out of|up|enough|at least|a new job|an? [a-f]\b)|lose|quit|stop|"
    r"give up|giving up|cut|reduce|limit|build|write|finish|complete|run|train|practi[sc]e|study|"
    r"pass|exercise|meditate|overcome|develop|strengthen|eat|sleep|walk|swim|achieve|reach|"
    r"start (?:a|my|running|going|to|saving|weight)|volunteer|declutter|read|spend (?:more|less|"
    r"time)|be more|be able|feel|be calmer|beat|handle|manage|avoid|keep|cook|maintain|meet new|"
    r"friends|travel to|visit all|launch|publish|earn|repay|"
    r"pay (?:off|back|down|\d)|save|budget|grow|do (?:a|an|\d+|the|yoga|more)|have)\b",
    re.IGNORECASE,
)
GOAL_WORD = re.compile(
    (
        r"\b(?:my|our) (?:\w+ ){0,2}(?:goals? is|goals?:|aim is|resolution|dream is|target is)\b|"
        r"^\W*(?:my )?goals?\b"
    ),
    re.IGNORECASE,
)
WISH = re.compile(
    r"\b(?:i|we)(?:'d| would)? (?:want|wanna|like|love|hope|plan|intend|aim|wish|need|am going|"
    r"will|am "
    r"trying)\b|\bi(?:'ll|'m going to|'m trying to)\b",
    re.IGNORECASE,
)
STATEMENT = re.compile(
    r"^\W*(?:i|i've|i'm|i'd|my|it|its|it's|that|that's|the|this|there|there's|we|you|your|he|she|"
    r"they|"
    r"if|because|x|in x|looking at)\b",
    re.IGNORECASE,
)
BETTER = re.compile(
    r"\b(?:better|more|less|fewer|healthy|healthier|no|free|good|daily|every|regular)\b",
    re.IGNORECASE,
)
SMALL_TALK = re.compile(
    r"^\W*(?:hi|hello|hey|thanks?|thank you|bye|goodbye|farewell|good (?:morning|night|bye)|yes|"
    r"no,|nope|yeah|yep|ok|okay|sure|lol|haha+|test|testing|idk|whatever|nothing|absolutely|"
    r"correct|true|false|null|none|nil|undefined|nan|enjoy your|have a nice|be (?:more )?quiet|"
    r"stop (?:it|talking|"
    r"speaking|processing|now|please|that))\b",
    re.IGNORECASE,
)
