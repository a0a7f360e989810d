"""Django's own commands on a source checkout; an installation has `guankao manage`."""

import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "guankao.web.settings")
    execute_from_command_line(sys.argv)
