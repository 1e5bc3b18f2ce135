"""Lacre: keep clients' secrets in a vault, pass them on by links that die."""
