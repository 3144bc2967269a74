"""A reviewer saves views for themselves; sharing shows them to other reviewers, who cannot change them."""

import pytest

from core.accounts.user import Role, User
from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.errors import InvalidInput, NotAllowed, NotFound
from core.ids import new_id
from core.usecases.views.change_view import delete_view, share_view
from core.usecases.views.list_views import list_views
from core.usecases.views.save_view import MAX_VIEWS, restore_view, save_view


def viewer(role: Role = Role.REVIEWER, name: str = "Ada") -> Viewer:
    return Viewer(user=User(id=new_id(), name=name, role=role))


def names(rein: Rein, who: Viewer) -> list[str]:
    return [view.name for view in list_views(rein, viewer=who, page="traces")]


def test_a_view_is_its_owners_until_it_is_shared_and_only_they_change_it(rein: Rein) -> None:
    ada, bob = viewer(), viewer(name="Bob")
    view = save_view(rein, viewer=ada, page="traces", name="  Low\n stars ", query="stars=2")
    save_view(rein, viewer=bob, page="traces", name="Slow", query="", shared=True)

    assert view.name == "Low stars"
    assert names(rein, ada) == ["Low stars", "Slow"]
    assert names(rein, bob) == ["Slow"]
    share_view(rein, viewer=ada, view_id=view.id, shared=True)
    assert names(rein, bob) == ["Low stars", "Slow"]
    for change in (
        lambda: share_view(rein, viewer=bob, view_id=view.id, shared=False),
        lambda: delete_view(rein, viewer=bob, view_id=view.id),
    ):
        with pytest.raises(NotFound):
            change()
    with pytest.raises(InvalidInput):
        restore_view(rein, viewer=bob, view=view)


def test_a_deleted_view_can_be_restored_as_it_was(rein: Rein) -> None:
    ada = viewer()
    view = save_view(rein, viewer=ada, page="traces", name="Low", query="stars=2", shared=True)

    delete_view(rein, viewer=ada, view_id=view.id)
    assert names(rein, ada) == []
    restore_view(rein, viewer=ada, view=view)

    assert list_views(rein, viewer=ada, page="traces") == (view,)
    assert list_views(rein, viewer=ada, page="feedback") == ()


def test_a_view_needs_a_name_a_role_and_room(rein: Rein) -> None:
    ada = viewer()
    with pytest.raises(NotAllowed):
        save_view(rein, viewer=viewer(Role.USER), page="traces", name="Mine", query="")
    with pytest.raises(NotAllowed):
        list_views(rein, viewer=viewer(Role.USER), page="traces")
    for name in ("", " \n", "x" * 61):
        with pytest.raises(InvalidInput):
            save_view(rein, viewer=ada, page="traces", name=name, query="")
    for number in range(MAX_VIEWS):
        save_view(rein, viewer=ada, page="traces", name=f"View {number}", query="")

    with pytest.raises(InvalidInput, match=f"{MAX_VIEWS} views"):
        save_view(rein, viewer=ada, page="traces", name="One more", query="")
