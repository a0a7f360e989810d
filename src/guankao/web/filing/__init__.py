"""The pages of the desk where reports are filled in, reviewed, published and corrected."""
