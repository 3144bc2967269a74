"""Every sign is answered: by a task, a note, help at once, and plans that are safe."""

from pathlib import Path

import pytest

from core.errors import ConfigurationError
from core.offline.playbooks.schema import Playbook
from core.offline.signs.care_guide import CareGuide, care_of, load_guides
from core.offline.signs.sign import Sign
from core.offline.signs.under_care import load_care_plans
from core.plans.banned_advice import safe_alternative
from core.plans.care import names_the_step
from core.plans.verbs import starts_with_verb
from tests.factories.coaching import PLAYBOOKS

GUIDES = load_guides()
PLANS = list(load_care_plans().values())


@pytest.mark.parametrize("sign", Sign)
def test_the_first_task_names_who_is_asked(sign: Sign) -> None:
    guide = GUIDES[sign]

    assert starts_with_verb(guide.task)
    assert names_the_step(guide.task, care_of(sign, guide.effects[0]))
    assert guide.sources


@pytest.mark.parametrize("sign", Sign)
def test_no_task_of_a_sign_does_harm(sign: Sign) -> None:
    guide = GUIDES[sign]
    titles = [guide.task, *guide.meanwhile, *(e.every_week for e in guide.effects if e.every_week)]

    assert [t for t in titles if safe_alternative(t) or not starts_with_verb(t)] == []


@pytest.mark.parametrize("sign", Sign)
def test_every_domain_and_plan_of_an_effect_exists(sign: Sign) -> None:
    known = {*PLAYBOOKS.domains}
    plans = {plan.name for plan in PLANS}

    for effect in GUIDES[sign].effects:
        assert set(effect.domains) <= known
        assert effect.plan is None or effect.plan in plans


@pytest.mark.parametrize("sign", Sign)
def test_help_at_once_says_whom_to_call_or_where_to_stop(sign: Sign) -> None:
    response = GUIDES[sign].emergency.response.lower()

    assert any(word in response for word in ("call", "stop", "emergency"))


@pytest.mark.parametrize("plan", PLANS, ids=lambda plan: plan.name)
def test_a_plan_of_a_sign_is_as_sound_as_a_playbook(plan: Playbook) -> None:
    titles = [
        title
        for phase in plan.phases
        for title in (*phase.practice, *(step.title for step in phase.steps))
    ]

    assert [t for t in titles if safe_alternative(t) or not starts_with_verb(t)] == []
    assert all(source.url.startswith("https://") for source in plan.sources)


def test_a_wait_needs_tasks_for_the_meantime() -> None:
    given = GUIDES[Sign.HEART].model_dump(mode="json") | {"meanwhile": []}

    with pytest.raises(ValueError, match="meanwhile"):
        CareGuide.model_validate(given)


def test_a_table_without_a_sign_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "signs.yaml"
    path.write_text("signs: {}\n", encoding="utf-8")

    with pytest.raises(ConfigurationError, match="drinking"):
        load_guides(path)
