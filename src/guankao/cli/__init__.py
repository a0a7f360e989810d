"""The command line: a shell over the core that knows no Django."""
