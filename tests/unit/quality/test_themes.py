"""Themes are what sets low ratings apart from high ones, and chance is none."""

import math
import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import false_discovery_control

from core.learning.word_frequency import load_word_shares
from core.quality.themes import merging
from core.quality.themes.comment import Comment
from core.quality.themes.contrast import (
    FALSE_DISCOVERIES,
    PRIOR_WORDS,
    Counted,
    contrast,
    least_z,
)
from core.quality.themes.merging import MIN_COMMENTS, group_phrases
from core.quality.themes.phrases import MAX_CHARACTERS, PhraseIndex, index_phrases
from core.quality.themes.theme import QUOTES, FoundThemes, find_themes
from tests.factories.many_ratings import contrasting_comments
from tests.factories.planted_comments import COMPLAINTS, DAYS, FIRST_DAY, PRAISE, plant

LAST_DAY = FIRST_DAY + timedelta(days=DAYS - 1)


def found_in(comments: Sequence[Comment]) -> FoundThemes:
    return find_themes(comments, since=FIRST_DAY, until=LAST_DAY, background=load_word_shares())


def test_planted_themes_are_among_the_first_five_of_their_side() -> None:
    hits = planted = 0
    for seed in range(4):
        found = found_in(plant(600, seed=seed))
        for side, themes in ((found.complaints, COMPLAINTS), (found.praise, PRAISE)):
            planted += len(themes)
            hits += sum(
                any(theme.is_certain and name in " | ".join(theme.phrases) for theme in side[:5])
                for name in themes
            )

    assert hits / planted >= 0.9


def test_almost_nothing_else_is_called_a_theme() -> None:
    names = {*COMPLAINTS, *PRAISE}
    themes = [each for seed in range(4) for each in found_in(plant(600, seed=seed)).themes]

    strange = [each for each in themes if not any(n in " | ".join(each.phrases) for n in names)]

    assert len(strange) <= 0.1 * len(themes)


