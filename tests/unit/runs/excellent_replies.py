"""Replies as an excellent model gives them, in four languages, for goals of our own."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

TODAY = date(2027, 1, 6)
"""A Wednesday."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Replies:
    """A goal and what a model answers to its four requests."""

    words: str
    goal: dict[str, Any]
    resolution: dict[str, Any]
    plan: dict[str, Any]


def task(title: str, minutes: int, day: str | None = None) -> dict[str, Any]:
    return {"title": title, "minutes": minutes, "day": day}


def milestone(title: str, metric: str, target: float, unit: str) -> dict[str, Any]:
    return {"title": title, "metric": metric, "target": target, "unit": unit}


def _resolution(title: str, text: str, if_then: str, obstacle: str, weeks: int) -> dict[str, Any]:
    return {
        "title": title,
        "description": text,
        "rationale": text,
        "smart_statement": text,
        "metrics": [{"name": title, "target": title, "how": text}],
        "timeline": [{"name": title, "first_week": 1, "last_week": weeks, "aim": title}],
        "challenges": [{"obstacle": obstacle, "if_then": if_then}],
        "strategies": [{"name": title, "description": text}],
    }


def _goal(statement: str, line: str, **changes: Any) -> dict[str, Any]:
    lines = ("specific", "measurable", "achievable", "relevant", "time_bound")
    return {
        "statement": statement,
        **dict.fromkeys(lines, line),
        "domain": "general",
        "event_on": None,
        "constraints": [],
        "notes": [],
    } | changes


def grant() -> Replies:
    """A hand-in that is out of reach: the honest part, assumed hours, five weeks and two days."""
    text = (
        "By 11 February the application stands at 24 of the 30 pages, because 8 hours a week carry "
        "that much. You write on Monday and Thursday evenings at the kitchen table."
    )
    obstacle = "the twins wake up as soon as you open the laptop"
    pages = (8.0, 12.0, 16.0, 20.0, 24.0)
    return Replies(
        words="Our village choir needs the heritage grant. 30 pages, due 11 February, 4 written so "
        "far, never on weekends, the twins sleep badly",
        goal=_goal(
            "Write the 30 pages of the heritage grant by 11 February, on weekdays only.",
            "You write the pages that the fund asks for at the kitchen table.",
            goal_type="outcome",
            kind="project",
            target={"metric": "pages", "quantity": 30, "unit": "pages", "baseline": 4},
            deadline="2027-02-11",
            deadline_stated=True,
            event_on="2027-02-11",
            hours_per_week=8,
            hours_stated=False,
            constraints=["never on weekends"],
            obstacle=obstacle,
            assumptions=[
                {
                    "about": "hours a week",
                    "assumed": "8 hours a week",
                    "why": "two long evenings and three short ones",
                    "field": "hours_per_week",
                }
            ],
        ),
        resolution=_resolution(
            "Twenty-four grant pages by 11 February",
            text,
            "If the twins wake up, then I will note the next sentence by hand.",
            obstacle,
            5,
        ),
        plan={
            "weeks": [
                {
                    "phase": "Twenty-four grant pages by 11 February",
                    "focus": f"Reach page {p:g}",
                    "tasks": [
                        task("Download the fund's form and list what it asks for", 20, "Wed"),
                        task(f"Draft up to page {p:g} at the kitchen table", 180, "Mon"),
                        task("Proofread what stands and mark what is missing", 60, "Thu"),
                    ],
                    "if_then": "After the second waking, I will stop and write one line by hand.",
                    "milestone": milestone(f"{p:g} pages stand", "pages written", p, "pages"),
                    "load": p,
                }
                for p in pages
            ],
            "resources": [{"title": "The fund's advice line", "kind": "person", "url": None}],
            "contingencies": [{"trigger": "Two evenings lost", "response": "Cut the appendix."}],
            "check_in_weeks": [2, 5],
        },
    )


def soda() -> Replies:
    """A falling goal whose starting point the person did not say, with a quit date in the middle."""
    obstacle = "the vending machine beside the printer"
    line = "From 3 February on you drink water where you used to buy a can of cola."
    cans = ((3, 12.0), (4, 0.0), (8, 0.0))
    drops = dict(cans)
    loads = (15, 15, 12, 0, 0, 0, 0, 0)
    return Replies(
        words="no more cola from feb 3rd. the vending machine at work gets me every time",
        goal=_goal(
            "Drink water instead of cola, from 3 February on.",
            line,
            goal_type="behaviour",
            kind="quit",
            target={"metric": "cans a week", "quantity": 0, "unit": "cans", "baseline": None},
            deadline="2027-03-02",
            deadline_stated=False,
            event_on="2027-02-03",
            hours_per_week=1,
            hours_stated=False,
            obstacle=obstacle,
            assumptions=[
                {"about": "hours", "assumed": "1 hour a week", "field": "hours_per_week"},
                {"about": "length", "assumed": "until 2 March", "field": "deadline"},
            ],
        ),
        resolution=_resolution(
            "No cola from 3 February", line, "If I stand at the printer, then I drink.", obstacle, 8
        ),
        plan={
            "weeks": [
                {
                    "phase": "No cola from 3 February",
                    "focus": f"Week {n} without the machine",
                    "tasks": [
                        task("Hide the coins for the machine at home", 5, "Wed"),
                        task("Rate the day's thirst from 1 to 10", 10),
                    ],
                    "if_then": "If I stand at the printer, then I will fill my bottle.",
                    "milestone": milestone(f"{drops[n]:g} cans", "cans a week", drops[n], "cans")
                    if n in drops
                    else None,
                    "load": loads[n - 1],
                }
                for n in range(1, 9)
            ],
            "resources": [],
            "contingencies": [{"trigger": "A can after all", "response": "Pour out the rest."}],
            "check_in_weeks": [4, 8],
        },
    )


