"""Checks of the environment: Python, keys, and the hosts that data is sent to."""

import ipaddress
import platform
import sys
from importlib import import_module
from urllib.parse import urlsplit

from core.formats import pluralize
from core.llm.providers.catalog import PROVIDERS, Provider
from core.llm.providers.local_servers import find_running_servers
from core.llm.routing.table import SERVED
from core.mail.server import mail_server_of
from core.setting_groups.alerts import WEBHOOK
from core.settings import Settings
from core.store.keys.settings import with_saved
from core.store.keys.store import FOLDER
from core.store.keys.values import SavedModels
from core.usecases.checks.check import Check, CheckContext, CheckResult, CheckStatus
from core.usecases.exports.check_sinks import check_sinks

OLDEST, NEWEST = (3, 11), (3, 13)


def _python(context: CheckContext) -> CheckResult:
    del context
    line = f"Python {platform.python_version()}."
    if OLDEST <= sys.version_info[:2] <= NEWEST:
        return CheckResult(state=CheckStatus.OK, line=line)
    return CheckResult(state=CheckStatus.WARNING, line=f"{line} Rein is tried with 3.11 to 3.13.")


def _keys(context: CheckContext) -> CheckResult:
    saved = context.saved
    settings = with_saved(context.settings, saved)
    opened = [
        (provider, provider.is_configured(context.settings))
        for provider in PROVIDERS
        if provider.is_configured(settings)
    ]
    parts = (
        _set_in_environment([one.variable for one, in_environment in opened if in_environment]),
        _saved_here([_saved_name(one) for one, in_environment in opened if not in_environment]),
    )
    line = "; ".join(filter(None, parts))
    if trouble := _trouble_with(saved):
        return CheckResult(state=CheckStatus.WARNING, line=". ".join(filter(None, (line, trouble))))
    if not opened:
        line = "No key is set: the offline coach writes everything."
        return CheckResult(state=CheckStatus.OK, line=line)
    return CheckResult(state=CheckStatus.OK, line=f"{line}; the offline coach helps out.")


def _set_in_environment(variables: list[str]) -> str:
    if not variables:
        return ""
    are = "is" if len(variables) == 1 else "are"
    return f"{listed(variables)} {are} set in the environment or .env"


def _saved_here(names: list[str]) -> str:
    return f"saved on Settings: {listed(names)}" if names else ""


def _saved_name(provider: Provider) -> str:
    return "a model server" if provider.provider == SERVED else f"a key for {provider.name}"


def _trouble_with(saved: SavedModels) -> str:
    if saved.unreadable:
        return (
            f"{listed(list(saved.unreadable))} in the folder {FOLDER} cannot be read and is "
            "ignored: save the key again"
        )
    if saved.exposed:
        return (
            f"Others on this machine may read {listed(list(saved.exposed))} in the folder "
            f"{FOLDER}: save the key again, or chmod 600"
        )
    return ""


def _hosts(context: CheckContext) -> CheckResult:
    hosts = hosts_of(context.model_settings)
    if not hosts:
        return CheckResult(state=CheckStatus.OK, line="Nothing leaves this machine.")
    return CheckResult(
        state=CheckStatus.OK,
        line="Data goes to " + ", ".join(f"{host} ({what})" for host, what in hosts) + ".",
    )


def _local_servers(context: CheckContext) -> CheckResult:
    if context.serving:  # only a person's look may ask other programs
        return CheckResult(state=CheckStatus.OK, line="Looked for on Settings.")
    found = find_running_servers()
    if not found:
        return CheckResult(state=CheckStatus.OK, line="No model server on this machine answers.")
    names = listed([f"{one.server.name} ({pluralize(len(one.models), 'model')})" for one in found])
    return CheckResult(
        state=CheckStatus.OK, line=f"{names} on this machine; Settings offers to use one."
    )


def hosts_of(settings: Settings) -> tuple[tuple[str, str], ...]:
    """Return the hosts that data is sent to, with the port if one is set, and what is sent."""
    hosts = [
        (provider.host_in(settings) or "an address that cannot be read", _sent_to(provider))
        for provider in PROVIDERS
        if provider.is_configured(settings)
    ]
    # The packages of the sinks are heavy, and without a sink they are not there to be asked.
    if settings.sinks or settings.alert_webhook_url is not None:
        built = import_module("core.exports.factory")
        hosts += [
            (to.host, "alerts" if to.sink == WEBHOOK else f"traces and ratings, by {to.sink}")
            for to in built.destinations(settings)
        ]
    if (mail := mail_server_of(settings)) is not None:
        alerts = ", and alerts" if settings.alert_addresses else ""
        hosts.append(
            (f"{mail.host}:{mail.port}", f"reminders with goals and tasks, by e-mail{alerts}")
        )
    if settings.breached_passwords_url is not None:
        host = urlsplit(settings.breached_passwords_url).netloc
        hosts.append((host, "five characters of the hash of each new password"))
    return tuple(hosts)


def _sent_to(provider: Provider) -> str:
    by = "your own server" if provider.provider == SERVED else provider.name
    return f"goals, to be written about and scored by {by}"


def is_local(host: str) -> bool:
    """Return whether a host, with or without port, is this machine."""
    try:
        name = urlsplit(f"//{host}").hostname or ""
        return name == "localhost" or ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False


def listed(names: list[str]) -> str:
    """Return names as an English list."""
    return " and ".join((", ".join(names[:-1]), names[-1]) if len(names) > 1 else names)


def _sinks(context: CheckContext) -> CheckResult:
    verdicts = check_sinks(context.settings)
    if not verdicts:
        return CheckResult(state=CheckStatus.OK, line="No export is set up.", is_off=True)
    state = CheckStatus.OK if all(verdict.ok for verdict in verdicts) else CheckStatus.FAILED
    return CheckResult(state=state, line=" ".join(verdict.line for verdict in verdicts))


def _passwords(context: CheckContext) -> CheckResult:
    """Ask the list of breached passwords about one that it has."""
    address = context.settings.breached_passwords_url
    if address is None:
        line = "New passwords are compared with leaked ones on this machine."
        return CheckResult(state=CheckStatus.OK, line=line, is_off=True)
    asked = import_module("core.accounts.breached_passwords")
    try:
        known = asked.count_breaches(address, "password", monotonic=context.clock.monotonic) > 0
    except asked.ListUnavailable as error:
        known, why = False, str(error)
    else:
        why = "it does not know the commonest one"
    host = urlsplit(address).netloc
    if known:
        return CheckResult(state=CheckStatus.OK, line=f"{host} answers about breached passwords.")
    return CheckResult(
        state=CheckStatus.WARNING,
        line=f"{host} does not answer about breached passwords ({why}), so that new passwords are "
        "compared with leaked ones on this machine alone.",
    )


PYTHON = Check(name="python", run=_python)
KEYS = Check(name="keys", run=_keys)
LOCAL_SERVERS = Check(name="local", run=_local_servers)
HOSTS = Check(name="hosts", run=_hosts)
PASSWORDS = Check(name="passwords", run=_passwords)
SINKS = Check(name="sinks", run=_sinks)
