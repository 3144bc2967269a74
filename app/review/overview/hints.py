"""What to do about a figure of the Overview, by how it stands."""

from collections.abc import Mapping

from core.quality.targets.standing import Standing
from core.quality.targets.target import ERRORS, LATENCY, OVERHEAD, QUALITY, SATISFACTION, WEEK_1

_HINTS: Mapping[str, Mapping[Standing, str]] = {
    SATISFACTION.name: {
        Standing.MET: "Read the latest comments for what to keep.",
        Standing.MISSED: "Read the lowest ratings with their traces.",
        Standing.UNDECIDED: "More ratings will tell; Feedback says about how many.",
        Standing.NO_FIGURE: "Nobody rated anything in this window.",
    },
    QUALITY.name: {
        Standing.MET: "Look at the lowest dimension; it is the easiest to raise.",
        Standing.MISSED: "Compare the prompt versions: did a change bring it down?",
        Standing.UNDECIDED: "More evaluations will tell; meanwhile read the lowest ones.",
        Standing.NO_FIGURE: "Nothing was scored in this window.",
    },
    ERRORS.name: {
        Standing.MISSED: "Open the failed traces; each row says why.",
        Standing.UNDECIDED: "Too few traces to be sure; look at each failed one.",
    },
    OVERHEAD.name: {
        Standing.MISSED: "Open the longest traces; each says what recording it took.",
        Standing.NO_FIGURE: "The target is about runs that wait for a model; there was none.",
    },
    LATENCY.name: {Standing.MISSED: "Open the slowest traces; the longest bar says which step."},
    WEEK_1.name: {Standing.MISSED: "Read the plans with the fewest ticks."},
}


def hint(name: str, standing: Standing) -> str:
    """Return what to do about the figure of a measure, or ""."""
    return _HINTS.get(name, {}).get(standing, "")
