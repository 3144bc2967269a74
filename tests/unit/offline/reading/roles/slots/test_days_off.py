"""A weekday in a goal is a day for it or a day that is taken, as its clause says."""

import pytest

from core.offline.reading.roles.slots.days_left import days_off
from tests.factories.coaching import coached, make_request, parse

CASES = [
    ("Run 5 km by the end of March, not on Sundays", "Sun"),
    ("Learn the guitar, three times a week, Wednesdays are impossible", "Wed"),
    ("Tuesday and Thursday evenings I have choir.", "Tue Thu"),
    ("Study for my test, but never at weekends", "Sat Sun"),
    ("Lift twice a week until May, Fridays are out", "Fri"),
    ("Get better at chess; I can't do Mondays", "Mon"),
    ("no training on Saturdays please, church on Sundays", "Sat Sun"),
    ("declutter the flat, any day except Friday", "Fri"),
    ("My Saturdays belong to the kids.", "Sat"),
    ("Mondays and Tuesdays I work late so those are off", "Mon Tue"),
    ("I only have Tuesday, Thursday and Sunday", ""),
    ("I only have Tuesday evenings and Sunday morning, no more than 2.5 hours a week", ""),
    ("I have Tuesday and Thursday evenings, not before 7 pm", ""),
    ("we can do Saturdays, nothing longer than an hour", ""),
    ("Saturday mornings, no longer than an hour", ""),
    ("I have Tuesdays and Thursdays choir", "Tue Thu"),
    ("I don't have Tuesdays, no way", "Tue"),
    ("I have Mondays off and want to paint", ""),
    ("practise every Tuesday and Friday", ""),
    ("I go running on Mondays and Wednesdays", ""),
    ("I can train on weekdays, not at the weekend", "Sat Sun"),
    ("no days but Saturday work for me", ""),
    ("I can't do anything except on Sundays", ""),
    ("Thursday is date night", "Thu"),
    ("on Fridays we have family dinner", "Fri"),
    ("I work Saturdays", "Sat"),
    ("I'm free on Saturdays", ""),
    ("Saturdays are for my mum", "Sat"),
    ("Wednesdays after work would suit me", ""),
    ("hand in by Friday", ""),
    ("I have an hour on Tuesday and Thursday", ""),
    ("I've got football Tuesdays", "Tue"),
    ("Mon-Fri I'm at work until 7, so weekends only", "Mon Tue Wed Thu Fri"),
    ("weekends only", ""),
    ("Every day but Sunday", "Sun"),
    ("excluding Mon and Wed", "Mon Wed"),
    ("Sunday is a rest day", "Sun"),
    ("I never have time on Thursdays", "Thu"),
    ("my shifts are Tue/Wed nights", "Tue Wed"),
    ("I don't want to train on Fridays or Saturdays", "Fri Sat"),
    ("Saturday mornings are perfect", ""),
    ("my kids have swimming on Wednesday afternoons", "Wed"),
    ("the Sunday long run", ""),
    ("mondays r a no go for me, gym 2x a week", "Mon"),
    ("Please keep my Friday nights clear", "Fri"),
    ("Gym on Tue, Thu and Sat please", ""),
    ("Not available Wed or Thu due to childcare", "Wed Thu"),
    ("I've a standing commitment every Monday evening", "Mon"),
    ("can do mornings Mon to Thu", ""),
    ("I'd rather not train on Sundays", "Sun"),
    ("Sundays I rest", "Sun"),
    ("Sunday is sacred in our house", "Sun"),
    ("Tuesdays my daughter has ballet", "Tue"),
    ("I have time on weekends only", ""),
    ("Only Sundays are possible", ""),
    ("weekdays are hopeless, long hours", "Mon Tue Wed Thu Fri"),
    ("My days: Monday, Wednesday, Friday.", ""),
    ("Saturday I usually help at the market stall", "Sat"),
    ("I'm on call on Thursdays", "Thu"),
    ("Thursdays and Fridays I'm in London for work", "Thu Fri"),
    ("I can only do it on Wednesdays and Saturdays", ""),
    ("No Sundays.", "Sun"),
    ("Nothing on Saturdays please!", "Sat"),
    ("every day, Sundays excluded", "Sun"),
    ("six days a week with Friday off", "Fri"),
    ("Friday off", "Fri"),
    ("My free day is Thursday", ""),
    ("I want to cook at home on Mondays", ""),
    ("Tuesday's out", "Tue"),
    ("I have class on Mondays and Wednesdays at 6", "Mon Wed"),
    ("Choir practice is Thursday", "Thu"),
    ("Wed nights = pub quiz", "Wed"),
    ("I can't run on Mondays because of physio", "Mon"),
    ("I will study every evening except Thursday", "Thu"),
    ("weekends are for family", "Sat Sun"),
    ("weekends are best for me", ""),
    ("I'd love to walk on Saturdays with my sister", ""),
    ("I look after my nephew on Tuesdays", "Tue"),
    ("avoid Tuesdays", "Tue"),
    ("Monday to Friday I leave at 6 and am back at 8", "Mon Tue Wed Thu Fri"),
    ("I work Mon-Thu, so Fri to Sun is when I can paint", "Mon Tue Wed Thu"),
    ("learn Dutch by June. Thursday evenings are already taken by band rehearsal", "Thu"),
    ("I'm a nurse and work every other weekend", "Sat Sun"),
    ("swim on Tuesdays and Saturdays, 30 min each", ""),
    ("I need Sunday to recover", "Sun"),
    ("Sundays I see my parents so leave those out", "Sun"),
    ("No time on Tue/Thu, I drive the school bus then", "Tue Thu"),
    ("we play tennis on Wednesday evenings already", ""),
    ("Monday is my only free evening", ""),
    ("Could you skip Fridays?", "Fri"),
    ("3 runs a week but not on consecutive days and never on a Sunday", "Sun"),
    ("save 20 each Friday", ""),
    ("I get paid on Fridays", ""),
    ("All days except Mondays are ok", "Mon"),
    ("I am away at weekends", "Sat Sun"),
    ("Saturdays would be ideal for the long ride", ""),
    ("the exam is on Monday 15 March", ""),
    ("I want to do this on weekdays only", ""),
    ("I've blocked out Tue 7-8pm for this", ""),
    ("my partner works late Mondays and Thursdays so I have the kids", "Mon Thu"),
    ("Weekends belong to my family", "Sat Sun"),
    ("not sundays or wednesdays", "Wed Sun"),
    ("I don't mind which day, just not Saturday", "Sat"),
    ("only saturday and sunday because of work", ""),
]


