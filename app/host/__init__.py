"""The operating system: clock, paths, files, processes, logs."""
