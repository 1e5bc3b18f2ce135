"""The page of preferences, made from one table."""
