"""Domain recognition by the weighted words of the playbooks it was given."""

import pytest

from core.offline.playbooks.pages import scaffold
from core.offline.playbooks.schema import Playbook, parse_playbook
from core.offline.reading.domains import DomainRecogniser
from tests.factories.coaching import PLAYBOOKS

PACKAGED = DomainRecogniser(PLAYBOOKS)


def make_playbook(name: str, *, strong: str = "", weak: str = "", never: str = "") -> Playbook:
    playbook = parse_playbook(scaffold(name), origin=f"{name}.yaml")
    words = {"strong": strong, "weak": weak, "never": never}
    recognise = type(playbook.recognise).model_validate(words)
    return playbook.model_copy(update={"recognise": recognise})


@pytest.mark.parametrize(
    ("text", "domain"),
    [
        ("run a marathon", "running"),
        ("run a business", "general"),
        ("bench press 100 kg", "strength"),
        ("lose 5 kg", "weight_and_eating"),
        ("sleep 8 hours", "sleep"),
        ("walk 10,000 steps", "walking_and_activity"),
        ("quit smoking", "quitting"),
        ("meditate every morning", "meditation_and_stress"),
        ("save 500 euros", "saving"),
        ("pay off my credit card", "debt"),
        ("learn Spanish", "language"),
        ("read 24 books", "reading"),
        ("write a novel", "writing"),
        ("learn Python", "coding"),
        ("pass my driving test", "exam_study"),
        ("find a new job", "job_search"),
        ("learn to play guitar", "music"),
        ("declutter the garage", "decluttering"),
        ("less screen time", "screen_time"),
        ("volunteer at the shelter", "volunteering"),
        ("be a better person", "better_self"),
        ("", "general"),
    ],
)
def test_the_packaged_playbooks_recognise_their_domain(text: str, domain: str) -> None:
    assert PACKAGED.recognise(text)[0] == domain


def test_the_span_is_the_first_matching_word() -> None:
    domain, span = PACKAGED.recognise("This year I quit smoking")

    assert domain == "quitting"
    assert span is not None
    assert span.text == "This year I quit smoking"[span.start : span.end]


def test_an_unrecognised_text_has_no_span() -> None:
    assert PACKAGED.recognise("be kind") == ("general", None)


def test_one_weak_word_is_not_enough() -> None:
    recogniser = DomainRecogniser([make_playbook("chess", weak="board; move")])

    assert recogniser.recognise("buy a board")[0] == "general"
    assert recogniser.recognise("move on the board")[0] == "chess"


def test_one_strong_word_is_enough_in_any_case() -> None:
    recogniser = DomainRecogniser([make_playbook("chess", strong="chess")])

    assert recogniser.recognise("Play CHESS")[0] == "chess"
    assert recogniser.recognise("play chessboxing")[0] == "general"


def test_an_excluding_word_rules_the_domain_out() -> None:
    recogniser = DomainRecogniser([make_playbook("chess", strong="chess", never="cake")])

    assert recogniser.recognise("bake a chess cake")[0] == "general"


def test_a_repeated_word_counts_once() -> None:
    chess = make_playbook("chess", strong="chess")
    cards = make_playbook("cards", weak="bridge; poker; whist; rummy")
    recogniser = DomainRecogniser([chess, cards])

    assert recogniser.recognise("bridge poker whist rummy, chess chess chess")[0] == "cards"


def test_of_two_equal_domains_the_one_named_first_wins() -> None:
    chess = make_playbook("chess", strong="chess")
    cards = make_playbook("cards", strong="cards")

    for order in ([chess, cards], [cards, chess]):
        recogniser = DomainRecogniser(order)
        assert recogniser.recognise("cards and chess")[0] == "cards"
        assert recogniser.recognise("chess and cards")[0] == "chess"


def test_the_general_playbook_is_never_recognised_by_words() -> None:
    general = make_playbook("general_x", strong="anything").model_copy(update={"name": "general"})

    assert DomainRecogniser([general]).recognise("anything") == ("general", None)
