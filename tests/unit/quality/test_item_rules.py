"""Item rules: which words of a text are the evidence for a yes."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.quality.rules import item_rules as rules
from tests.factories.coaching import COACH

ItemRule = Callable[[str], str]
EXAMPLES: tuple[tuple[ItemRule, str, str], ...] = (
    (rules.outcome, "Run a marathon in October. Then rest.", "Run a marathon in October."),
    (rules.outcome, "Read 20 pages\nand more", "Read 20 pages"),
    (rules.no_vague_words, "Run 5 km by March. Be better.", "Run 5 km by March."),
    (rules.reason, "Run because my daughter does", "because my daughter does"),
    (rules.reason, "The plan works because steps are small", "because steps are small"),
    (rules.action, "I will cook fish soup", "cook fish soup"),
    (rules.action, "Jog to the lake", "Jog to the lake"),
    (rules.action, "He wants to play the violin", "wants to play the violin"),
    (rules.quantity, "Read 20 pages a day", "20 pages"),
    (rules.quantity, "Do a 5K", "a 5K"),
    (rules.time_or_place, "Stretch every morning", "every morning"),
    (rules.time_or_place, "Walk after dinner", "after dinner"),
    (rules.time_or_place, "Call home on weekends", "on weekends"),
    (rules.end_date, "Finish my thesis by 1 July", "by 1 July"),
    (rules.end_date, "Swim for the next three weeks", "for the next three weeks"),
    (rules.obstacle, "Run, but I have a bad knee", "I have a bad knee"),
    (rules.obstacle, "Cook with friends on Sunday", "with friends on Sunday"),
    (rules.obstacle, "Take the stairs instead of the lift", "instead of the lift"),
    (rules.number, "Read 20 pages", "20 pages"),
    (rules.number, "Swim three times a week", "three times a week"),
    (rules.number, "Reach level 7 in chess", "7 in chess"),
    (rules.method, "Run and log each run in an app", "log each run in an app"),
    (rules.method, "I tick every day in my calendar", "tick every day in my calendar"),
    (rules.frequency, "Swim twice a week", "twice a week"),
    (rules.frequency, "I stretch every morning", "every morning"),
    (rules.checkpoint, "By week 6 I have 2000", "By week 6 I have 2000"),
    (rules.checkpoint, "Halfway I want 30 points", "Halfway I want 30 points"),
    (rules.verb_first, "- Buy good shoes", "Buy good shoes"),
    (rules.verb_first, "Steps:\n1. Write one page", "Write one page"),
    (rules.first_step, "This week I will buy shoes", "This week I will buy shoes"),
    (rules.first_step, "I start on Monday with a walk", "I start on Monday with a walk"),
    (rules.if_then, "If it rains, then I will run inside.", "If it rains, then I will run inside."),
    (rules.if_then, "When I am tired I will walk", "When I am tired I will walk"),
    (rules.fits_time, "Draw for 20 minutes", "20 minutes"),
    (rules.fits_time, "I have 3 hours a week", "3 hours a week"),
)
NO_EVIDENCE: tuple[tuple[ItemRule, str], ...] = (
    (rules.outcome, "be better"),
    (rules.outcome, "Run"),
    (rules.no_vague_words, "Exercise more"),
    (rules.no_vague_words, "Get in shape by March"),
    (rules.no_vague_words, "Try"),
    (rules.reason, "Run 5 km"),
    (rules.action, "Exercise daily"),
    (rules.action, "Be healthier"),
    (rules.quantity, "Run far"),
    (rules.quantity, "Run (95% confident)"),
    (rules.time_or_place, "Run 5 km"),
    (rules.end_date, "Run 5 km"),
    (rules.obstacle, "Run 5 km"),
    (rules.number, "Run every day"),
    (rules.method, "Run 5 km"),
    (rules.frequency, "Run 5 km"),
    (rules.checkpoint, "Halfway I want to feel good"),
    (rules.checkpoint, "Reach 2000"),
    (rules.verb_first, "Legs"),
    (rules.verb_first, "Run far"),
    (rules.first_step, "Run 5 km"),
    (rules.if_then, "If it rains"),
    (rules.if_then, "Run then rest"),
    (rules.fits_time, "Run 5 km"),
)
ALL_RULES = tuple({rule: None for rule, *_ in EXAMPLES})


def name_of(value: object) -> str:
    return getattr(value, "__name__", "")


@pytest.mark.parametrize(("rule", "text", "evidence"), EXAMPLES, ids=name_of)
def test_a_rule_quotes_the_words_that_answer_yes(rule: ItemRule, text: str, evidence: str) -> None:
    assert evidence in rule(text)
    assert rule(text) in text


@pytest.mark.parametrize(("rule", "text"), NO_EVIDENCE, ids=name_of)
def test_a_rule_quotes_nothing_for_a_no(rule: ItemRule, text: str) -> None:
    assert rule(text) == ""


def test_every_rule_has_an_example_of_both_answers() -> None:
    assert {rule for rule, _ in NO_EVIDENCE} == set(ALL_RULES)
    assert len(ALL_RULES) == len(rules.item_rules(COACH.recogniser)) - 1


@pytest.mark.parametrize("rule", ALL_RULES, ids=name_of)
@pytest.mark.parametrize("text", ["", " ", "\n", "...", "🎉"])
def test_an_empty_text_answers_no(rule: ItemRule, text: str) -> None:
    assert rule(text) == ""


@given(text=st.text(max_size=200))
def test_evidence_is_always_a_part_of_the_text_and_short(text: str) -> None:
    for rule in ALL_RULES:
        evidence = rule(text)
        assert evidence in text
        assert len(evidence) <= 240


@pytest.mark.parametrize(
    ("text", "single"),
    [
        ("Run a marathon", True),
        ("Run a marathon and swim 2 km", False),
        ("Run 5k and save 1000 dollars", False),
        ("Save 1000 dollars and put it in the bank", True),
        ("Run", False),
        ("Run a marathon\nSave 1000 dollars", True),
    ],
)
def test_a_text_with_goals_of_two_domains_has_no_single_aim(text: str, single: bool) -> None:
    found = rules.single_aim(text, recogniser=COACH.recogniser)

    assert bool(found) is single


def test_long_evidence_is_cut_at_a_word() -> None:
    text = "Run " + "far and farther " * 30

    evidence = rules.outcome(text)

    assert len(evidence) <= 160
    assert text.startswith(evidence)
    assert text[len(evidence)] == " "
