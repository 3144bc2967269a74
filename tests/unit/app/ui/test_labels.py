"""Every stage, purpose, provider and destination has one label."""

from app.ui import labels
from core.ports import Purpose
from core.runs.goal_state import StageName
from core.setting_groups.alerts import ALERT_MAIL, WEBHOOK
from core.settings import OPIK, OTLP
from core.usecases.providers.list_providers import PROVIDERS


def test_every_stage_has_a_title_and_a_sentence() -> None:
    assert list(labels.STAGES) == [stage.value for stage in StageName]
    assert all(text.endswith(".") for _, text in labels.STAGES.values())


def test_every_purpose_and_provider_has_a_label() -> None:
    assert set(labels.PURPOSES) == set(Purpose)
    assert {one.provider: one.name for one in PROVIDERS} == labels.PROVIDERS


def test_every_destination_has_a_name_and_an_unknown_one_its_own() -> None:
    assert set(labels.SINKS) == {OPIK, OTLP, WEBHOOK, ALERT_MAIL}
    assert labels.sink_name("elsewhere") == "elsewhere"


def test_a_call_outside_of_stages_is_named_by_its_purpose() -> None:
    assert labels.stage_title("plan", "plan") == "Planning week by week"
    assert labels.stage_title(None, "check") == "Check"
    assert labels.stage_title("a stage of tomorrow", "coach") == "Coach"
