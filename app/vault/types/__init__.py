"""What values of a kind look like: checked for slips, made canonical, shown in groups, masked. A module per kind of value."""
