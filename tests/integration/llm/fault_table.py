"""The table of faults in the docs, made from what really happened: python -m tests.integration.llm.fault_table"""

from pathlib import Path

from core.coaching.drafts import GoalDraft
from core.errors import ModelError, ModelFault
from core.llm.breaker import COUNTED
from core.llm.retrying import PASSING
from core.llm.structured import ask
from core.ports import completion_of
from tests.factories.calls import make_goal_call
from tests.integration.llm.makers import MAKERS, REPAIRABLE, SLOW, Maker
from tests.stubs.faults import Fault

PATH = Path(__file__).resolve().parents[3] / "docs" / "model-faults.md"

HEAD = """# What happens when a model fails

Made by the tests from real calls of the real SDKs against loopback servers; do not edit it by hand
(`python -m tests.integration.llm.fault_table` writes it anew). The cells say what each provider's failure becomes;
`(billed)` marks replies that cost money all the same and stand on the ledger with their tokens.

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
                answer = ask(maker.model(stub), make_goal_call(deadline_s=0.4 if fault in SLOW else 5.0), GoalDraft)
            except ModelError as error:
                found[fault] = str(error.fault) + (" (billed)" if completion_of(error) is not None else "")
            else:
                found[fault] = "used" if answer.attempts == 1 else "used after repair"
    return found


def table() -> str:
    """Return the whole document."""
    columns = {maker.name: outcomes(maker) for maker in MAKERS}
    lines = [f"| failure | {' | '.join(columns)} |", f"|---|{'---|' * len(columns)}"]
    lines += [
        f"| {fault.value.replace('_', ' ')} | {' | '.join(column[fault] for column in columns.values())} |"
        for fault in Fault
    ]
    lines += ["", "| becomes | asked again in time | counts for the breaker | then |", "|---|---|---|---|"]
    lines += [
        f"| {fault} | {_yes(fault in PASSING)} | {_yes(fault in COUNTED)} | {NEXT.get(fault, 'next model')} |"
        for fault in ModelFault
    ]
    return HEAD + "\n".join(lines) + "\n"


def _yes(given: bool) -> str:  # noqa: FBT001 - one value in, one word out
    return "yes" if given else "no"


if __name__ == "__main__":
    PATH.write_text(table(), encoding="utf-8")
