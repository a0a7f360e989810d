"""What someone asked to be followed: action plans, and later programmes and resolutions."""
