"""The desktop: the only importer of PySide6."""
