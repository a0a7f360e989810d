"""What the API answers with. Texts of the documents stand as they are written."""
