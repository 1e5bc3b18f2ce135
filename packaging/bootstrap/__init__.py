"""What `run.py` does: set Lacre up in its own folder with the standard library alone, then hand over.

Imports nothing of `app`: that needs packages which are not there yet.
"""
