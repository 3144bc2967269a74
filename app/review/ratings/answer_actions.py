"""Answer ratings, change an answer and withdraw it, with what to show afterwards."""

from functools import partial

from app.review.ratings import load
from app.review.ratings.load import Listing
from app.ui import notice
from core import formats
from core.usecases.ratings.reply import Note


def answer(key: str, note: Note) -> None:
    done = "Answered. The person sees it when they open the goal."
    notice.attempt(partial(load.reply_to_rating, key, note), done=done, place="ratings.answer")


def answer_all(listing: Listing, note: Note) -> None:
    answered: list[int] = []
    sent = notice.attempt(
        lambda: answered.append(load.reply_to_theme(listing, note)), place="ratings.theme"
    )
    if sent:
        text = f"{formats.pluralize(answered[0], 'rating')} answered."
        notice.post(text, place="ratings.theme")


def change(reply_id: str, note: Note) -> None:
    notice.attempt(
        partial(load.change_reply, reply_id, note),
        done="Changed. People see it as new.",
        place="ratings.answer",
    )


def withdraw(reply_id: str) -> None:
    notice.attempt(
        partial(load.withdraw_reply, reply_id), done="Withdrawn.", place="ratings.answer"
    )
