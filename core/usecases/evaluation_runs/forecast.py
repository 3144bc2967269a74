"""What an evaluation run will cost, from what runs needed until now."""

from collections.abc import Mapping

from core.bootstrap import Rein
from core.experiments.variant import OFFLINE_COACH, Variant
from core.formats import pluralize
from core.llm.pricing.prices import cost_of
from core.ports import Purpose, Usage
from core.store.evaluation_runs.usage import ASSUMED, ENOUGH, RECENT, Needed, mean_tokens
from core.store.evaluation_runs.values import Forecast
from core.usecases.access.allow import Access, without_viewer

_WRITING = (Purpose.PREPROCESS, Purpose.GENERATE, Purpose.PLAN)


@without_viewer(Access.PART, "counts tokens and reads prices, nothing of a person")
def forecast(
    rein: Rein, variants: tuple[Variant, ...], judge: str, *, pairwise: bool = False
) -> Forecast:
    """Return what a case of each variant is expected to cost, and a pair if texts are compared."""
    with rein.database.read() as connection:
        measured = mean_tokens(connection, since=rein.clock.now() - RECENT)
    judging, judged_from = _expect(rein, measured, judge, (Purpose.EVALUATE,))
    costs, sources = [], [judged_from]
    for variant in variants:
        steps = [_expect(rein, measured, variant.writer(step), (step,)) for step in _WRITING]
        parts = [judging, *(usd for usd, _ in steps)]
        costs.append(None if None in parts else sum(usd for usd in parts if usd is not None))
        sources += [runs for _, runs in steps]
    comparing: float | None = 0.0
    if pairwise:
        comparing, compared_from = _expect(rein, measured, judge, (Purpose.COMPARE,))
        sources.append(compared_from)
    return Forecast(
        usd_per_case=tuple(costs),
        basis=_basis(sources, [*costs, comparing]),
        usd_per_pair=comparing,
    )


def _expect(
    rein: Rein,
    measured: Mapping[tuple[Purpose, str], Needed],
    key: str,
    purposes: tuple[Purpose, ...],
) -> tuple[float | None, int | None]:
    """Return the cost of one case, and the fewest runs it was measured on; None if it is free."""
    model = rein.models.configured.get(key)
    if key == OFFLINE_COACH or model is None:
        return 0.0, None
    total, fewest = 0.0, None
    for purpose in purposes:
        needed = measured.get((purpose, model.name))
        if needed is None or needed.runs < ENOUGH:
            needed = ASSUMED[purpose]
        usage = Usage(
            input_tokens=round(needed.input_tokens), output_tokens=round(needed.output_tokens)
        )
        usd = cost_of(model.provider, model.name, usage, at=rein.clock.now()).usd
        if usd is None:
            return None, None
        total += usd
        fewest = needed.runs if fewest is None else min(fewest, needed.runs)
    return total, fewest


def _basis(sources: list[int | None], costs: list[float | None]) -> str:
    if None in costs:
        return "The price of a model is not known."
    paid = [runs for runs in sources if runs is not None]
    if not paid:
        return "The offline coach costs nothing."
    if min(paid) == 0:
        return f"Assumed: fewer than {ENOUGH} runs with these models were measured."
    return f"From {pluralize(min(paid), 'run')} with these models in the last {RECENT.days} days."