_FOREIGN: dict[str, dict[str, Any]] = {
    "German": {
        "words": "Ich will bis zum 2. März zwanzig Minuten am Stück schwimmen, abends bin ich müde",
        "line": "Du schwimmst im Hallenbad zwanzig Minuten am Stück, ohne am Rand zu halten.",
        "title": "Zwanzig Minuten am Stück schwimmen",
        "tasks": (
            ("5 Minuten Rückenschwimmen, dann ausruhen", "Mo"),
            ("Bahnen schwimmen und die Zeit im Heft notieren", "Do"),
        ),
        "if_then": "Wenn ich abends müde bin, dann packe ich nur die Tasche und gehe los.",
        "obstacle": "nach der Arbeit liegst du auf dem Sofa",
        "focus": "Ruhig atmen und nicht hetzen",
        "days": ("Mon", "Thu"),
    },
    "Spanish": {
        "words": "Quiero nadar veinte minutos seguidos antes del 2 de marzo, por la noche estoy cansado",
        "line": "Nadas veinte minutos seguidos en la piscina del barrio, sin agarrarte al borde.",
        "title": "Nadar veinte minutos seguidos",
        "tasks": (
            ("Nadar cinco minutos de espalda y descansar", "mié"),
            ("Nadar largos y apuntar el tiempo en el cuaderno", "do"),
        ),
        "if_then": "Si estoy cansado por la noche, preparo la bolsa y salgo de casa.",
        "obstacle": "después del trabajo te quedas en el sofá",
        "focus": "Respirar con calma y no correr",
        "days": ("Wed", "Sun"),
    },
    "Hindi": {
        "words": "मुझे 2 मार्च तक बीस मिनट लगातार तैरना है, शाम को मैं थक जाता हूँ",
        "line": "तुम तालाब में बीस मिनट लगातार तैरते हो, बिना किनारा पकड़े।",
        "title": "बीस मिनट लगातार तैरना",
        "tasks": (
            ("पाँच मिनट पीठ के बल तैरो और आराम करो", "सोमवार"),
            ("लंबाई तैरो और समय कॉपी में लिखो", "गुरुवार"),
        ),
        "if_then": "अगर शाम को थकान हो, तो मैं सिर्फ़ थैला उठाकर निकल जाऊँगा।",
        "obstacle": "काम के बाद तुम सोफ़े पर बैठ जाते हो",
        "focus": "धीरे साँस लेना",
        "days": ("Mon", "Thu"),
    },
}
LANGUAGES = tuple(_FOREIGN)


def foreign(language: str) -> Replies:
    """The same swimming goal in another language; nothing in it was told about hours."""
    said = _FOREIGN[language]
    line, title = said["line"], said["title"]
    weeks = ((date(2027, 3, 2) - TODAY) + timedelta(days=1)).days // 7
    return Replies(
        words=said["words"],
        goal=_goal(
            line,
            line,
            goal_type="outcome",
            kind="training",
            target={"metric": title, "quantity": 20, "unit": "min", "baseline": None},
            deadline="2027-03-02",
            deadline_stated=True,
            hours_per_week=2,
            hours_stated=False,
            obstacle=said["obstacle"],
            assumptions=[],
        ),
        resolution=_resolution(title, line, said["if_then"], said["obstacle"], weeks),
        plan={
            "weeks": [
                {
                    "phase": title,
                    "focus": said["focus"],
                    "tasks": [task(name, 40, day) for name, day in said["tasks"]],
                    "if_then": said["if_then"],
                    "milestone": milestone(title, title, 2.5 * n, "min") if n % 4 == 0 else None,
                    "load": 2.5 * n,
                }
                for n in range(1, weeks + 1)
            ],
            "resources": [],
            "contingencies": [{"trigger": said["obstacle"], "response": said["if_then"]}],
            "check_in_weeks": [4, weeks],
        },
    )


def days_of(language: str) -> tuple[str, ...]:
    """Return the weekdays that the tasks of a language name, in the order of the tasks."""
    days: tuple[str, ...] = _FOREIGN[language]["days"]
    return days
