"""Opening a link that somebody sent, in the window: no page of a relay is trusted for it."""
