"""What travels between sender, relay and recipient, as types. The only part of share that the relay may import."""
