"""What each use-case is called with: by the name of a parameter, or for one use-case."""

import inspect
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from importlib import import_module
from typing import Any

from core.accounts.consent import ModelChoice
from core.accounts.user import Role
from core.accounts.viewer import Viewer
from core.chat.rating import AnswerRating
from core.datasets.label import Verdict
from core.goals.goal import Circumstances
from core.ids import new_id
from core.mail.places import Places
from core.mail.preferences import MailPreferences
from core.plans.revision.edits import TaskChange
from core.plans.revision.option import RevisionKind
from core.ports import Tier
from core.progress.check_in import Report, Retrospective
from core.progress.task_state import SkipReason
from core.quality.rating import Rating
from core.store.mail.values import MailSubscription
from core.store.ratings.inbox_filter import InboxFilter
from core.store.records.tables import RecordTable
from core.store.replays.store import ReplayStore
from core.store.replays.values import ReplayedGoal
from core.store.traces.list_rows import TraceFilter, TraceOrder
from core.store.views.values import SavedView
from core.usecases.calendar.feeds import add_feed
from core.usecases.coaches.invitations import invite_coach, list_coaches
from core.usecases.datasets.save_version import Target
from core.usecases.evaluation_runs.plan_evaluation_run import Asked
from core.usecases.evaluation_runs.start_evaluation_run import start_evaluation_run
from core.usecases.grants.grants import give_grant
from core.usecases.labels.save_label import label_item
from core.usecases.organisations.organisations import (
    add_organisation,
    invite_members,
    join_organisation,
)
from core.usecases.prompts.draft_prompt import Draft
from core.usecases.ratings.reply import Note, list_own_replies, reply_to_rating
from core.usecases.records.export_records import RecordsAsked
from core.usecases.revisions.grant_wish import Wish, WishKind
from core.usecases.shares.share_links import add_share
from core.usecases.sign_in.sign_in import Visitor
from core.usecases.targets.get_targets import get_targets
from core.usecases.tokens.tokens import add_token, list_own_tokens
from core.usecases.trials.replay_by_models import ReplayAsked
from core.usecases.trials.start_trial import Plan, start_trial
from core.usecases.trials.stop_trial import stop_trial
from core.usecases.utc_days import last_days
from core.usecases.views.save_view import save_view
from tests.factories.rewrites import queue_rewrite
from tests.factories.trial_people import make_replay
from tests.integration.access.world import TEXT, World, secret_of

Given = Callable[[World], Any]
NOW = datetime(2027, 1, 20, tzinfo=UTC)
INBOX = InboxFilter(sample=False, since=date(2026, 1, 1), until=date(2028, 1, 1))
DRAFT = Draft(
    name="defaults",
    based_on=1,
    reason="Slower",
    settings='pace = "conservative"\nfirst_steps = "usual"',
)
REPLAY = ReplayAsked(prompt="generate", candidate=1)
TRIAL = Plan(prompt="defaults", candidate=3, reason="Smaller steps")
EVALUATION = Asked(variants=["defaults@v3"])
WISH = Wish(kind=WishKind.FEWER_HOURS, hours=2.0)


def _span(world: World) -> str:
    from core.store.traces.read import find_trace  # noqa: PLC0415 - a read of the store

    detail = find_trace(world.rein.database, world.trace_id)
    assert detail is not None
    return detail.spans[-1].span_id


def _replay(world: World) -> str:
    """Store a passed replay with the owner's goal, and return its id."""
    replay = make_replay()
    goal = ReplayedGoal(
        trace_id=world.trace_id,
        minutes_before=None,
        minutes_champion=60.0,
        minutes_candidate=50.0,
        score_champion=None,
        score_candidate=None,
    )
    with world.rein.database.begin() as work:
        ReplayStore(work.connection).add(replay, [goal])
    return replay.id


def running_trial(world: World) -> str:
    """Let an admin start a trial, and return its id."""
    _replay(world)
    return start_trial(world.rein, viewer=world.people["admin"], plan=TRIAL)


def _ended_trial(world: World) -> str:
    """Let an admin start and stop a trial, and return its id."""
    trial_id, admin = running_trial(world), world.people["admin"]
    stop_trial(world.rein, viewer=admin, trial_id=trial_id, reason="Enough seen")
    return trial_id


def start_evaluation(world: World) -> str:
    """Let a reviewer start an evaluation run, and return its id."""
    return start_evaluation_run(
        world.rein,
        viewer=world.people["reviewer"],
        version=world.version,
        asked=EVALUATION,
        queue_only=True,
    )


