"""Tool tips that show a text as it is. Owns one rule: what strangers wrote is never read as markup.

Qt guesses whether a tip is rich text, and rich text loads pictures: a title `<img src="//host/share/a.png">` out of an imported
file would show what it likes, and on Windows hand the account's password hash to that host.
"""

from __future__ import annotations

from PySide6.QtWidgets import QWidget


def set_tip(widget: QWidget, text: str) -> None:
    """`text` letter by letter, whatever it looks like."""
    if "<" in text or "&" in text:
        import html  # late: its table of names is long, and the first paint needs none

        text = f"<qt>{html.escape(text)}</qt>"
    widget.setToolTip(text)
