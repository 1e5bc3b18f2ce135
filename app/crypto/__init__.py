"""Bytes to bytes: the only package that calls a cipher or a key derivation."""
