"""The page that says what is not well in the vault, and leads to where it is put right."""
