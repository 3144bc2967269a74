"""Reading by roles: a number, a date or a day counts only through the role of its words."""

from datetime import date

import pytest

from core.goals.kind import GoalKind
from core.offline.reading.facts import GoalFacts
from core.offline.reading.roles.choices import Choice, Limits, choose
from core.offline.reading.roles.role_reader import load_role_reader
from core.offline.reading.roles.slots.slot_times import days_of, hours_of, minutes_of, rate_of
from core.offline.reading.roles.slots.slot_values import amount_of, deadline_of, is_clock, length_of
from core.offline.reading.roles.topic_choice import choose_domain
from tests.factories.coaching import TODAY, parse
from tests.factories.spans import span_of

MESSY = (
    "I'm 37 and work in a bakery. Right now I can swim 4 lengths. I want to swim 40 lengths without "
    "a break by the end of June. I only have Tuesdays and Fridays, 45 minutes each. My problem is "
    "that the pool is crowded and I give up. Is that realistic?"
)


@pytest.fixture(scope="module")
def messy() -> GoalFacts:
    return parse(MESSY)


def test_the_target_is_that_of_the_aim_and_no_other_number(messy: GoalFacts) -> None:
    assert messy.quantity is not None
    assert messy.quantity.value == 40
    assert messy.baseline is not None
    assert messy.baseline.value == 4


def test_deadline_days_and_minutes_are_read_in_their_clauses(messy: GoalFacts) -> None:
    assert messy.deadline is not None
    assert messy.deadline.on == date(2027, 6, 30)
    assert messy.days == ("Tue", "Fri")
    assert messy.session_minutes == 45


def test_other_clauses_have_fields_of_their_own(messy: GoalFacts) -> None:
    assert "swim 40 lengths" in messy.aim
    assert "bakery" not in messy.aim
    assert any("bakery" in span.text for span in messy.background)
    assert [span.text for span in messy.questions] == ["Is that realistic?"]
    assert any("crowded" in span.text for span in messy.obstacles)


def test_every_span_is_found_in_the_text(messy: GoalFacts) -> None:
    spans = (*messy.background, *messy.questions, *messy.obstacles, *messy.constraints)

    assert spans
    assert all(MESSY[s.start : s.end] == s.text for s in spans)


def test_every_confidence_lies_between_zero_and_one(messy: GoalFacts) -> None:
    assert {"deadline", "quantity", "baseline", "domain", "kind"} <= messy.confidence.keys()
    assert all(0 <= value <= 1 for value in messy.confidence.values())


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Quit smoking", GoalKind.QUIT),
        ("Save 900 € for a bike", GoalKind.MONEY),
        ("Run 10 km without a break", GoalKind.TRAINING),
        ("Lose 6 kg", GoalKind.BODY),
        ("Pass my biology exam in May", GoalKind.EXAM),
    ],
)
def test_plain_goals_have_their_kind(text: str, kind: GoalKind) -> None:
    assert parse(text).kind is kind


def test_an_empty_text_reads_as_nothing() -> None:
    reading = load_role_reader().read("")

    assert (reading.clauses, reading.slots) == ((), ())


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("weekdays only", ("Mon", "Tue", "Wed", "Thu", "Fri")),
        ("Tue/Thu", ("Tue", "Thu")),
        ("Mon-Thu", ("Mon", "Tue", "Wed", "Thu")),
        ("Fri to Sun", ("Fri", "Sat", "Sun")),
        ("Saturday mornings", ("Sat",)),
        ("weekends", ("Sat", "Sun")),
        ("M/W/F", ("Mon", "Wed", "Fri")),
        ("weds and thurs", ("Wed", "Thu")),
        ("before work", ()),
        ("sun through tue", ("Mon", "Tue", "Sun")),
    ],
)
def test_phrases_about_days_name_their_weekdays(text: str, days: tuple[str, ...]) -> None:
    assert days_of(text) == days


@pytest.mark.parametrize(
    ("text", "per_week"),
    [
        ("three times a week", 3),
        ("3x week", 3),
        ("every night", 7),
        ("most evenings", 5),
        ("every 3 days", 2.33),
        ("twice a day", 14),
        ("4 nights a week", 4),
        ("each weekday", 5),
        ("on Mon and Thu", 2),
    ],
)
def test_a_rate_is_read_from_its_own_words(text: str, per_week: float) -> None:
    rate = rate_of(span_of(text))

    assert rate is not None
    assert round(rate.per_week, 2) == pytest.approx(per_week)