def test_themes_do_not_depend_on_the_order_in_which_phrases_are_found(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    comments = contrasting_comments(datetime(2026, 9, 1, tzinfo=UTC))
    found = found_in(comments)
    assert found.complaints[0].is_certain

    for seed in range(10):
        dice = random.Random(seed)  # noqa: S311 - chance of a test
        monkeypatch.setattr(merging, "index_phrases", partial(_shuffled_index, dice))
        assert found_in(comments) == found


def _shuffled_index(dice: random.Random, texts: Sequence[str], *, at_least: int) -> PhraseIndex:
    index = index_phrases(texts, at_least=at_least)
    return replace(
        index, places=dict(dice.sample(sorted(index.places.items(), key=str), len(index.places)))
    )


def test_stars_given_by_dice_have_no_certain_theme() -> None:
    certain = 0
    for seed in range(5):
        dice = random.Random(seed)  # noqa: S311 - chance of a test
        comments = [replace(c, stars=dice.choice((2.0, 5.0))) for c in plant(400, seed=seed)]
        certain += sum(theme.is_certain for theme in found_in(comments).themes)

    assert certain <= 1


def test_words_of_any_language_that_parts_words_are_found() -> None:
    comments = plant(
        600,
        seed=1,
        complaints={"zeitplan": ("Der Zeitplan ist zu eng.", "Zeitplan: zu eng für mich!")},
        praise={"структура": ("отличная структура", "Структура понятна")},
    )

    found = found_in(comments)

    assert "zeitplan" in found.complaints[0].phrases
    assert "структура" in found.praise[0].phrases


def test_the_wordings_of_one_thing_are_one_theme() -> None:
    complaints = found_in(plant(1_000, seed=0)).complaints

    about_time = [theme for theme in complaints if "timeline" in " ".join(theme.phrases)]

    assert len(about_time) == 1
    assert about_time[0].label == "too tight"


def test_what_fewer_than_five_people_write_is_no_theme() -> None:
    few = [replace(c, stars=1.0, text="xylophone") for c in plant(MIN_COMMENTS - 1, seed=0)]
    phrases = {p for t in found_in([*few, *plant(400, seed=2)]).themes for p in t.phrases}

    assert "xylophone" not in phrases
    assert all(theme.n >= MIN_COMMENTS for theme in found_in(plant(400, seed=3)).themes)


@pytest.mark.parametrize("stars", [1.0, 5.0])
def test_ratings_of_one_side_only_have_no_themes(stars: float) -> None:
    assert found_in([replace(c, stars=stars) for c in plant(200, seed=0)]).themes == ()


def test_a_theme_counts_the_comments_that_have_it() -> None:
    comments = plant(1_000, seed=0)
    theme = next(t for t in found_in(comments).complaints if "evenings" in t.label)

    theirs = [c for c in comments if "evenings" in c.text]
    assert theme.members == tuple(c.key for c in theirs)
    assert (theme.n, theme.of) == (len(theirs), 1_000)
    assert theme.mean_stars == pytest.approx(sum(c.stars for c in theirs) / len(theirs))
    assert theme.earlier.count + theme.later.count == theme.n
    assert theme.earlier.n + theme.later.n == theme.of
    assert len(theme.quotes) == QUOTES
    assert set(theme.quotes) <= {c.text for c in theirs if c.stars == 1.0}


def test_a_rating_is_counted_in_a_theme_only_for_a_phrase_that_is_shown() -> None:
    beside = [
        ("The first weeks are overloaded.", 2.5, 12),
        ("It broke the first time.", 0.5, 4),
        ("Nice and friendly help.", 5.0, 24),
        ("Count pages instead.", 3.5, 5),
    ]
    comments = [
        Comment(key=(f"{row}-{i}", "p"), stars=stars, text=text, day=LAST_DAY)
        for row, (text, stars, n) in enumerate(beside)
        for i in range(n)
    ]

    theme = next(t for t in found_in(comments).complaints if "overloaded" in t.label)

    assert (theme.n, theme.quotes) == (12, (beside[0][0],))


def test_a_theme_of_the_later_half_rises() -> None:
    early_gone = [
        replace(c, text=c.text.replace("evenings", "nights"))
        if c.day < LAST_DAY - timedelta(29)
        else c
        for c in plant(1_000, seed=0)
    ]

    themes = found_in(early_gone).complaints

    assert {t.label: t.change for t in themes if "evenings" in t.label} == {"evenings": 1}
    assert all(t.change == 0 for t in themes if "tight" in t.label)


@given(st.integers(0, 60), st.integers(0, 60))
def test_the_contrast_of_two_groups_turns_round_with_them(low: int, high: int) -> None:
    there = contrast(Counted(low=low, high=high), Counted(low=900, high=1_400), background=0.001)
    back = contrast(Counted(low=high, high=low), Counted(low=1_400, high=900), background=0.001)

    assert there.z == pytest.approx(-back.z)
    assert there.log_odds == pytest.approx(-back.log_odds)


def test_the_contrast_is_the_formula_of_the_paper() -> None:
    # Equations 15, 16, 20 and 22 of Monroe, Colaresi and Quinn, written out.
    y_low, y_high, n_low, n_high = 12, 3, 500, 800
    a = PRIOR_WORDS * (y_low + y_high) / (n_low + n_high)
    odds = [(y + a) / (n + PRIOR_WORDS - y - a) for y, n in ((y_low, n_low), (y_high, n_high))]
    delta = math.log(odds[0]) - math.log(odds[1])

    found = contrast(Counted(low=y_low, high=y_high), Counted(low=n_low, high=n_high))

    assert found.log_odds == pytest.approx(delta)
    assert found.z == pytest.approx(delta / math.sqrt(1 / (y_low + a) + 1 / (y_high + a)))


def test_equal_rates_have_no_contrast() -> None:
    found = contrast(Counted(low=10, high=20), Counted(low=500, high=1_000), background=0.01)

    assert found.z == pytest.approx(0)


@given(st.lists(st.floats(0, 6), min_size=1, max_size=40))
def test_the_limit_among_many_is_that_of_benjamini_and_hochberg(scores: list[float]) -> None:
    adjusted = false_discovery_control([math.erfc(z / math.sqrt(2)) for z in scores])
    passing = [z for z, q in zip(scores, adjusted, strict=True) if q <= FALSE_DISCOVERIES]

    assert least_z((z, math.inf) for z in scores) == pytest.approx(min(passing, default=math.inf))


def test_phrases_too_rare_to_pass_make_it_no_harder_for_others() -> None:
    assert least_z([(2.0, 3.0), *((0.5, 1.0) for _ in range(100))]) == 2.0
    assert least_z([(2.0, 3.0), *((0.5, 3.0) for _ in range(100))]) == math.inf


@given(st.lists(st.text(max_size=60), max_size=12))
def test_every_phrase_is_in_as_many_texts_as_it_says(texts: list[str]) -> None:
    index = index_phrases(texts * 2, at_least=2)

    for phrase, places in index.places.items():
        assert len(places) >= 2
        assert len(index.spell(phrase).split(" ")) == len(phrase)


def test_only_the_beginning_of_a_long_comment_is_read() -> None:
    index = index_phrases(["start " + "x" * MAX_CHARACTERS + " end"], at_least=1)

    assert ("start",) in index.places
    assert ("end",) not in index.places


def test_no_phrase_of_a_theme_begins_or_ends_with_a_word_that_names_nothing() -> None:
    texts = ["Short and easy to start with."] * 9 + ["The timeline is too tight for my shifts."] * 9
    shares = load_word_shares()

    groups = group_phrases(texts, frozenset(range(9, 18)), background=shares)

    phrases = [phrase for group in groups for phrase in (group.label, *group.phrases)]
    assert "easy to start" in phrases
    for phrase in phrases:
        first, *_, last = [*phrase.split(), phrase.split()[-1]]
        assert not {first, last} & {"to", "is", "for", "my", "with", "and", "the"}, phrase
