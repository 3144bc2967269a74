"""Themes of comments: phrases that set low ratings apart from high ones, merged and counted."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from core.quality.intervals import STARS, Interval, mean_interval, wilson_interval
from core.quality.themes.comment import LOW_BELOW, Comment, CommentKey
from core.quality.themes.merging import MIN_COMMENTS, PhraseGroup, WordShares, group_phrases

QUOTES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class HalfCount:
    """How many comments of one half of the window have a theme, of all its comments."""

    count: int
    n: int

    @property
    def share(self) -> float | None:
        return self.count / self.n if self.n else None

    @property
    def interval(self) -> Interval | None:
        return wilson_interval(self.count, self.n)


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """One thing that several people write, more often with low stars or with high ones."""

    label: str
    """Its clearest phrase."""
    phrases: tuple[str, ...]
    """All its phrases, in people's own spelling, the most frequent first."""
    is_complaint: bool
    """True if it goes with ratings of fewer stars than LOW_BELOW."""
    z: float
    """Of its strongest phrase; the sign is left out."""
    is_certain: bool
    """False if among so many phrases it could be chance."""
    n: int
    of: int
    """The number of comments that were read."""
    mean_stars: float
    stars_interval: Interval | None
    earlier: HalfCount
    later: HalfCount
    quotes: tuple[str, ...]
    members: tuple[CommentKey, ...]
    """The ratings whose comments have it, newest first."""

    @property
    def share(self) -> float:
        return self.n / self.of

    @property
    def change(self) -> int:
        """Return 1 if it is more frequent in the later half, -1 if less, 0 if it is not certain."""
        earlier, later = self.earlier.interval, self.later.interval
        if earlier is None or later is None:
            return 0
        return (later.low > earlier.high) - (later.high < earlier.low)


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundThemes:
    """The themes of some comments, the most distinctive first, and what they were found in."""

    themes: tuple[Theme, ...]
    low: int
    """Comments with fewer stars than LOW_BELOW."""
    high: int

    @property
    def complaints(self) -> tuple[Theme, ...]:
        return tuple(theme for theme in self.themes if theme.is_complaint)

    @property
    def praise(self) -> tuple[Theme, ...]:
        return tuple(theme for theme in self.themes if not theme.is_complaint)

    def find(self, label: str) -> Theme | None:
        """Return the theme with a label, or None."""
        return next((theme for theme in self.themes if theme.label == label), None)


def find_themes(
    comments: Sequence[Comment], *, since: date, until: date, background: WordShares
) -> FoundThemes:
    """Return the themes of comments, newest first, of the days from `since` to `until`.

    `background` are the shares of frequent words in other texts.
    """
    low = frozenset(i for i, each in enumerate(comments) if each.stars < LOW_BELOW)
    high = len(comments) - len(low)
    middle = since + (until - since) / 2
    themes: tuple[Theme, ...] = ()
    if min(len(low), high) >= MIN_COMMENTS:
        found = group_phrases([each.text for each in comments], low, background=background)
        themes = tuple(_to_theme(group, comments, middle) for group in found)
    return FoundThemes(themes=themes, low=len(low), high=high)


def _to_theme(group: PhraseGroup, comments: Sequence[Comment], middle: date) -> Theme:
    places = sorted(group.places)
    stars = [comments[place].stars for place in places]
    n, mean = len(stars), sum(stars) / len(stars)
    variance = sum((each - mean) ** 2 for each in stars) / (n - 1) if n > 1 else None
    is_late = [each.day > middle for each in comments]
    late = sum(is_late[place] for place in places)
    return Theme(
        label=group.label,
        phrases=group.phrases,
        is_complaint=group.is_low,
        z=group.z,
        is_certain=group.is_certain,
        n=n,
        of=len(comments),
        mean_stars=mean,
        stars_interval=mean_interval(n, mean, variance, scale=STARS),
        earlier=HalfCount(count=n - late, n=len(comments) - sum(is_late)),
        later=HalfCount(count=late, n=sum(is_late)),
        quotes=_quotes(group, [comments[place] for place in places]),
        members=tuple(comments[place].key for place in places),
    )


def _quotes(group: PhraseGroup, found: Sequence[Comment]) -> tuple[str, ...]:
    """Return different comments, those with the most telling stars first, then the newest."""
    sign = 1 if group.is_low else -1
    ordered = sorted(found, key=lambda each: sign * each.stars)
    return tuple(dict.fromkeys(each.text for each in ordered))[:QUOTES]
