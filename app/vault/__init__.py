"""Clients, entries, history and search in one encrypted folder."""
