"""The desk: the door to it, its first page, and the pages of people and agencies."""