def _rated_trial(world: World) -> str:
    """Let the owner rate a result of a trial, and return the trial's id."""
    trial_id, owner = running_trial(world), world.people["owner"]
    with world.rein.database.begin() as work:
        work.trials.assign(user_id=owner.id, trace_id=world.trace_id, now=NOW)
        work.trials.show(world.trace_id, now=NOW)
    return trial_id


def _reply(world: World) -> str:
    """Let a reviewer answer the rating, and return the id of the reply."""
    reply_to_rating(world.rein, viewer=world.people["reviewer"], **_note(world))
    owner = world.people["owner"]
    (reply,) = list_own_replies(world.rein, viewer=owner, goal_id=world.goal_id)
    return reply.id


def _note(world: World) -> dict[str, Any]:
    owner = world.people["owner"].id
    return {"trace_id": world.trace_id, "user_id": owner, "note": Note(text="Better now")}


def _invitation(world: World) -> str:
    """Let the owner invite one more coach, and return the secret."""
    made = invite_coach(world.rein, viewer=world.people["owner"], goal_id=world.goal_id, days=7)
    return secret_of(made.path)


def _organisation(world: World) -> str:
    """Let the person who calls create an organisation, and return its id."""
    founder = world.viewer or world.people["admin"]
    return add_organisation(world.rein, viewer=founder, name="Club").id


def _other(world: World) -> Viewer:
    """Return a person who is not the one who calls."""
    owner, coach = world.people["owner"], world.people["coach"]
    return coach if world.viewer == owner else owner


def _led_organisation(world: World) -> str:
    """Let the person who calls lead one with another member in it, and return its id."""
    return _with_member(world, world.viewer or world.people["admin"], _other(world))


def _joined_organisation(world: World) -> str:
    """Let the person who calls be a member of one that another leads, and return its id."""
    return _with_member(world, _other(world), world.viewer or world.people["admin"])


def _with_member(world: World, lead: Viewer, member: Viewer) -> str:
    made = add_organisation(world.rein, viewer=lead, name="Club")
    link = invite_members(world.rein, viewer=lead, organisation_id=made.id)
    join_organisation(world.rein, viewer=member, secret=secret_of(link.path))
    return made.id


def _organisation_secret(world: World) -> str:
    founder = world.people["owner"]
    made = add_organisation(world.rein, viewer=founder, name="Club")
    return secret_of(invite_members(world.rein, viewer=founder, organisation_id=made.id).path)


def _owners_organisation(world: World) -> str:
    """Let the owner create one with the coach in it, and return its id."""
    return _with_member(world, world.people["owner"], world.people["coach"])


def _reviewing(world: World) -> Viewer:
    """Return the person who calls, or an admin if they may not review."""
    may = world.viewer is not None and world.viewer.may(Role.REVIEWER)
    return world.viewer if may and world.viewer else world.people["admin"]


def _subscription(user_id: str) -> MailSubscription:
    return MailSubscription(
        user_id=user_id,
        address="zelmira@example.org",
        preferences=MailPreferences(),
        key="k",
        unsubscribe_digest="d",
        requested_on=NOW.date(),
    )


def _subscribe(world: World) -> None:
    """Store an address of the person who calls."""
    viewer = world.viewer or world.people["admin"]
    with world.rein.database.begin() as work:
        work.mail.save(_subscription(viewer.id))


def _view(world: World) -> SavedView:
    author = _reviewing(world)
    return save_view(
        world.rein, viewer=author, page="traces", name="Mine", query="q=a", shared=False
    )


