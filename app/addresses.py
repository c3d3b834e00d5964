"""Whose request it is: the address that it came from, or that which a proxy we trust says it came from."""

from __future__ import annotations

from collections.abc import Sequence
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network

Address = IPv4Address | IPv6Address
ONE_HOME = 64  # bits of an address of IPv6 that all computers of one network share: each has as many addresses as it likes


def a_proxy(text: str) -> str:
    """An address, or all with the same beginning."""
    try:
        return str(ip_network(text, strict=False))
    except ValueError:
        raise ValueError("addresses such as 10.0.0.1, or 10.0.0.0/8 for all that begin alike") from None


def client_address(peer: str, forwarded: Sequence[str], proxies: tuple[str, ...]) -> str:
    """``forwarded``: the headers X-Forwarded-For. Each proxy adds at the right where the request came from.

    So they are read from the right, and no further than a proxy has written that is one of ours: all else anyone may send.
    """
    senders = [part.strip() for part in ",".join(forwarded).split(",")] if proxies else []
    address = parsed(peer)
    while address is not None and senders and _is_ours(address, proxies) and (before := parsed(senders.pop())) is not None:
        address = before
    return one_home(address) if address is not None else peer


def parsed(text: str) -> Address | None:
    try:
        address = ip_address(text)
    except ValueError:
        return None
    return (address.ipv4_mapped or address) if isinstance(address, IPv6Address) else address


def one_home(address: Address) -> str:
    return str(IPv6Network((address, ONE_HOME), strict=False)) if isinstance(address, IPv6Address) else str(address)


def _is_ours(address: Address, proxies: tuple[str, ...]) -> bool:
    return any(address in ip_network(each) for each in proxies)
