"""Which IP addresses belong to the public internet.

In: an address as text. Out: whether it may be connected to. Lists: the special-purpose registries of IANA (RFC 6890);
what they leave to judgement counts as not public.
"""

from __future__ import annotations

import ipaddress

# Of IPv6 only global unicast: that leaves out loopback, link-local, unique local, site-local and multicast addresses,
# IPv4 in IPv6 (::ffff:0:0/96, ::/96) and NAT64 (64:ff9b::/96, 64:ff9b:1::/48), by which private hosts can be meant.
GLOBAL_UNICAST = ipaddress.IPv6Network("2000::/3")
NOT_PUBLIC: tuple[ipaddress.IPv4Network | ipaddress.IPv6Network, ...] = tuple(
    ipaddress.ip_network(network)
    for network in (
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",  # carrier-grade NAT
        "127.0.0.0/8",
        "169.254.0.0/16",  # link-local, where clouds keep their keys
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.31.196.0/24",
        "192.52.193.0/24",
        "192.88.99.0/24",  # relays of 6to4
        "192.168.0.0/16",
        "192.175.48.0/24",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/4",  # multicast
        "240.0.0.0/4",  # reserved, and broadcast
        "2001::/23",  # Teredo, benchmarks, ORCHID
        "2001:db8::/32",
        "2002::/16",  # 6to4
        "2620:4f:8000::/48",
        "3fff::/20",
    )
)
# The interface identifier of ISATAP, which holds an IPv4 address.
ISATAP = (0x00005EFE, 0x02005EFE)


def is_public(address: str) -> bool:
    """Say whether an address is one of the public internet; what is no address is not."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return False
    if isinstance(found, ipaddress.IPv6Address) and (
        found not in GLOBAL_UNICAST or found.scope_id or int(found) >> 32 & 0xFFFFFFFF in ISATAP
    ):
        return False
    return found.is_global and not any(found in network for network in NOT_PUBLIC)
