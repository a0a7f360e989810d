"""The public addresses. An identifier of a document is the address of its page."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
