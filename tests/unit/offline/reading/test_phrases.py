"""Phrases: the aim, the reason, the obstacle, constraints and clauses of a goal text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.offline.reading.facts import Direction, Span
from core.offline.reading.phrases import (
    extract_aim,
    find_constraints,
    find_obstacle,
    find_reason,
    is_english,
    mask_spans,
    parse_direction,
    split_clauses,
)


def span_of(text: str, part: str) -> Span:
    start = text.index(part)
    return Span(start=start, end=start + len(part), text=part)


@pytest.mark.parametrize(
    ("text", "aim"),
    [
        ("I want to run 5 km", "run 5 km"),
        ("I'd really love to learn Spanish", "learn Spanish"),
        ("My main goal for this year is to read 24 books", "read 24 books"),
        ("Goal: save 500 €", "save 500 €"),
        ("Help me quit smoking", "quit smoking"),
        ("Can you please help me lose 5 kg", "lose 5 kg"),
        ("so, finally, I'm going to start running", "running"),
        ("To meditate daily", "meditate daily"),
        ("We need to save more", "save more"),
        ("Hello coach, I want to write a book.", "write a book"),
        ("wanna get fit!", "get fit"),
        ("and want 10K under 55", "10K under 55"),
        ("run", "run"),
        ("...", "..."),
    ],
)
def test_the_aim_has_no_introduction(text: str, aim: str) -> None:
    assert extract_aim(text, without=()) == aim


def test_masked_spans_are_left_out_of_the_aim() -> None:
    text = "I want to run 5 km by June because I promised it"
    without = (span_of(text, "by June"), span_of(text, "because I promised it"))

    assert extract_aim(text, without=without) == "run 5 km"


def test_dangling_words_are_left_out_of_the_aim() -> None:
    text = "run 5 km before June and"

    assert extract_aim(text, without=(span_of(text, "June"),)) == "run 5 km"


def test_an_aside_on_the_person_is_left_out_of_the_aim() -> None:
    assert extract_aim("lose 5 kg, I'm 40 years old", without=()) == "lose 5 kg"
    assert extract_aim("lose 5 kg (confidence 8/10)", without=()) == "lose 5 kg"


def test_the_sentence_that_starts_with_a_verb_holds_the_aim() -> None:
    assert extract_aim("My life is a mess. Run 5 km. Maybe.", without=()) == "Run 5 km"


@given(st.text(min_size=1, max_size=80).filter(lambda text: text.strip(" \t\n,.;:!?-–")))
def test_a_text_with_words_never_has_an_empty_aim(text: str) -> None:
    assert extract_aim(text, without=())


@given(st.text(max_size=60), st.integers(0, 60), st.integers(0, 60))
def test_masking_changes_nothing_but_the_span(text: str, one: int, other: int) -> None:
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    masked = mask_spans(text, (Span(start=start, end=end, text=text[start:end]),))

    assert len(masked) == len(text)
    assert (masked[:start], masked[end:]) == (text[:start], text[end:])
    assert set(masked[start:end]) <= {"\x01"}


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("run because I sit all day", "because I sit all day"),
        ("save 500 so that I can travel", "so that I can travel"),
        ("swim, in order to feel fresh. Daily", "in order to feel fresh"),
        ("exercise for my kids and me", "for my kids and me"),
        ("learn Spanish to impress my boss", "to impress my boss"),
        ("run since I am unfit; daily", "since I am unfit"),
        ("run 5 km", None),
    ],
)
def test_the_reason_is_the_phrase_after_its_cue(text: str, reason: str | None) -> None:
    found = find_reason(text)

    assert (None if found is None else found.text) == reason


@pytest.mark.parametrize(
    ("text", "obstacle"),
    [
        ("run daily but I am always tired", "but I am always tired"),
        ("The problem is that I snack at night", "The problem is that I snack at night"),
        ("read more. I get distracted by my phone", "I get distracted by my phone"),
        ("save money, although rent is high", "although rent is high"),
        ("run daily", None),
    ],
)
def test_the_obstacle_is_the_phrase_after_its_cue(text: str, obstacle: str | None) -> None:
    found = find_obstacle(text)

    assert (None if found is None else found.text) == obstacle


@pytest.mark.parametrize(
    ("text", "constraints"),
    [
        ("get fit with a bad knee", ["with a bad knee"]),
        ("get fit without a gym", ["without a gym"]),
        ("run, I have two small kids", ["I have two small kids"]),
        ("I work night shifts", []),
        ("I work nights and I'm vegan", ["I work nights and I'm vegan"]),
        ("save more on a tight budget", ["on a tight budget"]),
        ("train only on weekends, no gym", ["only on weekends", "no gym"]),
        ("run 5 km", []),
    ],
)
def test_constraints_are_found_in_text_order(text: str, constraints: list[str]) -> None:
    assert [span.text for span in find_constraints(text)] == constraints


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("stop smoking", Direction.AVOIDANCE),
        ("cut down on sugar", Direction.AVOIDANCE),
        ("spend less on coffee", Direction.AVOIDANCE),
        ("never eat after nine", Direction.AVOIDANCE),
        ("run 5 km without stopping", Direction.APPROACH),
        ("give a talk without notes", Direction.APPROACH),
        ("eat more fruit", Direction.APPROACH),
        ("build a garden with my family this year, and in the end stop", Direction.APPROACH),
    ],
)
def test_the_direction_of_a_goal(text: str, direction: Direction) -> None:
    assert parse_direction(text) is direction


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("run 5k and save 1000 dollars", ["run 5k", "save 1000 dollars"]),
        ("read books; write poems", ["read books", "write poems"]),
        ("1. run 5 km\n2. save 500", ["run 5 km", "save 500"]),
        ("- eat well\n- sleep well", ["eat well", "sleep well"]),
        ("save 1,500 euros", ["save 1,500 euros"]),
        ("learn Spanish, also cook weekly", ["learn Spanish", "cook weekly"]),
        ("run and swim", []),
    ],
)
def test_clauses_of_two_words_or_more(text: str, clauses: list[str]) -> None:
    assert [span.text for span in split_clauses(text)] == clauses


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("learn to swim", True),
        ("Duolingo 365", True),
        ("Quiero correr para mi salud", False),
        ("Ich möchte mehr lesen und nicht rauchen", False),
        ("хочу бегать", False),
        ("毎日本を読みたい", False),
        ("learn the German words for food", True),
    ],
)
def test_english_is_told_from_other_languages(text: str, english: bool) -> None:
    assert is_english(text) is english
