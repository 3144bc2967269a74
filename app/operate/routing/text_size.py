"""How complex a text is, in words."""

from core import formats
from core.ports import Complexity
from core.usecases.routing.explain_route import (
    COMPLEX_PARTS,
    COMPLEX_WORDS,
    SIMPLE_PARTS,
    SIMPLE_WORDS,
    TextSize,
)


def complexity(size: TextSize) -> str:
    """Return how complex a text is, and why."""
    counted = f"{formats.pluralize(size.words, 'word')} in {formats.pluralize(size.parts, 'part')}"
    limits = {
        Complexity.SIMPLE: f"up to {SIMPLE_WORDS} words and {SIMPLE_PARTS} parts are simple",
        Complexity.MODERATE: (
            f"from {COMPLEX_WORDS} words, or with more than {COMPLEX_PARTS} parts, it would be "
            "complex"
        ),
        Complexity.COMPLEX: (
            f"{COMPLEX_WORDS} words, or more than {COMPLEX_PARTS} parts, are complex"
        ),
    }
    return f"This goal is {size.complexity}: {counted} ({limits[size.complexity]})."
