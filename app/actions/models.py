"""Test calls to models, made beside the page: one that is left, reloaded or clicked again breaks none off."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from app import auth, services
from core.accounts.user import Role
from core.errors import ReinError
from core.ports import Tier
from core.usecases.accounts.set_tier import set_tier
from core.usecases.providers.check_model import ModelCheck, check_model


@dataclass(slots=True, kw_only=True)
class Trial:
    """A test call while it is made, and what came of it."""

    key: str
    began: float
    text: str = ""
    """What of the reply is there so far."""
    tried: ModelCheck | None = None
    refused: Exception | None = None
    """Why no call was made."""
    over: threading.Event = field(default_factory=threading.Event)

    def add(self, text: str) -> None:
        """Take the next piece of the reply."""
        self.text += text

    def restart(self) -> None:
        """Take back what came: the call failed on the way and is made again."""
        self.text = ""


def begin_trial(key: str, keep: Callable[[Trial], None], *, as_probe: bool = False) -> None:
    """Begin a test call as the person who is signed in; `ends_rest` makes it the try of a model that is left alone.

    Raises NotAllowed below admin.

    It is handed to `keep` before it begins: Streamlit may break a script off wherever it writes to the session, and a
    call that was made is always to be found again.
    """
    rein, viewer = services.rein(), auth.current_viewer()
    viewer.require(Role.ADMIN)
    trial = Trial(key=key, began=rein.clock.monotonic())
    keep(trial)
    ask = partial(check_model, rein, viewer=viewer, key=key, sink=trial, as_probe=as_probe)
    threading.Thread(target=_run, args=(ask, trial), name=f"trial-{key}", daemon=True).start()


def _run(ask: Callable[[], ModelCheck], trial: Trial) -> None:
    try:
        trial.tried = ask()
    except ReinError as error:
        trial.refused = error
    except BaseException as error:
        trial.refused = error if isinstance(error, Exception) else RuntimeError(str(error))
        raise  # to the log, with where it happened
    finally:
        trial.over.set()


def change_tier(account_id: str, tier: Tier) -> Tier:
    """Give an account another tier; returns the one it had."""
    return set_tier(services.rein(), viewer=auth.current_viewer(), account_id=account_id, tier=tier)