@pytest.mark.parametrize(("text", "out"), CASES)
def test_the_clause_of_a_weekday_says_whether_it_is_taken(text: str, out: str) -> None:
    assert " ".join(days_off(text)) == out


GOALS = {
    "Run 5 km by the end of March, not on Sundays": {"Sun"},
    "Learn the guitar, three times a week, Wednesdays are impossible": {"Wed"},
    "I want to swim 1 km by 1 March 2027. Tuesday and Thursday evenings I have choir.": {
        "Tue",
        "Thu",
    },
    "Study for my driving theory test on 15 January 2027, but never at weekends": {"Sat", "Sun"},
    "Get better at chess; I can't do Mondays": {"Mon"},
    "declutter the flat before 1 February, any day except Friday": {"Fri"},
    "write 20 pages of my thesis by 15 February, Mondays I work late so those are off": {"Mon"},
    "Lift twice a week until May, Fridays are out": {"Fri"},
}


@pytest.mark.parametrize("text", GOALS)
def test_no_task_lies_on_a_day_that_was_ruled_out(text: str) -> None:
    goal, _, plan = coached(text)
    used = {task.day.value for week in plan.weeks for task in week.tasks if task.day}

    assert used
    assert not used & GOALS[text]
    assert goal.deadline == plan.ends_on


def test_a_count_beside_a_day_that_is_taken_stays() -> None:
    facts = parse("Learn the guitar, three times a week, Wednesdays are impossible")

    assert facts.frequency is not None
    assert (facts.frequency.times, facts.frequency.days) == (3, ())
    assert facts.days_off == ("Wed",)
    assert facts.chosen_days == ()


def test_sessions_of_a_sport_never_share_a_day() -> None:
    for text in (
        "swim 1 km by 1 March, I only have Tuesday and Saturday",
        "run a half marathon on 25 April 2027, never on weekdays",
        "get strong, lift 4 times a week, Mon, Tue and Wed are out",
    ):
        for week in coached(text)[2].weeks[:-1]:
            days = [task.day for task in week.tasks if task.day]
            assert len(days) == len(set(days)), (text, week.number)


def test_a_form_constraint_rules_days_out_the_same_way() -> None:
    about = make_request("x").circumstances
    plan = coached("learn to play guitar", type(about)(constraints=("Thursdays I have choir",)))[2]

    used = {task.day.value for week in plan.weeks for task in week.tasks if task.day}
    assert used
    assert "Thu" not in used


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("Wednesdays and Saturdays work", ("Wed", "Sat")),
        ("Saturdays work, Sundays after 2 also work", ("Sat", "Sun")),
        ("Tuesdays would work best", ("Tue",)),
        ("I work Saturdays and Sundays", ("Mon", "Tue", "Wed", "Thu", "Fri")),
        ("Fridays I work till 4", ("Mon", "Tue", "Wed", "Thu", "Sat", "Sun")),
        ("Sundays are family time", ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat")),
    ],
)
def test_days_that_work_fit_and_days_of_work_do_not(words: str, days: tuple[str, ...]) -> None:
    assert parse(f"Learn to paint with watercolours by June. {words}.").days == days


@pytest.mark.parametrize(
    ("words", "hours"),
    [
        ("6-7 hrs a week", 6.0),
        ("between 4 and 5 hours a week", 4.0),
        ("20 minutes a day max, never on Sundays", 2.0),
    ],
)
def test_a_range_of_hours_is_planned_by_its_lower_end(words: str, hours: float) -> None:
    facts = parse(f"Learn to paint with watercolours by June. I can do {words}.")

    assert facts.hours is not None
    assert facts.hours.per_week == hours
    if "max" not in words:
        assert facts.confidence["hours"] <= 0.5


def test_time_of_each_day_is_counted_for_the_days_that_are_left() -> None:
    facts = parse(
        "Learn Spanish by 12 September. I can do 20 minutes a day max, never on Sundays - church "
        "and family. My boyfriend goes to a class on Thursdays but I can't make it."
    )

    assert facts.hours is not None
    assert facts.hours.per_week == 2.0
