"""Test calls, made in a thread, so that leaving or reloading the page does not end them."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from app import auth, services
from core.accounts.user import Role
from core.errors import ReinError
from core.usecases.providers.check_model import ModelCheck, check_model


@dataclass(slots=True, kw_only=True)
class TestCall:
    """A test call while it runs, and its result."""

    __test__ = False  # it is no test case of pytest

    key: str
    began: float
    text: str = ""
    """The reply received so far."""
    result: ModelCheck | None = None
    refused: Exception | None = None
    """Why no call was made."""
    over: threading.Event = field(default_factory=threading.Event)

    def add(self, text: str) -> None:
        """Add the next piece of the reply."""
        self.text += text

    def restart(self) -> None:
        """Drop the reply received so far: the call failed and is made again."""
        self.text = ""


def begin_test(key: str, keep: Callable[[TestCall], None], *, as_probe: bool = False) -> None:
    """Start a test call. With `as_probe` it may try a model whose circuit is open.

    `keep` gets the call before it starts: Streamlit may end a script whenever it writes to the
    session, and a call that was made must be found again. Raises NotAllowed below admin.
    """
    rein, viewer = services.rein(), auth.current_viewer()
    viewer.require(Role.ADMIN)
    call = TestCall(key=key, began=rein.clock.monotonic())
    keep(call)
    ask = partial(check_model, rein, viewer=viewer, key=key, sink=call, as_probe=as_probe)
    threading.Thread(target=_run, args=(ask, call), name=f"test-{key}", daemon=True).start()


def _run(ask: Callable[[], ModelCheck], call: TestCall) -> None:
    try:
        call.result = ask()
    except ReinError as error:
        call.refused = error
    except BaseException as error:
        call.refused = error if isinstance(error, Exception) else RuntimeError(str(error))
        raise  # the log then says where it happened
    finally:
        call.over.set()
