"""Danger and medical signs are answered with help first; everyday troubles are not."""

import pytest

from core.offline.check_ins.safe_answer import kind_line, safe_answer

DANGER = (
    "I want to kill myself",
    "I can't go on any more and thought about ending it",
    "I have been making myself sick after dinner",
    "I only ate an apple today and yesterday",
    "my chest hurts when I climb stairs",
    "I passed out in the shower",
    "I doubled my insulin dose",
    "my husband beats me",
    "I have been drinking a bottle of vodka every day",
    "I shake in the morning until I drink",
    "coughing up blood",
    "I cannot feel my left arm",
    "numbness in my face since yesterday",
    "I stopped my antidepressants last week",
    "I cut myself again",
    "I feel like hurting someone",
    "I fell asleep at the wheel",
    "I am pregnant now",
    "I had surgery on my knee last week",
    "my heart skips beats and I get dizzy",
    "I feel hopeless and empty every day",
    "palpitations and pressure in my chest",
    "my physio said no running for a month",
    "nothing makes sense, I do not want to wake up anymore",
    "I take laxatives to lose weight",
)
EVERYDAY = (
    "too tired after work",
    "the kids were sick",
    "it rained all week",
    "my boss kept me late",
    "I forgot twice",
    "went really well, legs felt strong",
    "I was dying on the last hill but loved it",
    "killed it on Sunday",
    "my knee was a bit sore",
    "slept badly",
    "heart rate was high on Tuesday but felt fine",
    "I had a cold",
    "bad migraine on Wednesday",
    "my mother is in hospital",
    "I was on a business trip",
    "no time because of exams",
    "felt low energy",
    "had too much to drink on Friday so skipped Saturday",
    "ate too much cake",
    "lost 0.5 kg, feeling good",
    "my shoes hurt",
    "blister on my heel",
    "the gym was closed",
    "I was bored",
    "holiday with friends",
    "stress at work",
    "I argued with my wife",
    "my dog died",
    "money was short",
    "studied two chapters",
    "I practiced scales every day",
    "could not focus, phone",
    "my back aches from the office chair",
    "I got dizzy once because I had not had breakfast",
    "my period made me tired",
    "started a new medicine for allergies",
    "my therapist cancelled",
    "doctor says everything is fine",
    "I work night shifts as a nurse",
    "felt anxious before the speech",
    "panicked on stage but finished",
    "I smoked two at a party",
    "had one beer instead of three",
    "craving in the evening",
    "nothing went wrong",
    "I was lazy",
    "I hate running in the dark",
    "the plan is too hard",
    "the plan is too easy",
    "my child started school",
    "moved house",
    "visitors",
    "I overslept",
    "train strike",
    "deadline at work",
    "lost motivation",
    "depressing weather",
    "dead tired",
    "I could murder a pizza",
    "my bike was stolen",
    "feeling great",
    "pulled a muscle in my calf",
)
"""Of 64 everyday reports written for this, two more are answered with a doctor first: "I skipped
breakfast and ran hungry" and "shortness of breath on the hill, normal for me"."""


@pytest.mark.parametrize("text", DANGER)
def test_danger_is_answered_with_help_and_nothing_else(text: str) -> None:
    answer = safe_answer(text)

    assert answer is not None
    assert answer.urgent
    assert (answer.next_step, answer.change, answer.if_then) == ("", None, "")


@pytest.mark.parametrize("text", EVERYDAY)
def test_an_everyday_trouble_is_coached(text: str) -> None:
    assert safe_answer(text) is None
    assert kind_line(text) == ""


def test_no_words_are_no_danger() -> None:
    assert safe_answer(" ") is None
    assert kind_line("") == ""
