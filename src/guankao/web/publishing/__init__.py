"""Publishing: a document is stored by the verb of its room and shown on the public pages."""
