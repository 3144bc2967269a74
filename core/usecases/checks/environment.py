"""What Rein runs on and with whom it talks: for the person who set it up."""

import ipaddress
import platform
import sys
from importlib import import_module
from urllib.parse import urlsplit

from core.llm.providers.catalog import PROVIDERS, Provider
from core.llm.routing.table import SERVED
from core.settings import Settings
from core.usecases.checks.check import Check, Finding, State, Subject
from core.usecases.exports.check_sinks import check_sinks

OLDEST, NEWEST = (3, 11), (3, 13)


def _python(subject: Subject) -> Finding:
    del subject
    line = f"Python {platform.python_version()}."
    if OLDEST <= sys.version_info[:2] <= NEWEST:
        return Finding(state=State.OK, line=line)
    return Finding(state=State.WARNING, line=f"{line} Rein is tried with 3.11 to 3.13.")


def _keys(subject: Subject) -> Finding:
    opened = [
        provider.variable for provider in PROVIDERS if provider.is_configured(subject.settings)
    ]
    if not opened:
        return Finding(state=State.OK, line="No key is set: the offline coach writes everything.")
    are = "is" if len(opened) == 1 else "are"
    return Finding(
        state=State.OK, line=f"{_listed(opened)} {are} set; the offline coach helps out."
    )


def _hosts(subject: Subject) -> Finding:
    hosts = hosts_of(subject.settings)
    if not hosts:
        return Finding(state=State.OK, line="Nothing leaves this machine.")
    return Finding(
        state=State.OK,
        line="Data goes to " + ", ".join(f"{host} ({what})" for host, what in hosts) + ".",
    )


def hosts_of(settings: Settings) -> tuple[tuple[str, str], ...]:
    """Return the hosts that are told something, each with its port where the address names one, and what."""
    hosts = [
        (provider.host_in(settings) or "an address that cannot be read", _told(provider))
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


def _told(provider: Provider) -> str:
    by = "your own server" if provider.provider == SERVED else provider.name
    return f"goals, to be written about and scored by {by}"


def stays_here(host: str) -> bool:
    """Tell whether a host, with its port or without, is this machine itself."""
    try:
        name = urlsplit(f"//{host}").hostname or ""
        return name == "localhost" or ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False


def _listed(names: list[str]) -> str:
    return " and ".join((", ".join(names[:-1]), names[-1]) if len(names) > 1 else names)


def _sinks(subject: Subject) -> Finding:
    verdicts = check_sinks(subject.settings)
    if not verdicts:
        return Finding(state=State.OK, line="No export is set up.")
    state = State.OK if all(verdict.ok for verdict in verdicts) else State.FAILED
    return Finding(state=state, line=" ".join(verdict.line for verdict in verdicts))


PYTHON = Check(name="python", look=_python)
KEYS = Check(name="keys", look=_keys)
HOSTS = Check(name="hosts", look=_hosts)
SINKS = Check(name="sinks", look=_sinks)
