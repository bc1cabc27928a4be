"""From merged data to a page: its address, date, tags, and place in the menu."""
