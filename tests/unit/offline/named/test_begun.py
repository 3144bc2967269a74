"""What is begun is the starting stock; who comes back is no beginner."""

import pytest

from core.offline.kinds.level import level_of
from core.offline.reading.roles.begun_stock import find_begun
from core.offline.reading.roles.practised_before import has_returned, practised_before
from core.offline.recipes.found_recipe import FoundRecipe
from core.offline.recipes.returning import begins_afresh, for_a_return
from core.offline.writing.task_minutes import minutes_named
from tests.factories.coaching import coached, parse, parse_request

STOCK = [
    ("Get through the 8 novels I started last year", (8, "novels")),
    ("I own seven half-read books and want them read.", (7, "books")),
    ("There are nine models in my attic, I've begun all of them.", (9, "models")),
    ("I began three puzzles and finished none of them.", (3, "puzzles")),
    ("My unfinished quilt lies in a box.", (1, "quilt")),
    ("All I have is half a sweater. The rest by May.", (1, "sweater")),
]
NO_STOCK = [
    "Read 12 books this year",
    "I have started running, three days a week",
    "Run half a marathon by June",
    "I began the course two weeks ago and read two books about it",
]


@pytest.mark.parametrize(("text", "stock"), STOCK)
def test_begun_things_are_counted(text: str, stock: tuple[int, str]) -> None:
    found = find_begun(text)

    assert found is not None
    assert (found.count, found.noun) == stock


@pytest.mark.parametrize("text", NO_STOCK)
def test_what_is_new_or_no_thing_is_no_stock(text: str) -> None:
    assert find_begun(text) is None


def test_a_plan_for_begun_books_finishes_them_and_takes_no_new_one() -> None:
    goal, resolution, plan = coached("Read the 5 books I've started, 25 minutes a day, by April")
    written = " ".join(task.title for week in plan.weeks for task in week.tasks)

    assert goal.target is not None
    assert (goal.target.quantity, goal.target.unit) == (5, "books")
    assert resolution.title == "Finish the 5 books you began"
    assert "fewest pages left" in " ".join(task.title for task in plan.weeks[0].tasks)
    assert "no new book" in written
    assert not any(word in written for word in ("library", "next books", "Choose from the shelf"))


def test_a_part_of_the_begun_things_may_be_the_target() -> None:
    goal = coached("I've got 11 half-finished drawings and want 4 of them framed by 1 May.")[0]

    assert goal.target is not None
    assert goal.target.quantity == 4


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("I sang in a choir for nine years and stopped when we moved. Sing again by May.", "good"),
        ("Learn the flute again, I had lessons at school and haven't played since.", "some"),
        ("I did grade 5 horn at school, then came twenty-two years of nothing.", "good"),
        ("My drawing is stuck at intermediate, I want to draw hands.", "some"),
    ],
)
def test_who_did_it_before_is_no_beginner(text: str, level: str) -> None:
    assert practised_before(text) == level
    assert level_of(parse_request(text)) == level


@pytest.mark.parametrize(
    "text", ["I never learned to swim", "I gave up twice after two weeks, the ukulele is hard"]
)
def test_a_short_try_is_no_past(text: str) -> None:
    assert not has_returned(text)


@pytest.mark.parametrize(
    "text",
    [
        "Grade 7 flute, thirty years ago. I'd like to play Syrinx at my sister's wedding in May.",
        "I passed grade 5 violin at 15, in its case since. Play in the local orchestra by June.",
        "Haven't sat down at the piano for fifteen years. By Easter I'd like to play a nocturne.",
    ],
)
def test_who_played_long_ago_gets_no_beginners_plan(text: str) -> None:
    assert parse(text).recipe == "rhythm_return_to_instrument_after_years"


@pytest.mark.parametrize(
    "text",
    [
        "I passed grade 5 on the violin at 15 and have played ever since. I want grade 6.",
        "I used to play handball, but never learnt an instrument. Play a waltz on the piano by May.",
    ],
)
def test_who_never_paused_or_never_began_comes_back_to_nothing(text: str) -> None:
    assert "return_to" not in parse(text).recipe


def test_a_return_takes_the_share_of_the_beginners_plan_of_its_topic_only() -> None:
    topics = {"cello_adult": "music", "return_to_an_instrument": "music", "chess": "board_games"}
    back = FoundRecipe("return_to_an_instrument", 0.25)

    music = for_a_return((FoundRecipe("cello_adult", 0.5), back), lambda f: topics[f.name])
    chess = for_a_return((FoundRecipe("chess", 0.5), back), lambda f: topics[f.name])

    assert music == (FoundRecipe("return_to_an_instrument", 0.75),)
    assert chess[0].name == "chess"


def test_a_recipe_for_new_things_does_not_plan_begun_ones() -> None:
    assert begins_afresh(FoundRecipe("read_more_books", 0.9), STOCK[0][0])
    assert not begins_afresh(FoundRecipe("finish_what_i_start", 0.6), STOCK[0][0])
    assert not begins_afresh(FoundRecipe("knit_a_piece", 0.9), STOCK[4][0])


def test_a_quoted_obstacle_does_not_lengthen_its_card() -> None:
    assert minutes_named("Write an if-then against “I sleep after 4 pages” on a card") is None


def test_a_draft_goes_on_from_the_words_that_are_there() -> None:
    goal, _, plan = coached(
        "My thriller has sat at 38k words since spring, I am on chapter 7. Want the whole draft, "
        "about 90,000 words, by 30 September."
    )

    assert goal.target is not None
    assert (goal.target.baseline, goal.target.quantity) == (38_000, 90_000)
    assert all(m.target > 38_000 for m in plan.milestones if m.unit == "words")


@pytest.mark.parametrize(
    ("text", "there", "unit"),
    [
        ("I'm on page 210 of 640 of Middlemarch and want it read by March.", 210, "pages"),
        ("At chapter 5 of 16 of my memoir, I want it written by June.", 5, "chapters"),
        (
            "52k words in and stuck. A full draft of 80,000 words of my novel by May.",
            52_000,
            "words",
        ),
    ],
)
def test_the_stock_has_the_unit_of_what_is_counted(text: str, there: float, unit: str) -> None:
    baseline = parse(text).baseline

    assert baseline is not None
    assert (baseline.value, baseline.unit) == (there, unit)
