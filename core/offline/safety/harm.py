"""Recognise goals that are never planned: self-harm, eating disorders, substances, harm to others.

The rules run before any model; a match is answered with support and a way to get help.
"""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class SafetyNote:
    note: str
    safe_alternative: str = ""


_CRISIS = SafetyNote(
    note=(
        "I am glad that you wrote this down, and I am sorry that it is so hard. This is not "
        "something to plan alone. Please talk to somebody now: your local emergency number, a "
        "crisis line (988 in the US, 116 123 in the UK and Ireland, findahelpline.com "
        "elsewhere), a doctor, or a person you trust."
    ),
    safe_alternative="Call a person I trust today and tell them how I feel",
)
_EATING = SafetyNote(
    note=(
        "A plan like this can do your body real harm, so it is not written here. Please talk "
        "with a doctor or an eating-disorder helpline; they help without judging. If you like, "
        "Rein can plan regular, enough and enjoyable meals."
    ),
    safe_alternative="Eat three regular meals a day and talk to a doctor about my weight",
)
_EXTREME = SafetyNote(
    note=(
        "Losing weight that fast is not safe, so it is not planned. Half a kilogram to a "
        "kilogram a week is the range that lasts; a doctor can tell what fits you. Rein can "
        "plan a steady loss instead."
    ),
    safe_alternative="Lose half a kilogram a week for 12 weeks with regular meals",
)
_MEDICAL = SafetyNote(
    note=(
        "Decisions about medicine and treatment belong to you and your doctor or pharmacist, so "
        "Rein does not plan them. It can plan the questions for the appointment, or habits that "
        "go along with the treatment."
    ),
    safe_alternative="Prepare five questions for my doctor and book an appointment this month",
)
_SUBSTANCE = SafetyNote(
    note=(
        "Stopping from heavy drinking or from opioids or sedatives at once can be dangerous, so "
        "please see a doctor or a drug and alcohol service first. With their plan in hand, Rein "
        "can help with the days."
    ),
    safe_alternative="Talk to a doctor about stopping safely and write down my plan this week",
)
_OTHERS = SafetyNote(
    note=(
        "Rein does not plan anything that hurts people or breaks the law. If you are angry or "
        "in danger, talk to somebody you trust or a local helpline. If there is a goal behind "
        "this, write that one."
    ),
)

