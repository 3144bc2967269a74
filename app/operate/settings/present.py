"""Settings and destinations of data in words. A key is shown only as set or not set."""

from app.operate.settings import limits, mail_settings, model_settings, people
from app.operate.settings.addresses import host_only, is_set
from app.operate.settings.setting import Group, Line, group
from app.operate.shared import rows
from app.ui.status_labels import Tone
from app.ui.text import capital
from core.settings import OPIK, Settings
from core.usecases.settings.get_settings import CurrentSettings, Destination

LEAVES_MACHINE = ("Leaves this machine", Tone.WARN)
ON_THIS_MACHINE = ("On this machine", Tone.NONE)
LOCAL_PROGRAM_NOTE = "Goes to a program on this machine (a proxy may pass it on)."


def settings_groups(current: CurrentSettings) -> tuple[Group, ...]:
    """Return the settings by topic."""
    settings = current.settings
    return (
        group("Machine", *_machine(current)),
        group("Sign-in", *people.sign_in(settings)),
        group("Models", *model_settings.models(current)),
        group("Money", *limits.money(settings)),
        group("Limits", *limits.limits(settings)),
        group("Limits of a person", *people.quotas(settings)),
        group("Privacy", *limits.privacy(settings)),
        group("Retention", *limits.retention(settings)),
        group("Export", *_export(settings)),
        group("Mail", *mail_settings.mail(settings)),
        group("Alerts", *mail_settings.alerts(settings)),
    )


def destination_row(to: Destination) -> rows.Row:
    """Return a destination as a row."""
    what = f"{capital(to.content)}."
    if to.local:
        return to.host, ON_THIS_MACHINE, f"{what} {LOCAL_PROGRAM_NOTE}"
    return to.host, LEAVES_MACHINE, what


def _machine(current: CurrentSettings) -> tuple[Line, ...]:
    settings = current.settings
    return (
        ("Address", "REIN_HOST, REIN_PORT", f"{settings.host}:{settings.port}"),
        (
            "Names of the host",
            "REIN_ALLOWED_HOSTS",
            settings.allowed_hosts or "none beside those of this machine",
        ),
        ("Base path", "REIN_BASE_PATH", settings.base_path or "none: the root of the host"),
        ("Database", "REIN_DATABASE_URL", current.database_address),
        ("Data folder", "REIN_DATA_DIR", str(settings.data_dir)),
        ("Log level", "REIN_LOG_LEVEL", settings.log_level.value),
    )


def _export(settings: Settings) -> tuple[Line, ...]:
    exports = OPIK in settings.sinks
    cloud = "Opik's own" if exports else "not set"
    return (
        (
            "Opik address",
            "OPIK_URL_OVERRIDE",
            host_only(settings.opik_url) if settings.opik_url else cloud,
        ),
        ("Opik key", "OPIK_API_KEY", is_set(settings.opik_api_key)),
        ("Opik project", "OPIK_PROJECT_NAME", settings.opik_project if exports else "not set"),
        (
            "OTLP receiver",
            "OTEL_EXPORTER_OTLP_ENDPOINT",
            host_only(settings.otlp_endpoint) if settings.otlp_endpoint else "not set",
        ),
    )
