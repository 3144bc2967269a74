"""What the reviewers of the sample did: answers to ratings, a dataset, labels, and alerts.

Each act goes through the use-case that a page calls, with the clock at an earlier moment.
"""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.datasets.label import Verdict
from core.quality.rubric import DIMENSIONS
from core.store.datasets.values import VersionRecord
from core.usecases.access.allow import Access, without_viewer
from core.usecases.datasets.save_traces import Target, save_traces
from core.usecases.labels.get_queue import get_queue
from core.usecases.labels.save_label import label_item
from core.usecases.ratings.get_themes import get_themes
from core.usecases.ratings.list_inbox import InboxFilter
from core.usecases.ratings.reply import Note, reply_to_rating, reply_to_theme
from core.usecases.samples.alert_history import replay_alerts
from core.usecases.samples.evaluation import evaluate_in_sample
from core.usecases.samples.moments import rein_at
from core.usecases.samples.people import JONAS, MARA
from core.usecases.samples.ratings import SATISFIED, Rated
from core.usecases.samples.simulate_run import SimulatedRun
from core.usecases.samples.story import SAMPLE_DAYS, SECOND_PROMPT
from core.usecases.utc_days import UtcDays

DATASET = "Plans people did not like"
DATASET_ID = "00000000-0000-7000-8000-00000000da7a"
"""Fixed: the lot of a dataset depends on its id, and with it what was labelled."""
FIRST_ITEMS, ADDED_ITEMS = 24, 16
RECENTLY = timedelta(days=28)
"""An answer within it is in the window that pages open with."""
LABELS = ((MARA, 12), (JONAS, 8))
"""Who labelled how many of the items; the rest is still to do."""
SEED = 20_260_102
_NOISE = 1.1
"""Standard deviation of a label on the scale of 10, around what the story says."""
_GOOD = 7
_ANSWER = "Plans now use the job, the days and the limits that you write."
_APOLOGY = (
    "Gemini was overloaded that week. The other model takes over sooner now; please try again."
)
_GOOD_NOTE = "I would start with this tomorrow."
_BAD_NOTES = ("Week 1 is fine, the rest repeats it.", "Nothing of the person in it.")
_NOTED = 0.25


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """One result of the sample, as its reviewers come across it."""

    trace_id: str
    user_id: str
    goal_id: str
    at: datetime
    prompt_version: int | None
    """Of the prompt that wrote the resolution; None if the offline coach did."""
    quality: float
    failed: bool
    stars: float | None
    rated_at: datetime | None

    @classmethod
    def of(cls, run: SimulatedRun, rated: Rated | None) -> "Seen":
        """Return what reviewers see of a run and its rating."""
        return cls(
            trace_id=run.trace_id,
            user_id=run.user_id,
            goal_id=run.goal_id,
            at=run.started_at,
            prompt_version=run.story.prompt_version if run.story.by_model else None,
            quality=run.story.quality,
            failed=run.finished.error is not None,
            stars=rated.stars if rated is not None else None,
            rated_at=rated.at if rated is not None else None,
        )


@without_viewer(Access.PART, "the sample's people are made up, and its admin was checked")
def review_sample(rein: Rein, seen: Sequence[Seen], *, now: datetime) -> None:
    """Carry out what the reviewers did with these results."""
    dice = random.Random(SEED)  # noqa: S311 - made-up labels, nothing to guard
    released = now - timedelta(days=SAMPLE_DAYS) * (1 - SECOND_PROMPT)
    _answer_ratings(rein, seen, now=now, released=released)
    _label(rein, seen, dice, now=now, released=released)
    replay_alerts(rein, now=now)