BY_PARAMETER: Mapping[str, Given] = {
    "rein": lambda w: w.rein,
    "goal_id": lambda w: w.goal_id,
    "trace_id": lambda w: w.trace_id,
    "user_id": lambda w: w.people["owner"].id,
    "account_id": lambda w: w.people["owner"].id,
    "task_id": lambda w: w.task_id,
    "days": lambda w: last_days(w.rein, 30),
    "view": lambda w: w.view,
    "version": lambda w: w.version,
    "before": lambda w: w.version,
    "dataset_id": lambda w: w.version.dataset_id,
    "item_id": lambda w: w.item_id,
    "evaluation_run_id": start_evaluation,
    "subject": lambda w: w.subject,
    "trace_ids": lambda w: [w.trace_id],
    "message_id": lambda w: w.message_id,
    "memory_id": lambda w: w.memory_id,
    "check_in_id": lambda w: w.check_in.id,
    "check_in": lambda w: w.check_in,
    "measured": lambda w: w.measurement,
    "measurement_id": lambda w: w.measurement.id,
    "span_id": _span,
    "text": lambda _: "Read 12 books in 30 weeks",
    "key": lambda _: new_id(),
    "login": lambda _: "zelmira.quint@example.org",
    "tier": lambda _: Tier.PREMIUM,
    "filters": lambda _: INBOX,
    "typed": lambda _: "not what has to be typed",
    "theme": lambda _: "cold",
    "report": lambda _: Report(effort=2),
    "target": lambda _: Target(name="more"),
    "content": lambda _: b'{"input": {"text": "Run 5 km"}}',
    "note": lambda _: Note(text="Better now"),
    "verdict": lambda _: Verdict(overall=7),
    "circumstances": lambda _: Circumstances(),
    "asked": lambda _: RecordsAsked(table=RecordTable.RATINGS),
    "file": lambda w: w.folder / "file",
    "reason": lambda _: "It reads better",
    "position": lambda _: 0,
    "accept": lambda _: True,
    "confirmed": lambda _: True,
    "edit": lambda w: w.edit,
    "rating": lambda _: Rating(stars=3),
    "retrospective": lambda _: Retrospective(attainment=0),
    "goal_ids": lambda w: [w.goal_id],
    "row_id": lambda _: 1,
    "sink": lambda _: "opik",
    "name": lambda _: "cases",
    "corrections": lambda _: {"hours": "3"},
    "written": lambda _: {},
    "answers": lambda _: {},
    "at": lambda _: time(8),
    "alarm_minutes": lambda _: 10,
    "address": lambda _: "zelmira@example.org",
    "daily": lambda _: True,
    "weekly": lambda _: True,
    "hour": lambda _: 8,
    "weekday": lambda _: 0,
    "local": lambda _: NOW,
    "places": lambda _: Places(site="https://rein.example.org"),
    "value": lambda _: "3 km",
    "scorer": lambda _: "rule",
    "disabled": lambda _: True,
    "role": lambda _: Role.REVIEWER,
    "done": lambda _: True,
    "day": lambda w: w.rein.clock.today(None) + timedelta(days=1),
    "sentence": lambda _: "I measure it with my watch each Sunday.",
    "minutes": lambda _: 20,
    "title": lambda _: "Stretch",
    "week": lambda _: 4,
    "change": lambda _: TaskChange(minutes=15),
    "ends_on": lambda w: w.plan.ends_on + timedelta(days=7),
    "first": lambda w: w.rein.clock.today(None) + timedelta(days=1),
    "last": lambda w: w.rein.clock.today(None) + timedelta(days=7),
    "option": lambda _: RevisionKind.SHIFT,
    "wish": lambda _: WISH,
    "item": lambda _: "clarity.reason",
    "sample": lambda _: False,
    "order": lambda _: TraceOrder.NEWEST,
    "shared": lambda _: True,
    "page": lambda _: "traces",
    "query": lambda _: "q=a",
    "secret": lambda _: "",
    "session_id": lambda w: w.session_id,
    "limit": lambda w: get_targets(w.rein, viewer=w.people["admin"])[0].limit,
    "visitor": lambda _: Visitor(address="192.0.2.1"),
    "current": lambda _: "not my password",
    "new": lambda _: "a long new password",
    "by": lambda _: "day",
    "subscription": lambda w: _subscription(w.people["owner"].id),
}
TRACES = {"filters": lambda _: TraceFilter()}
BY_USE_CASE: Mapping[str, Mapping[str, Given]] = {
    "traces.list_traces.list_traces": TRACES,
    "traces.list_traces.count_traces": TRACES,
    "traces.list_traces.find_neighbours": TRACES,
    "shares.share_links.add_share": {"days": lambda _: 30},
    "chat.rate_answer.rate_answer": {"rating": lambda _: AnswerRating(helpfulness=True)},
    "plans.skip_task.skip_task": {"reason": lambda _: SkipReason.ILL},
    "prompts.draft_prompt.draft_prompt": {"draft": lambda _: DRAFT},
    "prompts.check_version.check_version": {
        "name": lambda _: "generate",
        "version": lambda _: 1,
    },
    "prompts.propose_rewrite.propose_rewrite": {"name": lambda _: "generate"},
    "prompts.propose_rewrite.find_rewrite": {
        "run_id": lambda w: queue_rewrite(w.rein, w.people["admin"])
    },
    "prompts.propose_rewrite.start_rewrite": {"name": lambda _: "generate"},
    "prompts.rewrite_evidence.find_weaknesses": {
        "name": lambda _: "generate",
        "version": lambda _: 2,
        "provider": lambda _: "google",
    },
    "prompts.list_prompts.find_prompt": {"name": lambda _: "generate", "version": lambda _: 1},
    "prompts.release_prompt.release_prompt": {"name": lambda _: "generate", "version": lambda _: 1},
    "trials.replay_version.replay_version": {
        "prompt": lambda _: "defaults",
        "candidate": lambda _: 3,
    },
    "trials.replay_by_models.forecast_replay": {"asked": lambda _: REPLAY},
    "trials.replay_by_models.save_goals": {"asked": lambda _: REPLAY},
    "trials.replay_by_models.start_replay": {"asked": lambda _: REPLAY},
    "trials.replay_version.list_replayed_goals": {"replay_id": _replay},
    "trials.list_trials.show_trial": {"trial_id": running_trial},
    "trials.start_trial.start_trial": {"plan": lambda _: TRIAL},
    "trials.start_trial.change_share": {"trial_id": running_trial, "share": lambda _: 0.3},
    "trials.list_trial_results.list_trial_results": {"trial_id": _rated_trial},
    "trials.change_trial.promote_candidate": {"trial_id": running_trial},
    "trials.change_trial.roll_back_candidate": {"trial_id": running_trial},
    "trials.change_trial.take_back_ending": {"trial_id": running_trial},
    "trials.stop_trial.stop_trial": {"trial_id": running_trial},
    "trials.proof.write_proof.write_proof": {"trial_id": _ended_trial},
    "evaluation_runs.plan_evaluation_run.plan_evaluation_run": {"asked": lambda _: EVALUATION},
    "evaluation_runs.start_evaluation_run.start_evaluation_run": {"asked": lambda _: EVALUATION},
    "evaluation_runs.work_evaluation_run.work_evaluation_run": {
        "evaluation_run_id": lambda _: new_id()
    },
    "prompts.release_prompt.roll_back_prompt": {"name": lambda _: "generate"},
    "targets.change_target.change_target": {
        "name": lambda w: get_targets(w.rein, viewer=w.people["admin"])[0].target.name
    },
    "tokens.tokens.add_token": {"name": lambda _: "mine"},
    "people.people.find_account": {"name": lambda _: "zelmira.quint@example.org"},
    "people.add_person.add_person": {"login": lambda _: "new@example.org"},
    "resolutions.improve.apply_suggestion": {"item_id": lambda _: "clarity.reason"},
    "ratings.reply.change_reply": {"reply_id": _reply},
    "ratings.reply.withdraw_reply": {"reply_id": _reply},
    "views.change_view.delete_view": {"view_id": lambda w: _view(w).id},
    "views.change_view.share_view": {"view_id": lambda w: _view(w).id},
    "views.save_view.restore_view": {"view": _view},
    "calendar.feeds.find_feed": {"goal_id": lambda w: w.goal_id},
    "calendar.feeds.revoke_feed": {"goal_id": lambda w: w.goal_id},
    "calendar.feeds.add_feed": {"goal_id": lambda w: w.goal_id},
    "chat.undo_edit.undo_edit": {"position": lambda _: 1},
    "ratings.list_ratings.list_rating_changes": {"limit": lambda _: 20},
    "consents.consents.decide": {
        "choice": lambda _: ModelChoice.OFFLINE,
        "shown": lambda _: frozenset[str](),
    },
    "coaches.invitations.invite_coach": {"days": lambda _: 30},
    "coaches.invitations.remove_coach": {
        "coaching_id": lambda w: (
            list_coaches(w.rein, viewer=w.people["owner"], goal_id=w.goal_id)[0].coaching.id
        )
    },
    "coaches.invitations.find_invitation": {"secret": _invitation},
    "coaches.invitations.accept_invitation": {"secret": _invitation},
    "grants.grants.give_grant": {
        "user_id": lambda w: w.people["reviewer"].id,
        "days": lambda _: 1,
    },
    "tokens.tokens.revoke_own_token": {
        "token_id": lambda w: list_own_tokens(w.rein, viewer=w.people["owner"])[0].id
    },
    "grants.grants.revoke_grant": {"user_id": lambda w: w.people["reviewer"].id},
    "exports.list_remaining.list_remaining": {},
    "organisations.organisations.add_organisation": {"name": lambda _: "Club"},
    "organisations.organisations.invite_members": {"organisation_id": _organisation},
    "organisations.organisations.rename_organisation": {
        "organisation_id": _organisation,
        "name": lambda _: "Choir",
    },
    "organisations.organisations.join_organisation": {"secret": _organisation_secret},
    "organisations.membership.leave_organisation": {"organisation_id": _joined_organisation},
    "organisations.membership.remove_member": {
        "organisation_id": _led_organisation,
        "user_id": lambda w: _other(w).id,
    },
    "organisations.membership.hand_over_lead": {
        "organisation_id": _led_organisation,
        "user_id": lambda w: _other(w).id,
    },
    "organisations.membership.withdraw_link": {"organisation_id": _organisation},
    "organisations.membership.close_organisation": {
        "organisation_id": _organisation,
        "name": lambda _: "Club",
    },
    "organisations.share_with_member.share_with_member": {
        "organisation_id": _owners_organisation,
        "user_id": lambda w: w.people["coach"].id,
        "days": lambda _: 7,
    },
    "request_keys.answer_once.begin_request": {
        "token": lambda _: "rein_token",
        "request": lambda _: "a" * 64,
    },
    "request_keys.answer_once.end_request": {
        "token": lambda _: "rein_token",
        "answer": lambda _: None,
    },
    "goals.submit.submit_goal": {"text": lambda _: TEXT},
}

