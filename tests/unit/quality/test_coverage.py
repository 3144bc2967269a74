"""A story is held against the first weeks clause by clause; a plan that knows none of it says so."""

from core.learning.models import load_sentence_encoder
from core.quality.rules.coverage import find_coverage, own_words

STORY = (
    "I am restoring my uncle's wooden rowing boat. The hull is sanded, two planks are rotten. "
    "My varnish from last year has gone hard. I want to row it on the lake with him in June. "
    "Saturdays only, the shed has no light."
)
OWN = [
    "Replace the two rotten planks of the rowing boat's hull",
    "Open the old varnish and buy a new tin if it has gone hard",
    "Hang a lamp in the shed for the Saturdays",
    "Row the boat on the lake with your uncle",
]
STRANGE = ["Read seven job adverts and count the tools", "Send two applications this week"]


def test_a_plan_of_the_persons_own_things_covers_a_story_and_a_strange_one_does_not() -> None:
    encode = load_sentence_encoder().whole
    own, strange = find_coverage(STORY, OWN, encode), find_coverage(STORY, STRANGE, encode)

    assert own is not None
    assert strange is not None
    assert own.share > 0.9
    assert strange.share < 0.5
    assert strange.least in STORY


def test_a_plain_goal_is_no_story_and_is_not_held_against_its_plan() -> None:
    assert find_coverage("Run 10 km by May", STRANGE, load_sentence_encoder().whole) is None


def test_a_plan_for_anybody_speaks_in_few_of_the_own_words() -> None:
    story = (
        "I keep twelve goats above the village and the cheese never sets, the kids get the milk "
        "first. The dairy inspector comes in April and I have only evenings after the school bus, "
        "my rennet is old and the cellar is too warm, says my neighbour Ines."
    )
    anybody = ["List every part of the work and write the hours beside each", "Finish one part"]
    own = [
        "Order fresh rennet and test it on two litres of goat milk",
        "Measure the cellar at six in the evening and ask Ines for her spare shelf",
        "Write the dairy inspector's list for April and tick what the cheese room lacks",
    ]

    assert own_words(story, anybody) < 0.5 < own_words(story, own)
    assert own_words("Make goat cheese", anybody) == 1.0
