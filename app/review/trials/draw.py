"""Draw the list of trials, the proposal, and the versions that can be tried."""

from datetime import datetime

from app.review.shared import version_names
from app.review.trials import present, present_versions
from app.review.trials.load import Choices, ListedTrial
from app.ui import empty, page_text, table
from core.usecases.trials.propose_version import Proposal


def show_list(listed: tuple[ListedTrial, ...], *, now: datetime) -> str | None:
    """Draw all trials, newest first. Return the chosen address."""
    page_text.section("All trials")
    if not listed:
        empty.show("No trials yet", hint=present.NOTHING_YET)
        return None
    rows = tuple(present.list_cells(one, now=now) for one in listed)
    return table.show(present.COLUMNS, rows, caption="Trials, newest first", key="trials.list")


def show_proposal(proposal: Proposal | None) -> None:
    """Draw the version to try next, and why."""
    page_text.section("Proposed by rule")
    if proposal is None:
        page_text.note("Nothing in the last 30 days points to other settings of the offline coach.")
        return
    page_text.lead(
        f"Try {version_names.version(f'defaults@v{proposal.version}')}. {proposal.reason}"
    )
    page_text.note("It stays a draft until an admin approves it, which starts its trial.")


def show_versions(choices: Choices) -> None:
    """Draw the versions that are not live, with their newest replay."""
    page_text.section("Versions that can be tried")
    versions = present_versions.candidates(choices)
    if not versions:
        page_text.note("A trial of each prompt runs, or no version is a draft.")
        return
    table.show(
        present_versions.VERSION_COLUMNS,
        tuple(present_versions.version_cells(choices, one) for one in versions),
        caption="Versions that are not live",
        key="trials.versions",
    )
