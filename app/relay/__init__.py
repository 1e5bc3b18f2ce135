"""The blind server: stores sealed bytes, counts claims, destroys halves."""
