"""The dialog that brings another program's export into the vault."""
