"""A backup: everything that is kept, in one file, in a form that belongs to no database.

Written from one moment of the database while people go on working, and put back into an empty
place of either database, whole or not at all. docs/adr/0018.
"""
