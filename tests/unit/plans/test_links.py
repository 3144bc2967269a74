"""Only a plain https address of a known host is a link; what misleads is shown in full."""

import pytest

from core.plans.links import is_address, is_known_link

HOSTS = frozenset({"www.nhs.uk"})


@pytest.mark.parametrize(
    "address",
    [
        "https://www.nhs.uk@evil.example/",
        "https://www.nhs.uk:pw@evil.example/",
        "https://www.nhs.uk@www.nhs.uk/",
        "https://www.nhs.uk.evil.example/",
        "https://evil.example/www.nhs.uk",
        "https://www.nhs.uk:8443/",
        "http://www.nhs.uk/",
        "https://www.nhs.uk\\@evil.example/",
        "https:\\\\www.nhs.uk/",
        "https://www.nhs.uk/\u202egpj.exe",
        "https://www.nhѕ.uk/",
        "https://[www.nhs.uk/",
        "//www.nhs.uk/",
        "javascript:alert(1)",
        "data:text/html,x",
        "",
    ],
)
def test_an_address_that_may_mislead_is_no_link(address: str) -> None:
    assert not is_known_link(address, HOSTS)


@pytest.mark.parametrize("address", ["https://www.nhs.uk", "https://www.nhs.uk/live-well/?a=1#b"])
def test_an_address_of_a_known_host_is_a_link(address: str) -> None:
    assert is_known_link(address, HOSTS)
    assert not is_known_link(address, frozenset())


@pytest.mark.parametrize("text", ["https://a.b/\x07", "https://a.b/ c", "https://" + "a" * 600])
def test_what_is_no_address_is_not_stored_as_one(text: str) -> None:
    assert not is_address(text)
