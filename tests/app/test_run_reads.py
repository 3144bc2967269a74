"""A whole run of a page reads a thing once; a fragment alone, or the next run, reads it anew."""

from app.run_reads import once_in_run, whole_run


def test_one_run_reads_once_and_the_next_one_again() -> None:
    versions = iter(range(10))

    @once_in_run
    def read(goal_id: str, *, mine: bool = True) -> tuple[str, bool, int]:
        return goal_id, mine, next(versions)

    with whole_run():
        first = read("a"), read("a"), read("b"), read("a", mine=False)
    alone = read("a"), read("a")
    with whole_run():
        second = read("a")

    assert [version for *_, version in first] == [0, 0, 1, 2]
    assert [version for *_, version in alone] == [3, 4]
    assert second == ("a", True, 5)


def test_a_read_that_failed_is_not_remembered() -> None:
    answers = iter([None, "there"])

    @once_in_run
    def read() -> str:
        answer = next(answers)
        if answer is None:
            raise LookupError
        return answer

    with whole_run():
        try:
            read()
        except LookupError:
            assert read() == "there"
        else:
            raise AssertionError("the first read fails")
