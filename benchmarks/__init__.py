"""What the program must reach, measured: `python -m benchmarks [names]`, or `python3 run.py bench`."""
