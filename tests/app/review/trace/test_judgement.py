"""A trace shows how it was judged, leads on in its list, and is compared with another."""

from core.accounts.viewer import LOCAL_VIEWER
from core.bootstrap import Rein
from core.usecases.goals.submit import Submitted
from core.usecases.traces.list_traces import TraceFilter, TraceOrder, list_traces
from tests.app.conftest import Open, said_on

PAGE = "review/trace/page.py"


def test_scores_with_reasons_and_the_rating_with_its_words_are_on_the_page(
    with_goal: Submitted, open_page: Open
) -> None:
    at = open_page(PAGE, id=with_goal.trace_id)

    said = said_on(at)
    assert not at.exception
    assert "<summary><b>Clarity</b>" in said
    assert "4.5 of 5 stars" in said
    assert "Great &lt;b&gt;structure&lt;/b&gt;, *tight* timeline" in said
    assert "usefulness: yes, clarity: no" in said


def test_the_offline_coach_is_shown_what_it_read_and_no_prompt(
    with_goal: Submitted, open_page: Open
) -> None:
    said = said_on(open_page(PAGE, id=with_goal.trace_id))

    assert "You are the writer of a goal coach" not in said
    assert "hours_per_week" in said
    assert said.count('<pre tabindex="0" role="region"') > 5


def test_next_and_previous_follow_the_list_it_was_opened_from(
    with_sample: Rein, open_page: Open
) -> None:
    order, wanted = TraceOrder.LOWEST_STARS, TraceFilter(sample=True)
    rows = list_traces(with_sample, viewer=LOCAL_VIEWER, filters=wanted, order=order).rows
    first, second = (row.trace_id for row in rows[:2])

    at = open_page(PAGE, id=first, sample="1", **{"in": "order=Lowest+stars+first"})
    assert at.button(key="trace.before").disabled
    at.button(key="trace.after").click().run()

    assert at.query_params["id"] in (second, [second])
    assert not at.button(key="trace.before").disabled


def test_two_traces_are_compared_word_by_word(with_sample: Rein, open_page: Open) -> None:
    rows = list_traces(with_sample, viewer=LOCAL_VIEWER, filters=TraceFilter(sample=True)).rows
    first, second = (row for row in rows[:2])

    at = open_page(PAGE, id=first.trace_id, sample="1", **{"with": second.trace_id})

    said = said_on(at)
    assert not at.exception
    for part in ("<del>", "<ins>", 'class="differs"', "Struck through: only in the first."):
        assert part in said
    at.button(key="trace.alone").click().run()
    assert "rein-fall" in said_on(at)


def test_a_trace_to_compare_with_that_is_not_there_is_named(
    with_goal: Submitted, open_page: Open
) -> None:
    at = open_page(PAGE, id=with_goal.trace_id, **{"with": "gone"})

    assert not at.exception
    assert "There is no trace to compare with." in said_on(at)


def test_an_admin_tries_a_step_again_and_sees_what_would_differ(
    with_goal: Submitted, open_page: Open
) -> None:
    at = open_page(PAGE, id=with_goal.trace_id)
    at.session_state["trace.draft.fold"] = True
    at.run()

    at.button(key="trace.draft.write").click().run()

    assert not at.exception
    assert "The person never sees a draft" in said_on(at)
    assert "The same in both." in said_on(at)