def test_a_bare_period_is_no_rate() -> None:
    assert rate_of(span_of("a week")) is None


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("45 minutes", 45),
        ("an hour and a half", 90),
        ("2 or 3 hours", 120),
        ("maybe half an hour most evenings", 30),
        ("5:30-6:30", 60),
        ("some time", None),
    ],
)
def test_minutes_are_read_however_they_are_written(text: str, minutes: float | None) -> None:
    assert minutes_of(text) == minutes


def test_hours_of_a_session_need_to_know_how_often() -> None:
    rate = rate_of(span_of("three times a week"))

    assert hours_of(span_of("40 minutes"), None, ()) == (None, 40)
    hours, minutes = hours_of(span_of("40 minutes"), rate, ())
    assert hours is not None
    assert (hours.per_week, minutes) == (2.0, 40)


@pytest.mark.parametrize("text", ["by 11 pm", "6.30", "half past ten", "before midnight"])
def test_a_time_of_day_is_a_clock(text: str) -> None:
    assert is_clock(text)


@pytest.mark.parametrize("text", ["10 pages", "78 kg", "under 50 minutes"])
def test_an_amount_is_no_clock(text: str) -> None:
    assert not is_clock(text)


def test_a_bare_number_has_the_unit_of_the_amount_beside_it() -> None:
    beside = amount_of(span_of("92 kg"))
    alone = amount_of(span_of("to 78"), beside=beside)

    assert alone is not None
    assert (alone.value, alone.unit) == (78, "kg")
    assert amount_of(span_of("none"), beside=beside) is not None
    assert amount_of(span_of("none")) is None


@pytest.mark.parametrize(
    ("text", "days"), [("for 8 weeks", 56), ("100 days", 100), ("give it two weeks", 14)]
)
def test_a_length_counts_from_the_first_day(text: str, days: int) -> None:
    length = length_of(span_of(text), today=TODAY)

    assert length is not None
    assert length.length_days == days


def test_a_day_without_a_preposition_is_a_last_day() -> None:
    found = deadline_of(span_of("3rd of May"), today=TODAY)

    assert found is not None
    assert found.on == date(2027, 5, 3)


def test_agreement_raises_the_confidence_and_a_sure_model_wins() -> None:
    def pick(model: Choice[int], rule: Choice[int]) -> Choice[int]:
        return choose(model, rule, same=lambda a, b: a == b, limits=Limits())

    agreed = pick(Choice(value=5, confidence=0.7), Choice(value=5, confidence=0.6))
    assert agreed.value == 5
    assert agreed.confidence > 0.7
    assert pick(Choice(value=5, confidence=0.9), Choice(value=6, confidence=0.6)).value == 5
    assert pick(Choice(value=None), Choice(value=6, confidence=0.9)).value == 6
    assert pick(Choice(value=None), Choice(value=6, confidence=0.05)).value is None


def test_a_choice_says_who_read_it() -> None:
    def pick(model: Choice[int], rule: Choice[int]) -> str:
        return choose(model, rule, same=lambda a, b: a == b, limits=Limits()).source

    assert pick(Choice(value=5, confidence=0.9), Choice(value=5, confidence=0.4)) == "both"
    assert pick(Choice(value=5, confidence=0.9), Choice(value=6, confidence=0.6)) == "model first"
    assert pick(Choice(value=5, confidence=0.3), Choice(value=6, confidence=0.4)) == "rule first"
    assert pick(Choice(value=None), Choice(value=6, confidence=0.9)) == "rule"
    assert pick(Choice(value=5, confidence=0.9), Choice(value=None)) == "model"


def test_a_topic_without_a_playbook_is_general_until_it_has_one() -> None:
    shares = {"gardening": 0.8, "reading": 0.2}

    assert choose_domain(shares, "general", ("reading", "general"), words=5)[0] == "general"
    assert choose_domain(shares, "general", ("gardening", "general"), words=5)[0] == "gardening"
