"""The boards of the desk: what is expected, came, is late or red, for those who steer."""
