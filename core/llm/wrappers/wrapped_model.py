"""The base of all wrappers."""

from core.ports import LanguageModel


class WrappedModel:
    """A model that delegates to another one and has its name and provider."""

    def __init__(self, model: LanguageModel) -> None:
        self._model = model

    @property
    def wrapped(self) -> LanguageModel:
        """The model behind this one."""
        return self._model

    @property
    def name(self) -> str:
        """The name of the wrapped model."""
        return self._model.name

    @property
    def provider(self) -> str:
        """The provider of the wrapped model."""
        return self._model.provider
