"""What keeps a vault from being lost: automatic backups, and the card of the settings page that shows them."""
