"""Frames of harm: an action and what it acts on have to come together."""

from pathlib import Path

import pytest

from core.errors import ConfigurationError
from core.offline.safety.concern import Concern, Finding
from core.offline.safety.frames import Frame, find_in_frames, load_vocabulary
from core.offline.safety.harm_structure import HarmSign, find_harm_signs

JUMP = Frame(
    concern=Concern.CRISIS,
    acts=frozenset({"jump"}),
    via=frozenset({"off"}),
    objects=frozenset({"bridge"}),
    unless=frozenset({"bungee"}),
    softened_by=frozenset({"doctor"}),
)


@pytest.mark.parametrize(
    ("text", "certain"),
    [
        ("jump off a bridge", True),
        ("jumping off the old bridges", True),
        ("jump over a bridge", None),
        ("jump. off to the bridge", None),
        ("jump off a bridge, bungee of course", None),
        ("jump off a bridge, says my doctor", False),
        ("jump off a bridge without telling my doctor", True),
        ("bridge to jump off", None),
    ],
)
def test_a_frame_needs_all_its_parts_in_order_and_in_one_sentence(
    text: str, certain: bool | None
) -> None:
    expected = set() if certain is None else {Finding(Concern.CRISIS, certain=certain)}

    assert find_in_frames(text, (JUMP,)) == expected


@pytest.mark.parametrize(
    ("harmful", "harmless"),
    [
        ("kill my boss", "kill my mortgage"),
        ("shoot my uncle", "shoot my uncle's portrait with a film camera"),
        ("beat my wife", "beat my wife at cards"),
        ("cut myself", "cut myself some slack"),
        ("burn my arms", "burn my calories"),
        ("stab a colleague", "stab at a first draft"),
        ("strangle my neighbour", "strangle my spending"),
        ("hit my kids", "hit my targets"),
        ("burn down my ex's house", "burn down my mortgage"),
        ("poison my aunt", "poison the rats in the barn"),
    ],
)
def test_the_object_decides_what_a_verb_of_harm_means(harmful: str, harmless: str) -> None:
    assert find_harm_signs(harmful) & {HarmSign.PERSON, HarmSign.SELF}
    assert find_harm_signs(harmless) <= {HarmSign.THING}


@pytest.mark.parametrize(
    ("wish", "other"),
    [
        ("I want to die", "I want to die with no debts"),
        ("don't want to live any more", "don't want to live in a mess any more"),
        ("take my own life", "take my life back from work"),
        ("end it all", "end it with the clutter"),
        ("I'm tired of living", "I'm tired of living from payday to payday"),
        ("i'd rather not wake up tmrw tbh", "i'd rather not wake up before six tbh"),
        ("I hope I don't wake up tomorrow", "I hope I don't wake up so late tomorrow"),
        ("I just want to not exist", "I just want to not exist on coffee and toast"),
    ],
)
def test_a_wish_to_die_ends_there(wish: str, other: str) -> None:
    assert HarmSign.DEATH_WISH in find_harm_signs(wish)
    assert HarmSign.DEATH_WISH not in find_harm_signs(other)


@pytest.mark.parametrize(
    ("meant", "spared"),
    [
        ("I starve myself", "lose 4 kg without starving myself"),
        (
            "killing myself on the stairs",
            "a 5k without starving myself or killing myself on stairs",
        ),
        (
            "get through a week without killing myself",
            "get through the exam without killing myself",
        ),
        ("I don't want to starve myself any more", "I'm nursing and dont want to starve myself"),
        ("i dont want to starve myself but i cant stop", "don't want to just starve myself thin"),
    ],
)
def test_what_the_writer_refuses_is_a_doubt_and_what_they_endure_is_a_danger(
    meant: str, spared: str
) -> None:
    assert HarmSign.SELF in find_harm_signs(meant)
    assert find_harm_signs(spared) == {HarmSign.SELF_SPARED}


def test_who_wants_to_stop_hurting_somebody_is_not_who_wants_to_begin() -> None:
    assert find_harm_signs("stop hitting my brother") == {HarmSign.PERSON_SPARED}
    assert find_harm_signs("hit my brother") == {HarmSign.PERSON}
    assert find_harm_signs("beat my brother") == {HarmSign.RIVAL}


@pytest.mark.parametrize(
    "content",
    ["", "groups: {}\nframes: [{concern: crisis}]", "groups: {}\nframes: [{concern: no, acts: a}]"],
)
def test_a_damaged_file_of_frames_is_named(tmp_path: Path, content: str) -> None:
    path = tmp_path / "frames.yaml"
    path.write_text(content, encoding="utf-8")

    with pytest.raises(ConfigurationError, match=r"frames\.yaml"):
        load_vocabulary(path)
