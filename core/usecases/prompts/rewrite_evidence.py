"""Collect what went wrong with a prompt's results, from people who let a model read their words."""

from collections.abc import Iterable

from core.accounts.names_in_text import find_names, name_words
from core.accounts.personal_text import mask_personal
from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.experiments.rewrite import (
    MAX_COMMENTS,
    MAX_EXAMPLE_CHARACTERS,
    MAX_EXAMPLES,
    MAX_FAILURES,
    FailedQuestion,
    Weaknesses,
)
from core.llm.providers.catalog import PROVIDERS
from core.quality.slice import EVERYTHING, Slice
from core.setting_groups.privacy import ConsentMode
from core.store.accounts.writers import list_writer_names
from core.store.consents.read import find_consent
from core.store.ratings.comments import list_comments
from core.store.scores.items import ItemTotals
from core.store.traces.read import find_trace_owner
from core.usecases.access.allow import Access, allow
from core.usecases.ratings.get_themes import MAX_COMMENTS as MAX_READ
from core.usecases.ratings.get_themes import get_themes
from core.usecases.scores.get_item_report import (
    get_item_report,
    list_item_failures,
    question_of,
)
from core.usecases.utc_days import UtcDays

LEAST_KNOWN = 5
"""Answers that a question needs before its share of no says something."""
_WRITES_WHAT_IS_SCORED = "generate"
"""Scores are stored by the version of this prompt."""


@allow(Access.REVIEWER, reads_texts=True)
def find_weaknesses(
    rein: Rein, *, viewer: Viewer, name: str, version: int, provider: str, days: UtcDays
) -> Weaknesses:
    """Return complaints and failed questions, masked, of people who agreed to a provider's model.

    Raises NotAllowed below reviewer.
    """
    agreed = _Agreed(rein, provider)
    label = f"{name}@v{version}"
    within = Slice(prompt_version=label) if name == _WRITES_WHAT_IS_SCORED else EVERYTHING
    complaint = get_themes(rein, viewer=viewer, days=days).complaint
    keys = frozenset(complaint.members) if complaint is not None else frozenset()
    comments = [
        one
        for one in list_comments(
            rein.database, since=days.since, until=days.until, sample=False, limit=MAX_READ
        )
        if one.key in keys and agreed.allows(one.key[1])
    ][:MAX_COMMENTS]
    failures = tuple(_failures(rein, viewer, days, within, agreed))
    writers = frozenset(one.key[1] for one in comments)
    return Weaknesses(
        complaint=complaint.label if complaint is not None and comments else "",
        complaint_n=complaint.n if complaint is not None and comments else 0,
        comments=tuple(_masked(rein, one.text, writers) for one in comments),
        failures=failures,
        people=writers | agreed.quoted,
    )


class _Agreed:
    """Who let a provider's model read their words; those who are quoted are remembered."""

    def __init__(self, rein: Rein, provider: str) -> None:
        self._rein = rein
        settings = rein.model_settings
        self._host = next(
            (one.host_in(settings) for one in PROVIDERS if one.provider == provider), ""
        )
        self.quoted: frozenset[str] = frozenset()

    def allows(self, user_id: str) -> bool:
        """Return whether words of a person may be sent."""
        if self._rein.settings.model_consent is not ConsentMode.ASK:
            return True
        consent = find_consent(self._rein.database, user_id)
        return consent is not None and consent.allows(self._host)

    def quote(self, user_id: str) -> None:
        """Remember that words of a person are sent."""
        self.quoted |= {user_id}


def _failures(
    rein: Rein, viewer: Viewer, days: UtcDays, within: Slice, agreed: _Agreed
) -> Iterable[FailedQuestion]:
    totals = get_item_report(rein, viewer=viewer, days=days, within=within).totals
    often = [one for one in totals if one.no and one.known >= LEAST_KNOWN]
    for one in sorted(often, key=_by_share)[:MAX_FAILURES]:
        yield FailedQuestion(
            question=question_of(one.item),
            no=one.no,
            known=one.known,
            examples=tuple(_examples(rein, viewer, one.item, days, within, agreed)),
        )


def _by_share(one: ItemTotals) -> tuple[float, str]:
    return (-(one.share or 0.0), one.item)


def _examples(
    rein: Rein, viewer: Viewer, item: str, days: UtcDays, within: Slice, agreed: _Agreed
) -> Iterable[str]:
    """Return what was missed for some goals, each with the goal it was missed for."""
    found = list_item_failures(rein, item, viewer=viewer, days=days, within=within, limit=20)
    left = MAX_EXAMPLES
    for one in found:
        owner = find_trace_owner(rein.database, one.trace_id)
        person = owner.user_id if owner is not None else None
        if left and person is not None and one.title and agreed.allows(person):
            left -= 1
            agreed.quote(person)
            text = f"{one.title}: {one.note}" if one.note else one.title
            yield _masked(rein, text, {person})


def _masked(rein: Rein, text: str, people: Iterable[str]) -> str:
    """Return a text without personal data and names."""
    names = [*name_words(list_writer_names(rein.database, tuple(people))), *find_names(text)]
    return mask_personal(text, names=names)[:MAX_EXAMPLE_CHARACTERS]
