"""The base of all wrappers."""

from core.ports import LanguageModel


class WrappedModel:
    """A model with something around it; its name and provider are those of the model inside."""

    def __init__(self, model: LanguageModel) -> None:
        self._model = model

    @property
    def name(self) -> str:
        """The name of the model inside."""
        return self._model.name

    @property
    def provider(self) -> str:
        """The provider of the model inside."""
        return self._model.provider
