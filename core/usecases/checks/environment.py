"""Checks of the environment: Python, keys, and the hosts that data is sent to."""

import ipaddress
import platform
import sys
from importlib import import_module
from urllib.parse import urlsplit

from core.llm.providers.catalog import PROVIDERS, Provider
from core.llm.routing.table import SERVED
from core.settings import Settings
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
    opened = [
        provider.variable for provider in PROVIDERS if provider.is_configured(context.settings)
    ]
    if not opened:
        return CheckResult(
            state=CheckStatus.OK, line="No key is set: the offline coach writes everything."
        )
    are = "is" if len(opened) == 1 else "are"
    return CheckResult(
        state=CheckStatus.OK, line=f"{_listed(opened)} {are} set; the offline coach helps out."
    )


def _hosts(context: CheckContext) -> CheckResult:
    hosts = hosts_of(context.settings)
    if not hosts:
        return CheckResult(state=CheckStatus.OK, line="Nothing leaves this machine.")
    return CheckResult(
        state=CheckStatus.OK,
        line="Data goes to " + ", ".join(f"{host} ({what})" for host, what in hosts) + ".",
    )


def hosts_of(settings: Settings) -> tuple[tuple[str, str], ...]:
    """Return the hosts that data is sent to, with the port if one is set, and what is sent."""
    hosts = [
        (provider.host_in(settings) or "an address that cannot be read", _sent_to(provider))
        for provider in PROVIDERS
        if provider.is_configured(settings)
    ]
    if (
        settings.sinks
    ):  # the packages of the sinks are heavy, and without a sink they are not there to be asked
        built = import_module("core.exports.factory")
        hosts += [
            (to.host, f"traces and ratings, by {to.sink}") for to in built.destinations(settings)
        ]
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


def _listed(names: list[str]) -> str:
    return " and ".join((", ".join(names[:-1]), names[-1]) if len(names) > 1 else names)


def _sinks(context: CheckContext) -> CheckResult:
    verdicts = check_sinks(context.settings)
    if not verdicts:
        return CheckResult(state=CheckStatus.OK, line="No export is set up.")
    state = CheckStatus.OK if all(verdict.ok for verdict in verdicts) else CheckStatus.FAILED
    return CheckResult(state=state, line=" ".join(verdict.line for verdict in verdicts))


PYTHON = Check(name="python", run=_python)
KEYS = Check(name="keys", run=_keys)
HOSTS = Check(name="hosts", run=_hosts)
SINKS = Check(name="sinks", run=_sinks)
