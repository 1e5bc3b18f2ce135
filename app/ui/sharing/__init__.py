"""The screens of sharing: the sheet that makes a link, its result, and the page of what was sent."""
