"""How what Rein talks to stands, as it was seen the last time; nothing is asked for it."""

from core.read.situation import find_standing
from core.storage.records.outbox import SinkStanding
from core.usecases.checks.finding import Check, Finding, State, Subject


def _breakers(subject: Subject) -> Finding:
    breakers = find_standing(subject.database, now=subject.clock.now()).breakers
    resting = {name: state for name, (state, _) in breakers.items() if state.is_open}
    if not resting:
        return Finding(state=State.OK, line="No model is left alone.")
    said = " ".join(
        f"{name} is left alone until {state.rests_until:%H:%M} UTC ({state.reason})." for name, state in resting.items()
    )
    return Finding(state=State.WARNING, line=f"{said} The next models answer instead.")


def _sinks(subject: Subject) -> Finding:
    if not subject.settings.sinks:
        return Finding(state=State.OK, line="No export is set up.")
    standings = find_standing(subject.database, now=subject.clock.now()).sinks
    troubled = [sink for sink in standings if sink.name in subject.settings.sinks and (sink.paused or sink.failures)]
    if not troubled:
        return Finding(state=State.OK, line=f"{' and '.join(subject.settings.sinks)}: accepting.")
    return Finding(state=State.WARNING, line=" ".join(_trouble(sink) for sink in troubled))


def _trouble(sink: SinkStanding) -> str:
    if sink.paused:
        return f"{sink.name} is paused: {sink.reason}"
    return f"{sink.name} failed {sink.failures} times in a row: {sink.reason}"


BREAKERS = Check(name="breakers", look=_breakers, reads=True)
STANDINGS = Check(name="sinks", look=_sinks, reads=True)
