"""Office Open XML text (DOCX), as Word, LibreOffice and others write it."""
