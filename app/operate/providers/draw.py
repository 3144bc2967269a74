"""Draw providers, models and test calls."""

from datetime import datetime

import streamlit as st
from markupsafe import Markup

from app.operate.providers import present
from app.operate.shared import rows
from app.operate.shared.provider_views import MissingProvider, ModelView, ProviderView
from app.ui import empty, error_boundary, html
from app.ui.html import EMPTY, join, multiline
from app.ui.status_labels import tag
from core import formats
from core.errors import ModelFault, ReinError
from core.usecases.providers.check_model import ModelCheck

TRACE_PAGE = "review/trace/page.py"


def show_provider(view: ProviderView) -> None:
    """Draw a provider, the setting that opened it, and its address."""
    provider = view.provider
    is_set = "Address set" if provider.variable == provider.address_variable else "Key set"
    html.draw(
        Markup(
            '<p class="rein-provider"><b>{}</b><span>{} ({})</span><span>asked at {}</span></p>'
        ).format(
            provider.name,
            is_set,
            provider.variable,
            view.host or "an address that cannot be read",
        )
    )


def show_model(view: ModelView, *, now: datetime) -> None:
    """Draw the state and the figures of a model."""
    step = Markup("<p>{}</p>").format(multiline(view.state.step)) if view.state.step else EMPTY
    failure, past = present.past_failure(view.health), EMPTY
    if failure is not None:
        past = Markup('<p class="past">Last failure: {} {}.</p>').format(
            failure.message.strip(), formats.moment(failure.at, now=now)
        )
    figures = join(
        Markup("<div><dt>{}</dt><dd>{}<small>{}</small></dd></div>").format(*figure)
        for figure in present.figures(view.health)
    )
    html.draw(
        Markup(
            '<div class="rein-model"><div class="top"><b>{name}</b>{state}</div>'
            "<p>{why}</p>{step}<dl>{figures}</dl>{past}</div>"
        ).format(
            name=view.name,
            state=tag(view.state.label, view.state.tone),
            why=multiline(view.state.why),
            step=step,
            figures=figures,
            past=past,
        )
    )


def show_missing(missing: tuple[MissingProvider, ...]) -> None:
    """Draw which providers could be set up, and by which variable."""
    rows.show(tuple((one.name, one.variable, present.missing_models(one)) for one in missing))


def show_running(name: str, text: str, *, seconds: float) -> None:
    """Draw what a test call has received so far."""
    body = Markup("<p>{}</p>").format(multiline(text)) if text else EMPTY
    html.draw(
        Markup(
            '<div class="rein-trial none" role="status"><b>Asking {}, {:.0f} s</b>{}'
            '<p class="rein-note">You may leave this page: the call is recorded all the same.</p>'
            "</div>"
        ).format(name, seconds, body)
    )


def show_refused(error: Exception) -> None:
    """Draw why no test call was made."""
    if isinstance(error, ReinError):
        empty.show_error(error)
    else:
        error_boundary.show(error)


def show_result(check: ModelCheck, *, key: str, shown: str = "") -> None:
    """Draw the result of a test call, with a link to its trace.

    `shown` is the reason the page already shows; it is not repeated.
    """
    if check.completion is not None:
        reply = Markup("<p>{}</p>").format(multiline(check.completion.text.strip()))
        title = f"{check.completion.model} answered"
        _draw("good", title, reply, present.answer_figures(check, check.completion))
    elif check.error is not None:
        tone = "bad" if check.error.fault is ModelFault.AUTH else "warn"
        texts = [
            text
            for text in (check.error.message, check.error.advice)
            if text and text.rstrip(". ") not in shown
        ]
        body = join(Markup("<p>{}</p>").format(multiline(text)) for text in texts)
        title = "No answer" if texts else "No answer, for the reason above"
        _draw(tone, title, body, present.duration(check))
    with st.container(key=f"{key}.way"):
        st.page_link(TRACE_PAGE, label="Open its trace", query_params={"id": check.trace_id})


def _draw(tone: str, title: str, body: Markup, figures: str) -> None:
    html.draw(
        Markup(
            '<div class="rein-trial {}" role="status"><b>{}</b>{}<p class="rein-note">{}</p></div>'
        ).format(tone, title, body, figures)
    )
