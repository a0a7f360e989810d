"""Agencies as a tree; people, roles and permissions come with the desk."""
