"""Choosing a day or a month from a page of a calendar."""