_RULES: tuple[tuple[re.Pattern[str], SafetyNote], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), note)
    for pattern, note in (
        (
            (
                r"\b(?:kill(?:ing)? myself|suicid\w*|end (?:my life|it all)|take my (?:own )?life|"
                r"(?:want|wish|like|going) to die\b(?! (?:hard|of laughter))|"
                r"don'?t want to (?:live|be alive|exist)|better off dead|self[- ]?harm|"
                r"hurt(?:ing)? myself|cut(?:ting)? myself\b(?! (?:some|a|off|out))|"
                r"no reason to live|unalive|overdose|hang myself)\b"
            ),
            _CRISIS,
        ),
        (
            (
                r"\b(?:anorexi\w*|pro[- ]?ana|thinspo|bulimi\w*|purg(?:e|ing)|vomit\w* (?:after|"
                r"my)|throw(?:ing)? up after|laxatives?|starv(?:e|ing) myself|"
                r"stop eating(?! (?:meat|sugar|sweets|junk|fast|bread|late|out|candy|chocolate|"
                r"after|at|so|before|fried|processed|snacks|dairy|gluten|carbs|red))|"
                r"not eat(?:ing)? (?:anything|for)|eat nothing|(?:eat(?:ing)?|live on|diet of|"
                r"under|only|max(?:imum)?|stay(?:ing)? (?:at|under|below)) (?:\w+ "
                r"){0,3}?(?:[1-9]\d{0,2}|1000) ?(?:k?cal\w*)|(?:water|dry|juice) fast(?:ing)?|"
                r"fast(?:ing)? for (?:\d+|two|three|four|five|six|seven|ten) (?:days|weeks)|"
                r"thigh gap|size zero|(?:weigh|get (?:down )?to|reach) (?:under |"
                r"less than )?(?:[23]\d) ?(?:kg|kilos?)\b)"
            ),
            _EATING,
        ),
        (
            (
                r"\b(?:stop(?:ping)?|quit(?:ting)?|come off|get off|go off|wean off|reduce|halve|"
                r"skip|without) (?:taking )?(?:my |all )?(?:own )?(?:medication|medicine|meds|"
                r"insulin|antidepressants?|ssris?|lithium|blood thinners?|chemo\w*|beta blockers?|"
                r"statins?|pills for my heart|antipsychotics?|prednisone|steroid treatment|"
                r"warfarin)\b|\b(?:cure|heal|treat|reverse) (?:my |the )?(?:cancer|tumou?r|"
                r"diabetes|hiv|bipolar|schizophrenia|epilepsy|depression|ms|parkinson'?s|covid|"
                r"heart disease)\b|\b(?:inject|take|cycle|dose) (?:\w+ )?(?:steroids|sarms|"
                r"testosterone|hgh|ozempic)\b|\bself[- ]medicat\w+|\bdiagnose (?:my|myself)\b"
            ),
            _MEDICAL,
        ),
        (
            (
                r"\b(?:heroin|opioids?|oxy(?:contin|codone)?|fentanyl|benzo(?:s|diazepines?)?|"
                r"xanax|valium|methadone|meth\b|crack cocaine)\b|\b(?:detox|"
                r"withdraw\w*) (?:from alcohol )?(?:alone|at home|cold turkey)\b|"
                r"\bcold turkey\b.{0,40}\b(?:alcohol|drink\w*|vodka)\b|\b(?:alcohol|drink\w*|"
                r"vodka)\b.{0,40}\bcold turkey\b|\bbottles? of (?:vodka|whisk(?:e)?y|gin|rum|"
                r"wine) (?:a|per|every) day\b"
            ),
            _SUBSTANCE,
        ),
        (
            (
                r"\b(?:kill|murder|poison|stab|shoot|beat up|attack|stalk|kidnap|rape|blackmail|"
                r"torture) (?:my |the |a |an |him|her|them|some|all |every|people|someone|"
                r"everyone)|\b(?:build|make|buy) (?:a |an )?(?:bomb|explosives?|pipe bomb|"
                r"ghost gun|meth)\b|\b(?:rob|launder|hack into|steal (?:from|money|a|the)|"
                r"shoplift|sell drugs|cook meth|deal drugs|forge|counterfeit|get revenge|"
                r"take revenge|cheat on my (?:exam|taxes|test)|drive drunk|track my (?:ex|"
                r"wife'?s phone|girlfriend)|spy on)\b"
            ),
            _OTHERS,
        ),
    )
)
_LOSS = re.compile(
    r"\blose (?:about |around |at least |over )?(?P<n>\d+(?:\.\d+)?) ?(?P<unit>kg|kilos?|kgs|"
    r"kilograms?|lbs?|pounds|stone) (?:of \w+ )?(?:in|within|this|over|by|until)(?: the)?(?: next| "
    r"only| just)? (?P<span>(?:\d+|a|an|one|two|three|four) (?:days?|weeks?|months?)|week|month|"
    r"tomorrow|next week|weekend)",
    re.IGNORECASE,
)
_KG = {"k": 1.0, "l": 0.4536, "p": 0.4536, "s": 6.35}
_DAYS = {"d": 1, "w": 7, "m": 30}
_COUNT = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "next": 1}
_MOST_KG_PER_WEEK = 3.0
"""A loss faster than twice this is refused; up to that, two choices are offered."""


def find_safety_note(text: str) -> SafetyNote | None:
    """Return the supportive answer to a goal that must not be planned, or None."""
    for pattern, note in _RULES:
        if pattern.search(text):
            return note
    return _EXTREME if _is_unsafe_loss(text) else None


def _is_unsafe_loss(text: str) -> bool:
    match = _LOSS.search(text)
    if match is None:
        return False
    words = match["span"].lower().split()
    count = float(words[0]) if words[0].isdigit() else float(_COUNT.get(words[0], 1))
    days = 1.0 if words[-1] == "tomorrow" else count * _DAYS.get(words[-1][0], 1)
    kilograms = float(match["n"]) * _KG[match["unit"][0].lower()]
    return kilograms / max(1.0, days / 7) > _MOST_KG_PER_WEEK * 2
