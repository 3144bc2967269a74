"""What a labeller has answered of one item so far."""

import streamlit as st

from core.usecases.labels.get_queue import Verdict


class Draft:
    """What a person has answered of one item so far; it lasts for the session."""

    def __init__(self, item_id: str, before: Verdict | None) -> None:
        self._key = f"queue.draft.{item_id}"
        if self._key not in st.session_state:
            known = before or Verdict()
            st.session_state[self._key] = (known.overall, dict(known.answers))
        self.note_key = f"queue.note.{item_id}"
        self.before = before

    @property
    def overall(self) -> int | None:
        """Return the score so far."""
        score: int | None = st.session_state[self._key][0]
        return score

    @property
    def answers(self) -> dict[str, bool]:
        """Return what passes and fails so far."""
        answers: dict[str, bool] = st.session_state[self._key][1]
        return answers

    def set_overall(self, score: int) -> None:
        """Choose a score; the same one again takes it back."""
        st.session_state[self._key] = (None if self.overall == score else score, self.answers)

    def set_answer(self, name: str, passed: bool) -> None:  # noqa: FBT001 - an answer is one
        """Pass or fail a part; the same answer again takes it back."""
        if self.answers.get(name) is passed:
            del self.answers[name]
        else:
            self.answers[name] = passed

    def verdict(self) -> Verdict:
        """Return the verdict so far."""
        return Verdict(
            overall=self.overall,
            answers=dict(self.answers),
            note=st.session_state.get(self.note_key, ""),
        )

    def forget(self) -> None:
        """Forget the answers, once they are stored."""
        st.session_state.pop(self._key, None)
