"""Command line of the training: fits the ratings model and prints what it reaches."""

import sys

from core.clock import SystemClock
from core.quality.training.train_ratings import train_ratings

if __name__ == "__main__":
    for name, value in train_ratings(SystemClock().today(None)).items():
        sys.stdout.write(f"{name:44} {value:.3f}\n")
