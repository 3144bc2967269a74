"""`rein share`: a link on the last line, its state as JSON, and its end."""

import json

import pytest

from core.bootstrap import build
from core.errors import NotFound
from core.settings import load_settings
from core.usecases.shares.open_share import open_share
from tests.integration.ops.conftest import Run


def test_a_link_is_made_looked_up_and_revoked(run: Run) -> None:
    goal_id = json.loads(run("goal", "Run 10 km in 20 weeks", "--json").stdout)["goal"]["id"]
    assert run("share", goal_id).exit_code != 0

    made = run("share", goal_id, "--days", "30")

    assert made.exit_code == 0, made.stderr
    address = made.stdout.splitlines()[-1]
    rein = build(load_settings())
    try:
        secret = address.rpartition("/shared/")[2]
        assert open_share(rein, secret).tasks > 20
        state = json.loads(run("share", goal_id).stdout)
        assert (state["works"], state["opened"]) == (True, 1)
        assert secret not in json.dumps(state)
        assert run("share", goal_id, "--revoke").exit_code == 0
        with pytest.raises(NotFound):
            open_share(rein, secret)
    finally:
        rein.database.close()
    assert run("share", goal_id, "--revoke").exit_code != 0


def test_a_period_that_is_not_offered_is_refused(run: Run) -> None:
    for options in (("--days", "365"), ("--days", "0"), ("--days", "7", "--revoke")):
        assert run("share", "any", *options).exit_code == 2
