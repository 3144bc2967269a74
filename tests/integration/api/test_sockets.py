"""Small responses are sent without delay."""

import socket

import pytest

from app.tcp_nodelay import disable_nagle


@pytest.mark.parametrize("family", [socket.AF_INET, socket.AF_INET6])
def test_connections_to_our_port_send_without_delay(family: socket.AddressFamily) -> None:
    with socket.socket(family=family) as port:
        port.bind(("127.0.0.1" if family == socket.AF_INET else "::1", 0))
        port.listen()

        assert disable_nagle() >= 1

        with socket.create_connection(port.getsockname()[:2]), port.accept()[0] as accepted:
            assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY) != 0


def test_other_sockets_and_files_are_left_alone() -> None:
    with socket.socket() as client:
        disable_nagle()

        assert client.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY) == 0
