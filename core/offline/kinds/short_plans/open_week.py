"""A week of a plan while steps are placed in it, beside its sessions or in place of some."""

from dataclasses import dataclass, replace

from core.offline.kinds.short_plans.placed_steps import SQUEEZE, PlacedStep, WeekShare, shortened

_SMALL_SHARE = 0.6
"""A step shorter than this share of a session takes minutes from all of them, not one's place."""
_SESSION_SHARE = 0.8
"""From this share of a session on, a step of a training plan is a session itself."""
_LEAST_LEFT = 15


@dataclass(frozen=True, slots=True)
class OpenWeek:
    """A week while it is filled."""

    share: WeekShare
    room: int
    """Minutes beside the sessions."""
    spare: int
    """Sessions that steps may replace."""
    shrinks: bool
    """Whether its sessions may become shorter."""
    trains: bool
    """Whether only steps that are sessions themselves may replace one."""
    lends: bool
    """Whether its sessions may give minutes to a step that no week has room for."""
    yields: bool
    """Whether such a step may take the place of all its sessions."""

    @property
    def is_empty(self) -> bool:
        """Whether no step has a place in it yet."""
        return not (self.share.first or self.share.beside)

    @property
    def most(self) -> int:
        """Minutes of the longest step that finds a place."""
        return int(self.room + self.spare * self.each)

    @property
    def each(self) -> float:
        return self.share.minutes / max(1, self.share.count)

    def with_step(self, task: PlacedStep, *, anyway: bool = False) -> "OpenWeek | None":
        """Return the week with a step beside its sessions or in place of some, or None.

        A step that no week has room for takes the place of a training session `anyway`.
        """
        share = self.share
        beside = replace(share, beside=(*share.beside, task))
        if task.minutes <= self.room:
            return replace(self, share=beside, room=self.room - task.minutes)
        less = share.minutes - (task.minutes - self.room)
        small = task.minutes < self.each * _SMALL_SHARE
        if self.shrinks and small and less >= _LEAST_LEFT * share.count:
            return replace(self, share=replace(beside, minutes=less), room=0)
        fits, taken = self._in_place(task)
        is_session = task.minutes >= self.each * _SESSION_SHARE
        if taken == 0 or (self.trains and not is_session and not anyway):
            return None
        return replace(
            self,
            share=replace(
                share,
                count=share.count - taken,
                minutes=int(share.minutes - taken * self.each),
                first=(*share.first, fits),
            ),
            room=max(0, int(self.room + taken * self.each - fits.minutes)),
            spare=self.spare - taken,
        )

    def with_first(self, task: PlacedStep) -> "OpenWeek | None":
        """Return the first week with the step that a plan begins with, or None without minutes.

        It has a place before all sessions: "do a first test today" is not for a later week.
        """
        if self.trains and self.yields and task.minutes >= self.each * _SESSION_SHARE:
            return replace(self, spare=self.share.count).with_step(task)
        return self._beside_shorter(task)

    def with_whole(self, task: PlacedStep) -> "OpenWeek | None":
        """Return the week with a step in one piece that no week has room for.

        It is a third shorter, or a week without another step is its own: the sessions give it
        minutes or their place, and what is still missing it does without.
        """
        if task.minutes * SQUEEZE <= self.most:
            return self.with_step(shortened(task, self.most), anyway=True)
        if not self.is_empty:
            return None
        lent = self._beside_shorter(task)
        if lent is not None:
            return lent
        free = replace(self, spare=self.share.count) if self.yields else self
        if task.minutes <= free.most or self.yields:
            return free.with_step(shortened(task, free.most), anyway=True)
        return self._beside_shorter(shortened(task, self.room + self._loan))

    @property
    def _loan(self) -> int:
        """Minutes that its sessions can do without."""
        return max(0, self.share.minutes - _LEAST_LEFT * self.share.count) if self.lends else 0

    def _beside_shorter(self, task: PlacedStep) -> "OpenWeek | None":
        """Return the week with a step that takes minutes from the sessions, or None."""
        missing = max(0, task.minutes - self.room)
        if missing > self._loan:
            return None
        share = replace(
            self.share,
            minutes=self.share.minutes - missing,
            beside=(*self.share.beside, task),
        )
        return replace(self, share=share, room=max(0, self.room - task.minutes))

    def _in_place(self, task: PlacedStep) -> tuple[PlacedStep, int]:
        """Return the step and how many sessions it takes the place of; none if it does not fit."""
        for taken in range(1, self.spare + 1):
            available = int(self.room + taken * self.each)
            if task.minutes <= available:
                return task, taken
            if task.minutes * SQUEEZE <= available and taken == self.spare:
                return replace(task, minutes=max(5, available // 5 * 5)), taken
        return task, 0
