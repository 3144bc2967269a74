"""Command line of the training: trains all models and prints what they reach."""

import sys

from core.clock import SystemClock
from core.offline.training.train import train_all
from core.offline.training.train_signs import train_signs

_SIGNS_ONLY = "signs"


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    today = SystemClock().today(None)
    figures = {} if sys.argv[1:] == [_SIGNS_ONLY] else train_all(today, _say)
    figures |= train_signs(today)
    for name, value in figures.items():
        _say(f"{name:32} {value:.3f}")
