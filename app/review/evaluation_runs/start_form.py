"""The form that starts an evaluation run: variants, a dataset, a judge and a budget."""

import streamlit as st

from app.review.evaluation_runs import load
from app.review.shared import version_names
from app.ui import empty, notice, page_text
from core import formats
from core.errors import ReinError
from core.usecases.datasets.list_datasets import DatasetRecord, Split, VersionRecord
from core.usecases.evaluation_runs.plan_evaluation_run import (
    BUDGET_USD,
    MAX_VARIANTS,
    Asked,
    Choices,
)

PLACE = "evaluation_runs.start"
RUN = "run"  # query parameter: the run that is shown


def draw(datasets: tuple[DatasetRecord, ...], *, sample: bool) -> None:
    """Draw the form with what the run would cost."""
    notice.show(PLACE)
    choices = load.list_choices()
    version, asked = _ask(datasets, choices)
    try:
        plan = load.plan(version, asked)
    except ReinError as error:
        empty.show_error(error)
        return
    cost = formats.money(plan.usd) if plan.usd is not None else "an unknown amount"
    judge = version_names.model(plan.judge)
    compared = ", which also compares both texts in both orders" if plan.pairwise else ""
    page_text.note(
        f"{formats.pluralize(plan.items, 'item')} for each of {len(plan.variants)} variants, "
        f"scored by {judge}{compared}. Expected to cost {cost}. {plan.forecast.basis}"
    )
    st.button(
        "Start",
        key=f"{PLACE}.go",
        type="primary",
        on_click=_start,
        args=(version, asked),
        kwargs={"sample": sample},
    )


def _ask(datasets: tuple[DatasetRecord, ...], choices: Choices) -> tuple[VersionRecord, Asked]:
    found = {one.name: one for one in datasets}
    dataset = found[st.selectbox("Items of the dataset", list(found), key=f"{PLACE}.dataset")]
    with st.container(horizontal=True, vertical_alignment="bottom"):
        split = st.selectbox(
            "Part of the dataset",
            [split.value for split in Split],
            index=None,
            placeholder="All items",
            key=f"{PLACE}.split",
        )
        count = int(st.number_input("Variants", 2, MAX_VARIANTS, 2, key=f"{PLACE}.variants"))
    titles = [
        "Compared with",
        *(["Tried"] if count == 2 else [f"Tried {n}" for n in range(1, count)]),
    ]
    variants = [_ask_variant(title, place, choices) for place, title in enumerate(titles)]
    with st.container(horizontal=True, vertical_alignment="bottom"):
        judge = _ask_model("Who scores", choices, key=f"{PLACE}.judge")
        budget = st.number_input(
            "Budget, US dollars", 0.0, 10_000.0, BUDGET_USD, key=f"{PLACE}.budget"
        )
    pairwise = st.checkbox(
        "A model that scores also compares both texts of each item, in both orders",
        value=True,
        key=f"{PLACE}.pairwise",
    )
    note = st.text_input("What you want to know", max_chars=200, key=f"{PLACE}.note")
    asked = Asked(
        variants=variants,
        judge=judge,
        split=Split(split) if split else None,
        budget_usd=budget,
        note=note,
        pairwise=pairwise,
    )
    return dataset.versions[0], asked


def _ask_variant(title: str, place: int, choices: Choices) -> str:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        version = st.selectbox(
            f"{title}: prompt version",
            choices.versions,
            format_func=version_names.version,
            index=min(place, len(choices.versions) - 1),
            key=f"{PLACE}.version.{place}",
        )
        model = _ask_model(f"{title}: who writes", choices, key=f"{PLACE}.model.{place}")
    return f"{version},model={model}"


def _ask_model(label: str, choices: Choices, *, key: str) -> str:
    return str(st.selectbox(label, choices.models, format_func=version_names.model, key=key))


def _start(version: VersionRecord, asked: Asked, *, sample: bool) -> None:
    started: list[str] = []
    if notice.attempt(
        lambda: started.append(load.start(version, asked, sample=sample)),
        done="The run is queued.",
        place=PLACE,
    ):
        st.query_params[RUN] = started[0]
