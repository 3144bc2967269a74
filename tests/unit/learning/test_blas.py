"""The matrix arithmetic takes one thread, so that processes that share cores do not wait for each other."""

import subprocess
import sys

SCRIPT = """
import numpy
from threadpoolctl import threadpool_info
from core.learning.models import load_linear_model
load_linear_model("gate")
print(sorted({pool["num_threads"] for pool in threadpool_info() if pool["user_api"] == "blas"}))
"""


def test_the_first_model_puts_numpy_on_one_thread() -> None:
    found = subprocess.run(
        [sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=True
    )

    assert found.stdout.strip() == "[1]"
