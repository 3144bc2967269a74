"""Command line of the training: trains all models and prints what they reach."""

import sys

from core.clock import SystemClock
from core.offline.training.train import train_all
from core.offline.training.train_acts import train_acts
from core.offline.training.train_chat import train_chat
from core.offline.training.train_recipes import train_recipes
from core.offline.training.train_signs import train_signs

_ONE = {
    "signs": train_signs,
    "recipes": train_recipes,
    "chat": train_chat,
    "acts": train_acts,
}
"""What can be trained alone: the models that rest on the tuned one."""


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    today = SystemClock().today(None)
    wanted = [name for name in sys.argv[1:] if name in _ONE]
    figures = {} if wanted else train_all(today, _say)
    for name in wanted or _ONE:
        figures |= _ONE[name](today)
    for name, value in figures.items():
        _say(f"{name:32} {value:.3f}")
