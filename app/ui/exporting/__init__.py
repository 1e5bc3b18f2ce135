"""Entries out of the vault, in the window: the export sheet, and what offers to delete a file that anybody can read."""
