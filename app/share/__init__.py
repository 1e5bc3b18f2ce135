"""Links, the share protocol, its wire messages, and the courier."""
