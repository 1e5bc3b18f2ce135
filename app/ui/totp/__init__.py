"""The key of a second factor, read off the QR code that a site shows."""
