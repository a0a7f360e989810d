"""The peer of the desk: Django's own admin, with a plan, its KPIs and its projects as one form.

Everybody may do everything in it, and nothing else happens: no people, no permissions, no linter,
no versions, no merging, no record. These are its addresses; its settings are `admin_settings`.
"""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.urls import path

from guankao.web.planning.models import Indicator, Plan, Project


class Open(admin.AdminSite):
    """An admin that asks nobody who they are."""

    def has_permission(self, _request: HttpRequest) -> bool:
        return True


class _Allowed:
    def has_view_permission(self, *_about: Any) -> bool:
        return True

    has_add_permission = has_change_permission = has_delete_permission = has_view_permission
    has_module_permission = has_view_permission

    def log_change(self, *_about: Any) -> None:
        """Its record names a person, and there is none."""


class _Indicators(_Allowed, admin.TabularInline):
    model = Indicator
    fields = ("number", "name", "evaluation_method", "standard", "standard_remark", "target_text")
    extra = 0


class _Projects(_Allowed, admin.TabularInline):
    model = Project
    fields = ("work_plan", "title", "category", "content_items")
    extra = 0


class _PlanAdmin(_Allowed, admin.ModelAdmin):
    fields = ("chapter", "introduction")
    inlines = (_Indicators, _Projects)


class _IndicatorAdmin(_Allowed, admin.ModelAdmin):
    fields = ("number", "name", "evaluation_method", "standard", "target_text", "note")


site = Open()
site.register(Plan, _PlanAdmin)
site.register(Indicator, _IndicatorAdmin)
urlpatterns = [path("admin/", site.urls)]
