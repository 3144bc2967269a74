"""The network guard of all tests is tested too: without it a call could reach a paid model."""

import socket

import pytest

from tests import network_guard


@pytest.mark.parametrize("place", ["203.0.113.1", "2001:db8::1"])
def test_a_connection_to_another_machine_is_refused_before_it_is_made(place: str) -> None:
    family = socket.AF_INET6 if ":" in place else socket.AF_INET

    with (
        socket.socket(family) as connection,
        pytest.raises(network_guard.OutsideTraffic, match="only this machine"),
    ):
        connection.connect((place, 80))

    assert len(network_guard.ATTEMPTS) == 1
    network_guard.ATTEMPTS.clear()


def test_a_name_of_another_machine_is_not_even_looked_up() -> None:
    with pytest.raises(network_guard.OutsideTraffic):
        socket.create_connection(("example.org", 443))

    assert network_guard.ATTEMPTS == ["example.org"]
    network_guard.ATTEMPTS.clear()


def test_a_server_on_this_machine_is_reached() -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as server,
        socket.create_connection(server.getsockname()) as client,
    ):
        assert client.getpeername() == server.getsockname()
