"""The operating system, behind small doors: paths, files, locks, clock, settings, log, hardening. Knows no vault and no share."""
