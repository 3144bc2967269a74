"""A test call while it is made, and what came of it: the reply with its time, tokens and cost, or the fault."""

import streamlit as st

from app.widgets import boundary, empty, formats
from app.widgets.text import markup
from core.errors import ModelFault, ReinError
from core.ports import Completion
from core.usecases.providers.check_model import ModelCheck

TRACE_PAGE = "review/trace.py"


def show_running(name: str, text: str, *, seconds: float) -> None:
    """Draw what has come in so far."""
    said = f"<p>{markup(text)}</p>" if text else ""
    st.html(
        f'<div class="rein-trial none" role="status"><b>Asking {markup(name)}, {seconds:.0f} s</b>{said}'
        '<p class="rein-note">You may leave this page: the call is recorded all the same.</p></div>'
    )


def show_refused(error: Exception) -> None:
    """Draw why no call was made."""
    if isinstance(error, ReinError):
        empty.show_error(error)
    else:
        boundary.show(error)


def show_result(tried: ModelCheck, *, key: str, told: str = "") -> None:
    """Draw what came of it, with the way to its trace. `told` is what stands above already, and is not said twice."""
    if tried.completion is not None:
        _answer(tried, tried.completion)
    elif tried.error is not None:
        tone = "bad" if tried.error.fault is ModelFault.AUTH else "warn"
        said = [
            one
            for one in (tried.error.message, tried.error.advice)
            if one and one.rstrip(". ") not in told
        ]
        body = "".join(f"<p>{markup(one)}</p>" for one in said)
        _draw(tone, "No answer" if said else "No answer, for the reason above", body, _times(tried))
    with st.container(key=f"{key}.way"):
        st.page_link(TRACE_PAGE, label="Open its trace", query_params={"id": tried.trace_id})


def _answer(tried: ModelCheck, completion: Completion) -> None:
    usage = completion.usage
    thinking = f", {formats.count(usage.thinking_tokens)} thinking" if usage.thinking_tokens else ""
    estimated = " (estimated)" if usage.estimated else ""
    tokens = f"{formats.count(usage.input_tokens)} tokens in, {formats.count(usage.output_tokens)} out{thinking}"
    figures = f"{_times(tried)} · {tokens}{estimated} · {formats.money(completion.cost.usd)}"
    _draw(
        "good", f"{completion.model} answered", f"<p>{markup(completion.text.strip())}</p>", figures
    )


def _times(tried: ModelCheck) -> str:
    took = formats.milliseconds(tried.took_s * 1_000)
    return f"{took}, {formats.counted(tried.attempts, 'attempt')}" if tried.attempts > 1 else took


def _draw(tone: str, title: str, body: str, figures: str) -> None:
    st.html(
        f'<div class="rein-trial {tone}" role="status"><b>{markup(title)}</b>{body}'
        f'<p class="rein-note">{markup(figures)}</p></div>'
    )
