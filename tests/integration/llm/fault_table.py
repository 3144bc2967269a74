"""The table of faults in the docs, made from what really happened: python -m tests.integration.llm.fault_table"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from core.errors import ModelError, ModelFault
from core.goals.draft import GoalDraft
from core.llm.reply.structured import ask
from core.llm.wrappers.circuit_state import TRANSIENT_FAULTS
from core.ports import Completion, billed_completion
from tests.factories.calls import make_goal_call, make_text_call
from tests.fakes import ListSink
from tests.integration.llm.makers import MAKERS, REPAIRABLE, UNUSABLE, Maker, deadline_for
from tests.stubs.faults import Fault
from tests.stubs.sse import Break

PATH = Path(__file__).resolve().parents[3] / "docs" / "model-faults.md"

HEAD = """# What happens when a model fails

Made by the tests from real calls of the real SDKs against loopback servers; do not edit it by hand
(`python -m tests.integration.llm.fault_table` writes it anew). The cells say what each provider's failure becomes;
`(billed)` marks replies that cost money all the same and stand on the ledger with their tokens.

"""

STREAMS = """
## Replies that are shown while they come in

The same calls for plain text, as a stream. RejectedDeliveries come before it begins; from "cut" on, the failure happens when half
of the text has come. `(billed, estimated)` marks a stream that broke off: what came of it stands on the ledger, with
what the provider had told by then and the rest guessed from its length. What was shown is taken back before anybody is
asked again, and what is done next is the same as above. The deadline of a call holds for the whole stream.

"""

NEXT = {
    ModelFault.TRUNCATED: "asked once more with twice the room, then the next model",
    ModelFault.BLOCKED: "straight to the offline coach, with a kind note",
    ModelFault.AUTH: "next model; the sentence names the setting to check",
    ModelFault.BAD_REQUEST: "next model",
    ModelFault.INVALID: "next model",
}


def outcomes(maker: Maker) -> dict[Fault, str]:
    """Return what each fault became with this maker, by making the calls."""
    found: dict[Fault, str] = {}
    for fault in Fault:
        with maker.serve([fault, fault] if fault not in REPAIRABLE else [fault]) as stub:
            try:
                answer = ask(
                    maker.model(stub), make_goal_call(deadline_s=deadline_for(fault)), GoalDraft
                )
            except ModelError as error:
                found[fault] = str(error.fault) + (
                    " (billed)" if billed_completion(error) is not None else ""
                )
            else:
                found[fault] = "used" if answer.attempts == 1 else "used after repair"
    return found


def stream_outcomes(maker: Maker) -> dict[Fault | Break, str]:
    """Return what each fault of a stream became with this maker, by making the calls."""
    found: dict[Fault | Break, str] = {}
    for trouble in (Fault.OK, Fault.NO_USAGE, *UNUSABLE, *Break):
        with maker.serve([trouble]) as stub:
            call = make_text_call(deadline_s=deadline_for(trouble), stream_to=ListSink())
            try:
                completion = maker.model(stub).complete(call)
            except ModelError as error:
                billed = billed_completion(error)
                found[trouble] = str(error.fault) + (
                    f" {_bill(billed)}" if billed is not None else ""
                )
            else:
                found[trouble] = "used, usage estimated" if completion.usage.estimated else "used"
    return found


def _bill(completion: Completion) -> str:
    return "(billed, estimated)" if completion.usage.estimated else "(billed)"


def table() -> str:
    """Return the whole document."""
    lines = _grid({maker.name: outcomes(maker) for maker in MAKERS})
    lines += [
        "",
        "| becomes | asked again in time | counts for the breaker | then |",
        "|---|---|---|---|",
    ]
    lines += [
        f"| {fault} | {_yes(fault in TRANSIENT_FAULTS)} | {_yes(fault in TRANSIENT_FAULTS)} | {NEXT.get(fault, 'next model')} |"
        for fault in ModelFault
    ]
    streams = _grid({maker.name: stream_outcomes(maker) for maker in MAKERS})
    return HEAD + "\n".join(lines) + "\n" + STREAMS + "\n".join(streams) + "\n"


def _grid(columns: Mapping[str, Mapping[Any, str]]) -> list[str]:
    """Return a table with a row for each failure and a column for each maker."""
    failures = next(iter(columns.values()))
    return [
        f"| failure | {' | '.join(columns)} |",
        f"|---|{'---|' * len(columns)}",
        *(
            f"| {failure.value.replace('_', ' ')} | {' | '.join(column[failure] for column in columns.values())} |"
            for failure in failures
        ),
    ]


def _yes(given: bool) -> str:
    return "yes" if given else "no"


if __name__ == "__main__":
    PATH.write_text(table(), encoding="utf-8")
