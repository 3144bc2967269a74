"""The table of faults in the docs is what the code does."""

import pytest

from tests.integration.llm.fault_table import PATH, table


@pytest.mark.whole  # each cell is also a law of its own; hanging ones are waited for
def test_the_documented_faults_are_the_real_ones() -> None:
    assert PATH.read_text(encoding="utf-8") == table()
