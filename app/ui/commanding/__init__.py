"""What can be done by key, menu and palette: one table of actions, and the surfaces made from it."""
