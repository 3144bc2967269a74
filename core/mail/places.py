"""The addresses in mails: pages of Rein, and the links that confirm and unsubscribe."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """Addresses below the one that people open Rein at."""

    site: str

    @property
    def today(self) -> str:
        return f"{self.site}/"

    def goal(self, goal_id: str) -> str:
        return f"{self.site}/goal?id={goal_id}"

    def confirm(self, secret: str) -> str:
        return f"{self.site}/mail/confirm/{secret}"

    def unsubscribe(self, secret: str) -> str:
        return f"{self.site}/mail/unsubscribe/{secret}"
