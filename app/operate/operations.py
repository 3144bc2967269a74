"""Health: what works, what does not, why, and what to do about it."""

import streamlit as st

from app import auth, services
from app.actions import alerts as alert_actions
from app.actions import operate as actions
from app.queries import alerts as alert_queries
from app.queries import exports as export_queries
from app.queries import operate as queries
from app.queries.operate import Line
from app.review import world
from app.widgets import alerts, doubts, exports, formats, frame, notice, rows
from app.widgets.exports import Choice, Verb
from app.widgets.words import Tone
from core.accounts.user import Role
from core.bootstrap import Rein
from core.store.alerts.read import OpenAlert
from core.store.alerts.values import AlertLevel

EXPORTS = "exports"


def render() -> None:
    st.title("Health", anchor=False)
    auth.current_user().require(Role.ADMIN)
    rein = services.rein()
    lines = queries.load_health(rein)
    reachable = not any(line.part == queries.DATABASE and line.tone is Tone.BAD for line in lines)
    found = alert_queries.list_alerts(rein) if reachable else ()
    frame.lede(sentence(lines, found))
    if reachable:
        alerts.show(
            found, now=rein.clock.now(), key="operations.alerts", on_seen=alert_actions.mark_seen
        )
    rows.show(tuple((line.part, (line.word, line.tone), line.why) for line in lines))
    st.button("Look again", key="operations.again")
    if reachable:
        show_doubts(rein)
        show_exports(rein)
    frame.note(
        "For load balancers and scripts: /health, /health/live, /health/ready and /health/startup."
    )


def sentence(lines: tuple[Line, ...], found: tuple[OpenAlert, ...] = ()) -> str:
    """Say in one sentence how the machine stands, with the alerts: an error counts also where somebody knows of it."""
    broken = [line.part.lower() for line in lines if line.tone is Tone.BAD]
    if broken:
        return (
            f"Something is broken: {', '.join(broken)}. The reason and the next step stand below."
        )
    doubtful = [line.part.lower() for line in lines if line.tone is Tone.WARN]
    errors = sum(alert.level is AlertLevel.ERROR for alert in found)
    fresh = sum(alert.level is not AlertLevel.ERROR and alert.seen_at is None for alert in found)
    look = ([formats.counted(fresh, "alert")] if fresh else []) + doubtful
    if errors:
        also = f" Look also at {', '.join(look)}." if look else ""
        return f"{formats.counted(errors, 'thing does', 'things do')} not work; what to do stands below.{also}"
    return f"Rein works; look at {', '.join(look)}." if look else "Everything works."


def show_doubts(rein: Rein) -> None:
    """Draw the calls that may have been paid for without an answer; nothing where there is none."""
    latest = export_queries.list_latest_in_doubt_calls(rein)
    if not latest:
        return
    frame.section("Calls in doubt")
    if (
        going := doubts.show_table(latest, now=rein.clock.now(), key="operations.doubts")
    ) is not None:
        world.go(going)


def show_exports(rein: Rein) -> None:
    """Draw what leaves the machine, and take the person's decision on what was refused."""
    frame.section("Export")
    notice.show(EXPORTS)
    view = export_queries.load_exports(rein)
    resumed = exports.show_sinks(view, key=EXPORTS)
    decided = exports.show_refusals(view, now=rein.clock.now(), key=EXPORTS)
    if (choice := resumed or decided) is not None:
        follow(choice)
        st.rerun()


def follow(choice: Choice) -> None:
    """Do what was decided, and keep for the next drawing what came of it."""
    match choice.verb:
        case Verb.RESUME:
            done = "It is tried now. Look again in a moment."
            notice.attempt(lambda: actions.resume(choice.sink), done=done, place=EXPORTS)
        case Verb.RETRY:
            notice.attempt(lambda: say_queued(actions.retry(choice.row_id)), place=EXPORTS)
        case Verb.RETRY_ALL:
            notice.attempt(lambda: say_queued(actions.retry_all()), place=EXPORTS)
        case Verb.DISCARD:
            done = "It is put away. Its trace goes on saying that it was refused."
            notice.attempt(lambda: actions.discard(choice.row_id), done=done, place=EXPORTS)


def say_queued(deliveries: int) -> None:
    said = formats.counted(deliveries, "delivery is", "deliveries are")
    notice.say(f"{said} queued again. Look again in a moment.", place=EXPORTS)


render()
