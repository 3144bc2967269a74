"""The draft of a resolution."""

from itertools import pairwise

import pytest

from core.goals.goal import Circumstances, Experience, Style
from core.resolutions.draft import ResolutionDraft
from tests.factories.coaching import COACH, PLAYBOOKS, clarify, make_request


def draft(text: str, circumstances: Circumstances | None = None) -> ResolutionDraft:
    return COACH.draft_resolution(make_request(text, circumstances), clarify(text, circumstances))


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("learn Spanish by 1 June 2027", "Learn Spanish"),
        ("I want to learn my trade by 1 June 2027", "Learn your trade"),
    ],
)
def test_the_title_is_the_aim(text: str, title: str) -> None:
    assert draft(text).title == title


@pytest.mark.parametrize(
    ("text", "verb"), [("run a marathon in 3 weeks", "Run "), ("save 4000 € by 2031", "Save ")]
)
def test_the_title_of_a_part_names_the_part_and_the_whole(text: str, verb: str) -> None:
    title = draft(text).title

    assert title.startswith(verb)
    assert " of " in title


def test_the_description_gives_length_frequency_and_first_step() -> None:
    description = draft("learn Spanish", Circumstances(weeks=10, hours_per_week=4)).description

    assert description.startswith("Over 10 weeks, from 21 November 2026 to 29 January 2027")
    assert "you make time for study sessions 5 times a week, about" in description
    assert "within 4 hours a week" in description
    assert "This week, begin with this:" in description


@pytest.mark.parametrize(
    ("text", "words"),
    [("swim on Mondays", "once a week"), ("swim twice a week", "twice a week")],
)
def test_one_and_two_sessions_have_their_own_words(text: str, words: str) -> None:
    assert words in draft(text).description


def test_a_plan_of_one_week_is_a_week() -> None:
    assert draft("be kind", Circumstances(weeks=1)).description.startswith("Over 1 week, from")


@pytest.mark.parametrize(
    ("text", "circumstances", "words"),
    [
        (
            "learn Spanish because my wife speaks it",
            Circumstances(),
            "matters: your wife speaks it",
        ),
        ("learn Spanish", Circumstances(constraints=("two kids",)), "constraints: two kids"),
        (
            "learn Spanish but I am shy",
            Circumstances(),
            "You named what gets in the way (you are shy)",
        ),
        ("learn Spanish", Circumstances(style=Style.AGGRESSIVE), "You chose a fast pace"),
        ("learn Spanish", Circumstances(style=Style.CONSERVATIVE), "You chose a careful pace"),
        (
            "learn Spanish",
            Circumstances(experience=Experience.ADVANCED),
            "Because you know this well",
        ),
        ("learn Spanish", Circumstances(), "What usually gets in the way"),
    ],
)
def test_the_rationale_names_reason_constraints_and_settings(
    text: str, circumstances: Circumstances, words: str
) -> None:
    assert words in draft(text, circumstances).rationale


def test_chosen_settings_replace_the_assumption() -> None:
    about = Circumstances(style=Style.AGGRESSIVE, experience=Experience.INTERMEDIATE)
    rationale = draft("learn Spanish", about).rationale

    assert "You chose a fast pace" in rationale
    assert "Because you have done this before" in rationale
    assert "It assumes" not in rationale


def test_the_smart_statement_has_target_and_frequency() -> None:
    statement = draft("run 10 km by 1 June 2027, I can run 8 km now").smart_statement

    assert statement.startswith("I will run 10 km by 1 June 2027, reached when ")
    assert "is 10 km; I make time for runs" in statement


@pytest.mark.parametrize("domain", PLAYBOOKS.domains)
def test_every_domain_has_metrics_challenges_and_strategies_without_placeholders(
    domain: str,
) -> None:
    word = (PLAYBOOKS.get(domain).recognise.strong or ("be kind",))[0]
    found = draft(f"improve {word}" if word.isalpha() else "be kind")
    texts = [
        *(metric.target for metric in found.metrics),
        *(challenge.if_then for challenge in found.challenges),
        *(strategy.description for strategy in found.strategies),
        *(phase.aim for phase in found.timeline),
    ]

    assert 2 <= len(found.metrics) <= 5
    assert 2 <= len(found.challenges) <= 3
    assert [text for text in texts if "{" in text or not text] == []
    assert all(c.if_then.startswith("If ") for c in found.challenges)


def test_the_persons_obstacle_is_the_first_challenge() -> None:
    challenges = draft("learn Spanish but I am shy").challenges

    assert challenges[0].obstacle == "you are shy"
    assert len({challenge.obstacle for challenge in challenges}) == len(challenges)


def test_the_timeline_covers_the_weeks_and_names_what_to_reach() -> None:
    timeline = draft("walk 9000 steps a day", Circumstances(weeks=12)).timeline

    assert timeline[0].first_week == 1
    assert timeline[-1].last_week == 12
    assert all(b.first_week == a.last_week + 1 for a, b in pairwise(timeline))
    assert "by week 12 reach 9,000 steps a day" in timeline[-1].aim


def test_a_race_time_is_the_first_metric() -> None:
    metric = draft("run 10 km in under 55 minutes by June").metrics[0]

    assert metric.target == "under 55 minutes"
    assert "5:30 a km" in metric.how


def test_each_constraint_has_a_strategy() -> None:
    strategies = draft("learn Spanish", Circumstances(constraints=("kids", "no car"))).strategies
    fitted = [s.description for s in strategies if s.name == "Fit it to your life"]

    assert len(fitted) == 2
    assert "“kids”" in fitted[0]
    assert any(s.name == "See it before it starts" for s in strategies)
