"""Guankao for a server that speaks ASGI; made only to be measured."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "guankao.web.settings")

application = get_asgi_application()
