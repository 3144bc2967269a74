"""Few pages are drawn at the same time, the others in turn; long work does not stop everyone."""

import time
from concurrent.futures import ThreadPoolExecutor
from threading import Event, Lock

import pytest

from app.page_turns import Turns


def test_no_more_pages_than_turns_are_drawn_at_once_and_all_are_drawn() -> None:
    turns, lock = Turns(3, stuck_s=30.0), Lock()
    drawing, most = 0, 0

    def draw(_: int) -> bool:
        nonlocal drawing, most
        with turns.take() as taken:
            with lock:
                drawing += 1
                most = max(most, drawing)
            time.sleep(0.002)
            with lock:
                drawing -= 1
        return taken

    with ThreadPoolExecutor(24) as pool:
        taken = list(pool.map(draw, range(200)))

    assert all(taken)
    assert 1 < most <= 3


def test_turns_are_given_in_the_order_in_which_pages_came() -> None:
    turns, began, goes_on = Turns(1, stuck_s=0.4), Event(), Event()
    order: list[int] = []

    def hold() -> None:
        with turns.take():
            began.set()
            goes_on.wait(30)

    def draw(place: int) -> None:
        with turns.take():
            order.append(place)

    with ThreadPoolExecutor(9) as pool:
        pool.submit(hold)
        began.wait(30)
        for place in range(8):
            pool.submit(draw, place)
            time.sleep(0.025)  # longer in all than a wait looks whether pages still end
        goes_on.set()

    assert order == list(range(8))


def test_pages_go_on_without_a_turn_if_long_work_holds_all_of_them() -> None:
    turns, began, loaded = Turns(1, stuck_s=0.1), Event(), Event()

    def load_long() -> None:
        with turns.take():
            began.set()
            loaded.wait(30)

    with ThreadPoolExecutor(1) as pool:
        pool.submit(load_long)
        began.wait(30)
        with turns.take() as taken:
            assert not taken
        loaded.set()
    with turns.take() as taken:
        assert taken, "the turn came back"


def test_a_page_that_fails_gives_its_turn_back() -> None:
    turns = Turns(1, stuck_s=30.0)
    with pytest.raises(ValueError, match="broken"), turns.take():
        raise ValueError("broken")

    with turns.take() as taken:
        assert taken
