"""The pages of those who keep the machine running."""

from dataclasses import replace

import pytest

from app import auth
from core.accounts.user import LOCAL_USER_ID, Role, User
from core.bootstrap import Rein
from core.settings import RENAMED, Settings
from tests.app.conftest import Open, said_on
from tests.app.operate.conftest import SECRET, Serve


def test_a_healthy_machine_says_so_in_words(served_rein: Rein, open_page: Open) -> None:
    served_rein.jobs.start(lambda _: None, lambda: ())

    at = open_page("operate/health/page.py")

    assert not at.exception
    assert "Everything works." in said_on(at)
    assert "The reply to every finished call is stored." in said_on(at)


def test_without_a_worker_the_page_names_what_is_broken_and_what_to_do(open_page: Open) -> None:
    at = open_page("operate/health/page.py")

    assert "Something is broken: runs" in said_on(at)
    assert "Restart it." in said_on(at)


def test_the_health_page_stands_while_the_database_is_gone(
    served_rein: Rein, open_page: Open
) -> None:
    served_rein.database.close()
    (served_rein.settings.data_dir / "rein.db").unlink()

    at = open_page("operate/health/page.py")

    assert not at.exception
    assert "Something is broken: database" in said_on(at)
    assert "Disk" in said_on(at)


def test_a_call_that_may_have_been_paid_for_is_shown(served_rein: Rein, open_page: Open) -> None:
    columns = "id, status, purpose, provider, model, prompt_name, prompt_version, prompt_hash, attempt, started_at"
    zeros = (
        "cache_hit, input_tokens, output_tokens, thinking_tokens, cached_tokens, tokens_estimated"
    )
    served_rein.jobs.start(lambda _: None, lambda: ())
    with served_rein.database._writers.begin() as connection:
        connection.exec_driver_sql(
            f"INSERT INTO llm_calls ({columns}, {zeros}) VALUES "  # noqa: S608 - fixed words
            "('c1', 'in_doubt', 'plan', 'google', 'gemini', 'p', 1, 'h', 1, '2027-01-04 08:00:00.000000', 0,0,0,0,0,0)"
        )

    at = open_page("operate/health/page.py")

    assert "1 model call may have been paid for" in said_on(at)
    assert "look at paid calls" in said_on(at)


def test_without_a_key_settings_say_that_nothing_leaves(open_page: Open) -> None:
    at = open_page("operate/settings/page.py")

    assert not at.exception
    assert "Nothing leaves this machine" in said_on(at)


