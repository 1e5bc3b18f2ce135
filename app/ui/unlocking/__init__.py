"""Other ways to unlock than the passphrase: the PIN of quick unlock, and where it is turned on and off."""
