"""Command line of the training: trains all models and prints what they reach."""

import sys

from core.clock import SystemClock
from core.offline.training.train import train_all


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    for name, value in train_all(SystemClock().today(None), _say).items():
        _say(f"{name:32} {value:.3f}")
