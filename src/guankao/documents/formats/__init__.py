"""One folder for each file format, with its reader, its writer or both."""
