"""Find what comments say, without a model, and remember it until a rating changes."""

import threading
from collections import OrderedDict
from dataclasses import dataclass, field
from weakref import WeakKeyDictionary

from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.learning.word_frequency import load_word_shares
from core.quality.slice import EVERYTHING, Slice
from core.quality.themes.merging import MIN_COMMENTS
from core.quality.themes.theme import FoundThemes, Theme, find_themes
from core.store.database.engine import Database
from core.store.ratings.comments import last_rating_change, list_comments
from core.store.ratings.totals import rating_totals
from core.usecases.access.allow import Access, allow
from core.usecases.utc_days import UtcDays

__all__ = [
    "MAX_COMMENTS",
    "MIN_COMMENTS",
    "FoundThemes",
    "Theme",
    "ThemeReport",
    "get_themes",
]

MAX_COMMENTS = 5_000
"""Only the newest comments of a window are read, so that the cost of a page is bounded."""

_REMEMBERED = 32
"""Windows and filters whose themes a process remembers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeReport:
    """The themes of a window, and whether older comments were left out."""

    found: FoundThemes
    is_cut: bool
    """True if the window has more comments than MAX_COMMENTS."""

    @property
    def read(self) -> int:
        """Return the number of comments that were read."""
        return self.found.low + self.found.high

    @property
    def complaint(self) -> Theme | None:
        """Return the strongest theme of low ratings that is certain."""
        return next((theme for theme in self.found.complaints if theme.is_certain), None)


_Chosen = tuple[UtcDays, bool, Slice]
_State = tuple[int, int]


@dataclass(slots=True)
class _Remembered:
    """The newest themes of each window and filter, with the state of the ratings they are of."""

    themes: OrderedDict[_Chosen, tuple[_State, ThemeReport]] = field(default_factory=OrderedDict)

    def put(self, chosen: _Chosen, state: _State, report: ThemeReport) -> None:
        self.themes[chosen] = (state, report)
        self.themes.move_to_end(chosen)
        while len(self.themes) > _REMEMBERED:
            self.themes.popitem(last=False)


_LOCK = threading.Lock()
_BY_DATABASE: WeakKeyDictionary[Database, _Remembered] = WeakKeyDictionary()


@allow(Access.REVIEWER, reads_texts=True)
def get_themes(
    rein: Rein,
    *,
    viewer: Viewer,
    days: UtcDays,
    sample: bool = False,
    within: Slice = EVERYTHING,
) -> ThemeReport:
    """Return the themes of the comments of a window. Raises NotAllowed below reviewer."""
    chosen = (days, sample, within)
    # A change adds to the history; a deletion takes from the sums.
    state = (last_rating_change(rein.database), _count(rein.database, chosen))
    with _LOCK:
        remembered = _BY_DATABASE.setdefault(rein.database, _Remembered())
        known = remembered.themes.get(chosen)
    if known is not None and known[0] == state:
        return known[1]
    report = _find(rein.database, chosen)
    with _LOCK:
        remembered.put(chosen, state, report)
    return report


def _count(database: Database, chosen: _Chosen) -> int:
    days, sample, within = chosen
    return rating_totals(
        database,
        since=days.since,
        until=days.until,
        sample=sample,
        within=within,
    ).n


def _find(database: Database, chosen: _Chosen) -> ThemeReport:
    days, sample, within = chosen
    comments = list_comments(
        database,
        since=days.since,
        until=days.until,
        sample=sample,
        within=within,
        limit=MAX_COMMENTS + 1,
    )
    newest, is_cut = comments[:MAX_COMMENTS], len(comments) > MAX_COMMENTS
    found = find_themes(
        newest,
        since=newest[-1].day if is_cut else days.since,
        until=days.until,
        background=load_word_shares(),
    )
    return ThemeReport(found=found, is_cut=is_cut)