BEFORE: Mapping[str, Given] = {
    "shares.share_links.find_share": lambda w: add_share(
        w.rein, viewer=w.people["owner"], goal_id=w.goal_id, days=30
    ),
    "shares.share_links.revoke_share": lambda w: add_share(
        w.rein, viewer=w.people["owner"], goal_id=w.goal_id, days=30
    ),
    "calendar.feeds.find_feed": lambda w: add_feed(
        w.rein, viewer=w.people["owner"], goal_id=w.goal_id
    ),
    "calendar.feeds.revoke_feed": lambda w: add_feed(
        w.rein, viewer=w.people["owner"], goal_id=w.goal_id
    ),
    "tokens.tokens.revoke_token": lambda w: add_token(
        w.rein, viewer=w.people["admin"], name="cases"
    ),
    "grants.grants.revoke_grant": lambda w: give_grant(
        w.rein,
        viewer=w.people["admin"],
        user_id=w.people["reviewer"].id,
        reason="A complaint of a person",
        days=1,
    ),
    "ratings.reply.list_own_replies": _reply,
    "labels.save_label.withdraw": lambda w: label_item(
        w.rein, viewer=_reviewing(w), item_id=w.item_id, verdict=Verdict(overall=5)
    ),
    "mail.subscribe.remove_address": _subscribe,
    "mail.subscribe.save_mail_preferences": _subscribe,
    "ratings.reply.mark_replies_seen": _reply,
}
"""What has to be there before a call means something."""

