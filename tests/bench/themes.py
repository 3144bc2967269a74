"""(o) Themes of comments: planted ones found, those of real reviews against people's marks, and cost."""

import time
from datetime import timedelta

from core.learning.word_frequency import load_word_shares
from core.quality.themes.theme import FoundThemes, find_themes
from core.usecases.ratings.get_themes import MAX_COMMENTS
from tests.bench.figures import Figure, Report, median
from tests.factories import marked_reviews
from tests.factories.planted_comments import COMPLAINTS, DAYS, FIRST_DAY, PRAISE, plant

FIRST_SEED = 100
"""The constants were chosen on smaller seeds."""
_SIZES = (200, 400, 600, 1_000)


def measure(seeds: int) -> Report:
    """Plant themes in `seeds` bodies of comments of each size, and read the real reviews."""
    figures = [_recall(n, seeds) for n in _SIZES]
    figures += [_cost(seeds), *_agreement()]
    return Report(
        title="(o) Themes of comments, without a model",
        figures=figures,
        remarks=(
            "Planted: six themes in three wordings each, in 12 % of the comments of their side.",
            "They are in 2 % of the comments of the other side, too; a third has low stars.",
            "Real: sentences of app reviews that speak well or badly of a feature (no stars).",
            "A theme is right if half of its sentences have it inside a feature that people marked.",
            "To be found: features marked five times that differ by Fisher's exact test.",
        ),
    )


def _find(n: int, seed: int) -> FoundThemes:
    last = FIRST_DAY + timedelta(days=DAYS - 1)
    return find_themes(
        plant(n, seed=seed), since=FIRST_DAY, until=last, background=load_word_shares()
    )


def _recall(n: int, seeds: int) -> Figure:
    hits = others = 0
    for seed in range(FIRST_SEED, FIRST_SEED + seeds):
        found = _find(n, seed)
        sides = ((found.complaints[:5], COMPLAINTS), (found.praise[:5], PRAISE))
        said = [[" | ".join(t.phrases) for t in side if t.is_certain] for side, _ in sides]
        planted = [*COMPLAINTS, *PRAISE]
        others += sum(not any(name in each for name in planted) for side in said for each in side)
        hits += sum(
            any(name in each for each in texts)
            for texts, (_, themes) in zip(said, sides, strict=True)
            for name in themes
        )
    planted_n = seeds * (len(COMPLAINTS) + len(PRAISE))
    return Figure(
        name=f"Planted themes among the first five, {n} comments",
        value=round(hits / planted_n, 3),
        unit="share",
        n=planted_n,
        target=">= 0.9" if n == 600 else "",
        note=f"{others} others",
    )


def _cost(rounds: int) -> Figure:
    taken = []
    for seed in range(rounds):
        comments = plant(MAX_COMMENTS, seed=seed)
        last = FIRST_DAY + timedelta(days=DAYS - 1)
        began = time.process_time()
        find_themes(comments, since=FIRST_DAY, until=last, background=load_word_shares())
        taken.append(1_000 * (time.process_time() - began))
    name = f"Themes of {MAX_COMMENTS:,} comments, the most that are read, CPU"
    return Figure(name=name, value=median(taken), unit="ms", n=rounds)


def _agreement() -> list[Figure]:
    if not marked_reviews.FILE.exists():
        return []
    found = marked_reviews.compare(marked_reviews.read_sentences())
    complaints = [theme for theme in found.themes if theme.is_complaint]
    return [
        _share("Real: certain complaints that are marked features", found.hits, complaints),
        _share("Real: all certain themes that are marked features", found.hits, found.themes),
        _share("Real: features that set complaints apart, found", found.recalled, found.features),
    ]


def _share(name: str, hits: object, of: object) -> Figure:
    right, every = set(hits), set(of)  # type: ignore[call-overload]
    return Figure(
        name=name,
        value=round(len(right & every) / len(every), 3),
        unit="share",
        n=len(every),
    )
