"""From where a request comes is what the connection says; a proxy is believed only if it is ours."""

from __future__ import annotations

import pytest

from app.addresses import client_address
from app.settings import Settings

OURS = ("10.0.0.0/8", "fd00::/8")


@pytest.mark.parametrize(
    ("peer", "forwarded", "who"),
    [
        ("192.168.1.7", [], "192.168.1.7"),
        ("192.168.1.7", ["1.2.3.4"], "192.168.1.7"),  # anyone may send such a header
        ("10.0.0.1", ["1.2.3.4"], "1.2.3.4"),
        ("10.0.0.1", ["6.6.6.6, 1.2.3.4"], "1.2.3.4"),  # the left one was sent by 1.2.3.4
        ("10.0.0.1", ["6.6.6.6", "1.2.3.4"], "1.2.3.4"),
        ("10.0.0.1", ["6.6.6.6, 1.2.3.4, 10.0.0.2"], "1.2.3.4"),  # two of ours
        ("10.0.0.1", ["10.0.0.3, 10.0.0.2"], "10.0.0.3"),  # asked from the house
        ("10.0.0.1", [], "10.0.0.1"),
        ("10.0.0.1", [""], "10.0.0.1"),
        ("10.0.0.1", ["1.2.3.4, nonsense"], "10.0.0.1"),
        ("10.0.0.1", ["1.2.3.4, " * 10_000 + "1.2.3.5"], "1.2.3.5"),
        ("::ffff:10.0.0.1", ["1.2.3.4"], "1.2.3.4"),  # an address of IPv4 where both are listened to
        ("fd00::1", ["2001:db8:1:2:3::4"], "2001:db8:1:2::/64"),
        ("", [], ""),  # no address, as at a socket that is a file
    ],
)
def test_proxies_are_read_from_the_right_and_no_further_than_they_are_ours(peer: str, forwarded: list[str], who: str) -> None:
    assert client_address(peer, forwarded, OURS) == who


def test_without_proxies_no_header_is_believed() -> None:
    assert client_address("127.0.0.1", ["1.2.3.4"], ()) == "127.0.0.1"


def test_all_addresses_of_one_home_are_one() -> None:
    assert (
        client_address("2001:db8::1", [], ())
        == client_address("2001:db8::ffff:2", [], ())
        != client_address("2001:db8:0:1::1", [], ())
    )


@pytest.mark.parametrize("text", ["proxy.example", "10.0.0.1:80", "10.0.0.0/33", "*"])
def test_what_is_no_address_is_refused_in_words(text: str) -> None:
    with pytest.raises(ValueError, match=r"^GATEWALK_PROXIES must hold addresses such as 10\.0\.0\.1, .* and is '"):
        Settings.from_environment({"GATEWALK_PROXIES": text})
