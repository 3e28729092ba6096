"""Links, form fields and bookmarks: what lies on the pages besides what is drawn."""
