"""The building blocks of every screen: controls that know how they look and speak, and nothing of vaults or shares."""