OUTSIDE: Mapping[str, str] = {
    "alerts.send_test_alert.send_test_alert": "sends to a receiver",
    "drafts.draft_step.draft_step": "calls a model",
    "keys.local_servers.find_servers": "asks ports of the machine",
    "keys.local_servers.use_server": "asks a port of the machine",
    "keys.save_key.save_key": "calls a model",
    "mail.send_mail.send_test_mail": "sends a mail",
    "mail.subscribe.request_confirmation": "sends a mail",
    "providers.check_model.check_candidate": "calls a model",
    "providers.check_model.check_model": "calls a model",
    "keys.local_servers.stop_using_server": "changes a file",
    "keys.save_key.remove_key": "changes a file",
    "people.erase_person.erase_person": "rewrites the file of the database",
    "retention.scrub.scrub": "rewrites all files of the database",
    "samples.sample.load_sample": "writes for seconds",
}
"""Use-cases that do something outside of the database: only their rule is tried, by a call without arguments."""


CHANGES_NOTHING: Mapping[str, str] = {
    "keys.local_servers.find_servers": "asks ports of the machine, and stores nothing",
    "mail.subscribe.request_confirmation": "is about the viewer's own address",
}
"""Those of them that change nothing that others share."""


def find_use_case(name: str) -> Callable[..., Any]:
    module, _, function = name.rpartition(".")
    found: Callable[..., Any] = getattr(import_module(f"core.usecases.{module}"), function)
    return found


def arguments(name: str, world: World) -> dict[str, Any]:
    """Return the arguments of a use-case, besides the viewer. Raises KeyError for unknown ones."""
    if name in OUTSIDE:
        return {}
    special = BY_USE_CASE.get(name, {})
    given = inspect.signature(find_use_case(name)).parameters.values()
    needed = [one.name for one in given if one.default is one.empty] + list(special)
    return {
        parameter: (special.get(parameter) or BY_PARAMETER[parameter])(world)
        for parameter in dict.fromkeys(needed)
        if parameter != "viewer"
    }
