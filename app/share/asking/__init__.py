"""Request links (docs/REQUESTS.md): what the asker makes, what a client seals, and how it is opened again.."""
