"""The labels a person gave, as JSON: a part of the export of all they have."""

from typing import Any

from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.store.labels.read import list_labels_by
from core.usecases.access.allow import Access, allow
from core.usecases.labels.label_json import label_json


@allow(Access.PERSON)
def given_labels_json(rein: Rein, *, viewer: Viewer) -> list[dict[str, Any]]:
    """Return every label that the viewer gave and did not take back."""
    return [label_json(label) for label in list_labels_by(rein.database, viewer.id)]
