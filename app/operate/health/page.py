"""Health: what works, what does not, why, and what to do about it."""

import streamlit as st

from app import auth, services
from app.operate.health import actions, draw_exports, load, present
from app.operate.shared import rows
from app.ui import navigate, notice, page_text
from app.ui.alerts import figures, open_alerts
from app.ui.status_labels import Tone
from app.ui.trace import in_doubt_calls
from core.accounts.user import Role


def render() -> None:
    st.title("Health", anchor=False)
    auth.current_user().require(Role.ADMIN)
    now = services.now()
    lines = load.load_health()
    reachable = not any(line.part == present.DATABASE and line.tone is Tone.BAD for line in lines)
    found = open_alerts.load_alerts() if reachable else ()
    page_text.lead(present.sentence(lines, found))
    if reachable:
        rules = figures.load_rules(found, sample=False)
        open_alerts.show(found, rules, now=now, key="operations.alerts")
    rows.show(tuple((line.part, (line.label, line.tone), line.why) for line in lines))
    st.button("Check again", key="operations.again")
    if reachable:
        show_in_doubt()
        show_exports()
    page_text.note(
        "For load balancers and scripts: /health, /health/live, /health/ready and /health/startup."
    )


def show_in_doubt() -> None:
    """Draw the calls that may have been paid for without a reply, if any."""
    calls = load.list_in_doubt()
    if not calls:
        return
    page_text.section("Calls in doubt")
    key = "operations.in_doubt"
    if (address := in_doubt_calls.show_table(calls, now=services.now(), key=key)) is not None:
        navigate.open_address(address)


def show_exports() -> None:
    """Draw the exports, and carry out a decision about rejected deliveries."""
    page_text.section("Export")
    notice.show(actions.PLACE)
    view = load.load_exports()
    resumed = draw_exports.show_sinks(view, key=actions.PLACE)
    decided = draw_exports.show_rejected(view, now=services.now(), key=actions.PLACE)
    if (choice := resumed or decided) is not None:
        actions.carry_out(choice)
        st.rerun()


render()
