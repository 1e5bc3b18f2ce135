"""Hypothesis as a suite wants it: the same examples each time, no deadline (the machine may be busy), nothing left on disk."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("lacre", derandomize=True, deadline=None, database=None)
settings.load_profile("lacre")
