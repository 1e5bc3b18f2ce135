"""Whose account this is on the computer. Owns one question; what the name is used for is the caller's."""

from __future__ import annotations


def account_name() -> str:
    """The short name that somebody logs in with; empty where the system does not tell."""
    import getpass  # late: few runs ask

    try:
        return getpass.getuser()
    except (
        OSError,
        KeyError,
        ImportError,
    ):  # an account without a name: in a container, or on Windows without its variable
        return ""
