"""The themes of comments as sentences and table rows."""

from app.ui.status_labels import Tone
from app.ui.table import Cell, Column
from core import formats
from core.quality.themes.comment import LOW_BELOW
from core.usecases.ratings.get_themes import MAX_COMMENTS, MIN_COMMENTS, Theme, ThemeReport

COLUMNS = (
    Column(title="People write", wide=True),
    Column(title="Goes with"),
    Column(title="Comments", right=True),
    Column(title="Stars", right=True),
    Column(title="Earlier → later half"),
    Column(title="For example", wide=True),
)
_MAX_CHARACTERS = 160
_MAX_PHRASES = 3
_CHANGES = {1: ", rising", -1: ", falling", 0: ""}


def sentence(report: ThemeReport) -> str:
    """Return what was compared, and whether that was enough to find anything."""
    found = report.found
    compared = (
        f"Words of {formats.pluralize(found.low, 'comment')} below {LOW_BELOW:g} stars against "
        f"{formats.count(found.high)} with {LOW_BELOW:g} or more, without a model."
    )
    if report.is_cut:
        compared += f" Only the newest {MAX_COMMENTS:,} comments of the window are read."
    if min(found.low, found.high) < MIN_COMMENTS:
        return f"{compared} Each side needs at least {MIN_COMMENTS}: choose a longer window."
    if not found.themes:
        return f"{compared} No phrase sets the two apart yet."
    return compared


def note(report: ThemeReport) -> str:
    """Return how the table is to be read, or "" without one."""
    themes = report.found.themes
    if not themes:
        return ""
    text = f"A theme needs {MIN_COMMENTS} comments. Stars with their 95 % interval."
    if not all(theme.is_certain for theme in themes):
        text += " “Could be chance”: among so many phrases, a difference like this one is not rare."
    return text


def cells(theme: Theme, *, to: str) -> tuple[Cell, ...]:
    """Return a theme as a table row; `to` is the page of its ratings."""
    others = [each for each in theme.phrases if f" {each} " not in f" {theme.label} "]
    words = ", ".join(f"“{phrase}”" for phrase in (theme.label, *others[: _MAX_PHRASES - 1]))
    side = "Low stars" if theme.is_complaint else "High stars"
    tone = Tone.BAD if theme.is_complaint else Tone.GOOD
    if not theme.is_certain:
        side, tone = f"{side}; could be chance", Tone.NONE
    return (
        Cell(text=words, to=to),
        Cell(text=side, tone=tone),
        Cell(text=f"{theme.n} of {theme.of} ({formats.share(theme.share)})"),
        Cell(text=f"{theme.mean_stars:.1f} {formats.interval(theme.stars_interval)}"),
        Cell(
            text=f"{formats.share(theme.earlier.share)} → {formats.share(theme.later.share)}"
            f"{_CHANGES[theme.change]}"
        ),
        Cell(text=_shortened(theme.quotes[0])),
    )


def _shortened(quote: str) -> str:
    text = " ".join(quote.split())
    return f"“{text}”" if len(text) <= _MAX_CHARACTERS else f"“{text[: _MAX_CHARACTERS - 1]}…”"