def _answer_ratings(rein: Rein, seen: Sequence[Seen], *, now: datetime, released: datetime) -> None:
    # First, because an answer to a theme takes all of its ratings that have none.
    lately = now - RECENTLY
    angry = next((one for one in seen if one.failed and one.stars and one.at > lately), None)
    if angry is not None:
        later = rein_at(rein, min(angry.at + timedelta(days=2), now))
        reply_to_rating(
            later,
            viewer=JONAS,
            trace_id=angry.trace_id,
            user_id=angry.user_id,
            note=Note(text=_APOLOGY),
        )
        with rein.database.begin() as work:
            work.replies.mark_seen(angry.goal_id, angry.user_id, now=now)
    since, until = (now - timedelta(days=SAMPLE_DAYS)).date(), now.date()
    days = UtcDays(since=since, until=until)
    complaint = get_themes(rein, viewer=MARA, days=days, sample=True).complaint
    then = rein_at(rein, released + timedelta(days=2))
    if complaint is not None:
        reply_to_theme(
            then,
            viewer=MARA,
            filters=InboxFilter(since=since, until=until, sample=True),
            theme=complaint.label,
            note=Note(text=_ANSWER, version="generate@v2"),
        )


def _label(
    rein: Rein, seen: Sequence[Seen], dice: random.Random, *, now: datetime, released: datetime
) -> None:
    """Save a dataset in two versions, and label a part of it."""
    recently = now - timedelta(days=3)
    worst = _worst(seen, versions=(1, 2), known_at=released)[:FIRST_ITEMS]
    since = [one for one in seen if one not in worst]
    later = _worst(since, versions=(2,), known_at=recently)[:ADDED_ITEMS]
    if not (worst and later):
        return
    with rein.database.begin() as work:
        work.datasets.add(
            DATASET, sample=True, created_by=MARA.id, now=released, dataset_id=DATASET_ID
        )
    first = _save(rein_at(rein, released), worst, "Lowest stars before the release of generate@v2")
    evaluate_in_sample(rein, first, now=released + timedelta(hours=1))
    version = _save(rein_at(rein, recently), later, "Adds the lowest stars of generate@v2")
    quality = {one.trace_id: one.quality for one in seen}
    for place, (viewer, count) in enumerate(LABELS):
        for turn in range(min(count, version.items)):
            minutes = timedelta(hours=5 * place, minutes=4 * turn)
            _label_next(rein_at(rein, recently + minutes), viewer, version, quality, dice)


def _worst(seen: Sequence[Seen], *, versions: tuple[int, ...], known_at: datetime) -> list[Seen]:
    """Return the plans of some versions that people had not liked by a moment, the worst first."""
    disliked = (
        one
        for one in seen
        if one.prompt_version in versions and not one.failed
        if one.stars is not None and one.stars < SATISFIED
        if one.rated_at is not None and one.rated_at < known_at
    )
    return sorted(disliked, key=lambda one: (one.stars or 0.0, one.at))


def _save(rein: Rein, items: Sequence[Seen], note: str) -> VersionRecord:
    return save_traces(
        rein,
        viewer=MARA,
        target=Target(name=DATASET, note=note, sample=True),
        trace_ids=[one.trace_id for one in items],
    ).version


def _label_next(
    rein: Rein,
    viewer: Viewer,
    version: VersionRecord,
    quality: Mapping[str, float],
    dice: random.Random,
) -> None:
    """Label what the queue of a reviewer shows next."""
    stored = get_queue(rein, viewer=viewer, version=version).next
    if stored is None or stored.row.trace_id is None:
        return
    label_item(
        rein,
        viewer=viewer,
        item_id=stored.row.id,
        verdict=_verdict(quality[stored.row.trace_id], dice),
        from_queue=True,
        blind=True,
    )


def _verdict(quality: float, dice: random.Random) -> Verdict:
    """Return what a person who notices the quality of a reply, with noise, says of it."""
    overall = round(min(10.0, max(0.0, 10 * quality + dice.gauss(0, _NOISE))))
    answers = {
        dimension.value: 10 * quality + dice.gauss(0, 2 * _NOISE) >= _GOOD
        for dimension in DIMENSIONS
    }
    good = overall >= _GOOD
    note = _GOOD_NOTE if good else dice.choice(_BAD_NOTES)
    return Verdict(overall=overall, answers=answers, note=note if dice.random() < _NOTED else "")
