"""Health: what works, what does not, why, and what to do about it."""

import streamlit as st

from app import auth, services
from app.queries import operate as queries
from app.queries.operate import Line
from app.widgets import frame, rows
from app.widgets.words import Tone
from core.coaching.user import Role


def render() -> None:
    st.title("Health", anchor=False)
    auth.current_user().require(Role.ADMIN)
    lines = queries.load_health(services.rein())
    frame.lede(sentence(lines))
    rows.show(tuple((line.part, (line.word, line.tone), line.why) for line in lines))
    st.button("Look again", key="operations.again")
    frame.note("For load balancers and scripts: /health, /health/live, /health/ready and /health/startup.")


def sentence(lines: tuple[Line, ...]) -> str:
    """Say in one sentence how the machine stands."""
    broken = [line.part.lower() for line in lines if line.tone is Tone.BAD]
    doubtful = [line.part.lower() for line in lines if line.tone is Tone.WARN]
    if broken:
        return f"Something is broken: {', '.join(broken)}. The reason and the next step stand below."
    return f"Rein works; look at {', '.join(doubtful)}." if doubtful else "Everything works."


render()
