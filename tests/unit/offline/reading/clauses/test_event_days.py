"""The event that a goal prepares for is its last day."""

from datetime import date

import pytest

from tests.factories.coaching import parse


@pytest.mark.parametrize(
    ("text", "on"),
    [
        (
            (
                "Piano: our recital is 14 June and I've agreed to play Clair de Lune. My teacher wants "
                "3 pages by mid April. 45 minutes most evenings."
            ),
            date(2027, 6, 14),
        ),
        (
            (
                "Our orchestra concert is on 20 March and I have the solo. The conductor wants it by "
                "heart by the end of February."
            ),
            date(2027, 3, 20),
        ),
        (
            "Finish my novel by 1 May. My sister's wedding is on 20 June, I can't write then.",
            date(2027, 5, 1),
        ),
    ],
)
def test_the_day_of_the_event_is_the_end(text: str, on: date) -> None:
    found = parse(text).deadline

    assert found is not None
    assert found.on == on
