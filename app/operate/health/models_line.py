"""The state of all models together, in a line."""

from app.operate.health.present import Line
from app.operate.shared.provider_views import ModelView
from app.ui.status_labels import Tone
from core import formats


def describe_models(models: tuple[ModelView, ...]) -> Line:
    """Return the state of all models together."""
    if not models:
        why = "No key is set; the offline coach writes everything."
        return Line(part="Models", label="Not set up", tone=Tone.NONE, why=why)
    troubled = sorted(
        (model for model in models if model.state.needs_attention),
        key=lambda model: model.state.tone is Tone.WARN,
    )
    well = [model.name for model in models if model.state.tone is Tone.GOOD]
    if troubled:
        return _troubled(troubled, well)
    if not well:
        why = "The next goal calls one."
        return Line(part="Models", label="Not called yet", tone=Tone.NONE, why=why)
    why = f"The last call worked: {_listed(well)}."
    return Line(part="Models", label="Answering", tone=Tone.GOOD, why=why)


def _troubled(models: list[ModelView], well: list[str]) -> Line:
    worst, more = models[0], len(models) - 1
    instead = "the offline coach writes"
    if well:
        instead = f"{_listed(well)} {'answers' if len(well) == 1 else 'answer'}"
    others = ""
    if more:
        need = "needs" if more == 1 else "need"
        others = f" {formats.pluralize(more, 'more model')} {need} a look."
    why = (
        f"{worst.name}: {worst.state.why} {worst.state.step} Meanwhile {instead}.{others} "
        "Providers shows each."
    )
    return Line(part="Models", label=worst.state.label, tone=worst.state.tone, why=why)


def _listed(names: list[str]) -> str:
    return " and ".join((", ".join(names[:-1]), names[-1]) if len(names) > 1 else names)