def test_settings_name_the_host_and_never_the_key(
    served_rein: Rein, open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_key = served_rein.settings.model_copy(
        update={
            "gemini_api_key": Settings.model_validate(
                {"GEMINI_API_KEY": "not-for-eyes"}
            ).gemini_api_key
        }
    )
    monkeypatch.setattr("app.services.rein", lambda: _with_settings(served_rein, with_key))

    at = open_page("operate/settings/page.py")

    assert "generativelanguage.googleapis.com" in said_on(at)
    assert "not-for-eyes" not in said_on(at)


def test_every_maker_that_is_told_goals_is_named_and_a_server_of_ones_own_stays(
    providers: Serve, open_page: Open
) -> None:
    providers(
        OPENAI_BASE_URL=None,
        REIN_SERVED_MODEL_URL="http://127.0.0.1:9/v1",
        REIN_SERVED_MODEL="mine",
    )

    said = said_on(open_page("operate/settings/page.py"))

    assert '<b>api.openai.com</b><span><span class="rein-word warn">Leaves this machine' in said
    assert '<b>127.0.0.1:9</b><span><span class="rein-word none">On this machine' in said
    assert "Goes to a program on this machine (a proxy may pass it on)." in said
    assert SECRET not in said


def test_where_data_goes_is_named_by_host_and_port_and_without_what_may_be_a_key(
    providers: Serve, open_page: Open
) -> None:
    providers(
        OPENAI_BASE_URL=f"http://ada:{SECRET}@proxy.example:8080/v1?key={SECRET}",
        OPIK_URL_OVERRIDE=f"http://ada:{SECRET}@opik.example:5173/api",
        OTEL_EXPORTER_OTLP_ENDPOINT=f"http://ada:{SECRET}@otlp.example:4318",
    )

    said = said_on(open_page("operate/settings/page.py"))

    for place in (
        "<b>proxy.example:8080</b>",
        "http://proxy.example:8080/v1",
        "<b>opik.example:5173</b>",
    ):
        assert place in said
    assert said.count("opik.example:5173") == said.count("otlp.example:4318") == 2
    assert SECRET not in said


def test_every_setting_about_models_money_and_limits_is_shown_with_its_variable(
    open_page: Open,
) -> None:
    said = said_on(open_page("operate/settings/page.py"))

    hidden = {
        "REIN_SECRET",
        "OPIK_WORKSPACE",
        "OTEL_EXPORTER_OTLP_HEADERS",
        "REIN_EXPORT_BATCH",
        "REIN_EXPORT_TIMEOUT_S",
        # Without a mail server there is one line about mail.
        "REIN_SMTP_PORT",
        "REIN_SMTP_SECURITY",
        "REIN_SMTP_USER",
        "REIN_SMTP_PASSWORD",
        "REIN_MAIL_FROM",
        "REIN_PUBLIC_URL",
    }
    aliases = (field.validation_alias for field in Settings.model_fields.values())
    variables = {str(name) for alias in aliases for name in alias.choices}  # type: ignore[union-attr]
    assert {name for name in variables if name not in said} == hidden | set(RENAMED)


def test_a_setting_is_found_by_a_word_and_the_rest_is_folded(open_page: Open) -> None:
    at = open_page("operate/settings/page.py")
    assert not any(fold.proto.expanded for fold in at.expander if "setting" in fold.label)

    at.text_input(key="settings.find").set_value("budget tier-free").run()
    assert "No setting has these words" in said_on(at)
    at.text_input(key="settings.find").set_value("WARN_AT").run()

    (fold,) = (fold for fold in at.expander if "setting" in fold.label)
    assert (fold.label, fold.proto.expanded) == ("Money: 1 setting", True)
    assert "REIN_BUDGET_WARN_AT" in said_on(at)
    assert "REIN_WORKERS" not in said_on(at)


def test_a_variable_of_the_environment_is_marked_as_set(providers: Serve, open_page: Open) -> None:
    providers(REIN_WORKERS="7")
    at = open_page("operate/settings/page.py")
    assert "7 (set)" in said_on(at)
    assert [fold.label for fold in at.expander if fold.label.startswith("Limits: ")] == [
        "Limits: 7 settings, 1 set"
    ]


def test_mail_is_one_line_without_a_server_and_named_without_its_password_with_one(
    providers: Serve, open_page: Open
) -> None:
    off = said_on(open_page("operate/settings/page.py"))
    providers(
        REIN_SMTP_HOST="mail.example.org",
        REIN_SMTP_USER="ada",
        REIN_SMTP_PASSWORD=SECRET,
        REIN_MAIL_FROM="coach@example.org",
        REIN_PUBLIC_URL="https://rein.example.org",
    )
    on = said_on(open_page("operate/settings/page.py"))

    assert "off: without a mail server there are no reminders" in off
    assert '<b>mail.example.org:587</b><span><span class="rein-word warn">Leaves this machine' in on
    assert "REIN_SMTP_PASSWORD" in on
    assert SECRET not in on


@pytest.mark.parametrize("page", ["operate/health/page.py", "operate/settings/page.py"])
def test_a_reviewer_does_not_reach_the_machine(
    open_page: Open, monkeypatch: pytest.MonkeyPatch, page: str
) -> None:
    monkeypatch.setattr(
        auth, "current_user", lambda: User(id=LOCAL_USER_ID, name="Ada", role=Role.REVIEWER)
    )

    at = open_page(page)

    assert not {"Health", "Settings"} & {title.value for title in at.title}
    with pytest.raises(ValueError, match="operate"):
        at.switch_page(page)


def _with_settings(rein: Rein, settings: Settings) -> Rein:
    return replace(rein, settings=settings)
