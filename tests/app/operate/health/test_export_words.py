"""What a refused delivery is called."""

import pytest

from app.ui.trace.export_lines import deliveries
from core.exports.payload import ExportKind


@pytest.mark.parametrize(
    "kind", [k for k in ExportKind if k not in {ExportKind.TRACE, ExportKind.RATING}]
)
def test_every_kind_of_delivery_has_words_of_its_own(kind: ExportKind) -> None:
    others = {
        deliveries(0, 0, kind=one)
        for one in ExportKind
        if one != kind and one not in {ExportKind.TRACE, ExportKind.RATING}
    }

    assert deliveries(0, 0, kind=kind) not in others
