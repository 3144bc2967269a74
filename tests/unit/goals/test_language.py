"""Whether a text is English."""

import pytest

from core.goals.language import is_english


@pytest.mark.parametrize(
    "text",
    [
        "",
        "3 km",
        "Run easily",
        "Download your last twenty rapid games and sort them by opening, win or loss, and clock",
        "If it rains, then I will run inside.",
        "Write 300 words of chapter two, then read them aloud to the end",
    ],
)
def test_english_and_a_few_plain_words_are_english(text: str) -> None:
    assert is_english(text)


@pytest.mark.parametrize(
    "text",
    [
        "Wenn es am Abend regnet, dann laufe ich fünfzehn Minuten im Treppenhaus auf und ab.",
        "Si llueve por la tarde, entonces camino quince minutos dentro de casa con mi hermana.",
        "अगर शाम को बारिश हो, तो मैं घर में पंद्रह मिनट चलूँगा।",
        "Si je rentre tard, alors je marche dix minutes dans le couloir avant le repas du soir.",
        "Corre tres kilometros sin parar y apunta el tiempo en tu cuaderno por la noche cada dia",
        "Laufe ruhig für dich",
    ],
)
def test_other_languages_are_not(text: str) -> None:
    assert not is_english(text)


def test_several_texts_count_together() -> None:
    assert not is_english("Run", "Ich laufe heute Abend im Park und danach dehne ich mich in Ruhe.")
