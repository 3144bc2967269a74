"""What a list of traces shows, as a value and as the query of its address.

The address of a trace holds the list it was opened from, so that it leads on to the next one.
"""

from dataclasses import dataclass, fields
from datetime import date, timedelta
from typing import Any, Self
from urllib.parse import parse_qs, urlencode

from app.review.shared.slice_text import slice_of
from app.review.shared.trace_query import key_of, read, written
from app.ui.status_labels import SPAN_LABELS
from core.quality.intervals import SCORES
from core.tracing.names import TESTS
from core.usecases.traces.list_traces import TraceFilter, TraceOrder
from core.usecases.utc_days import start_of_day

ALL_SCORES = (SCORES.low, SCORES.high)

ORDERS = {
    TraceOrder.NEWEST: "Newest first",
    TraceOrder.LOWEST_SCORE: "Lowest score first",
    TraceOrder.LOWEST_STARS: "Lowest stars first",
    TraceOrder.MOST_EXPENSIVE: "Most expensive first",
    TraceOrder.SLOWEST: "Slowest first",
}

STATUSES = tuple(label for label, _ in SPAN_LABELS.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class TraceView:
    """The choices of the page; each field is a parameter of its address under the same key."""

    q: str = ""
    status: str | None = None
    """The label of a status."""
    order: str = ORDERS[TraceOrder.NEWEST]
    """The label of an order."""
    model: str | None = None
    name: str | None = None
    prompt: str | None = None
    kind: str | None = None
    """This and the next three are labels, as `slice_of` reads them."""
    language: str | None = None
    tier: str | None = None
    writer: str | None = None
    score: tuple[float, float] = ALL_SCORES
    """The whole range includes unscored traces."""
    stars: float | None = None
    """At most."""
    first: date | None = None
    last: date | None = None
    errors: bool = False
    tests: bool = False
    """Test calls and cases of evaluation runs, too; a kind of work or an owner shows its own."""
    person: str = ""
    goal: str = ""

    @property
    def trace_order(self) -> TraceOrder:
        """Return the order; the newest first for a label that is none."""
        return next(
            (one for one, label in ORDERS.items() if label == self.order), TraceOrder.NEWEST
        )

    @property
    def _shows_tests(self) -> bool:
        return bool(self.tests or self.name or self.goal or self.person)

    def filters(self, *, sample: bool) -> TraceFilter:
        """Return the filter of the list."""
        low, high = self.score
        return TraceFilter(
            status=next((s for s, (label, _) in SPAN_LABELS.items() if label == self.status), None),
            min_score=low if low > SCORES.low else None,
            max_score=high if high < SCORES.high else None,
            max_stars=self.stars,
            since=start_of_day(self.first) if self.first else None,
            until=start_of_day(self.last + timedelta(days=1)) if self.last else None,
            search=self.q.strip(),
            name=self.name,
            exclude_names=() if self._shows_tests else TESTS,
            within=slice_of(
                prompt=self.prompt,
                model=self.model,
                kind=self.kind,
                language=self.language,
                tier=self.tier,
                writer=self.writer,
            ),
            with_errors=self.errors,
            user_id=self.person or None,
            goal_id=self.goal or None,
            sample=sample,
        )

    def query(self) -> str:
        """Return the query of the address, without what is not chosen; "" for the whole list."""
        changed = {
            key_of(one.name): written(getattr(self, one.name))
            for one in fields(self)
            if getattr(self, one.name) != one.default
        }
        return urlencode(changed, doseq=True)

    @classmethod
    def read(cls, query: str) -> Self:
        """Return the view of a query; a part that cannot be read is not chosen."""
        given = parse_qs(query)
        chosen: dict[str, Any] = {}
        for one in fields(cls):
            if values := given.get(key_of(one.name)):
                chosen |= read(one.name, values)
        return cls(**chosen)
