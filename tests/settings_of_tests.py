"""The settings of the suite: a data directory of its own, whatever this machine is set to.

pytest-django reads the settings before any conftest is imported, so the environment is made here.
"""

import os
import tempfile

for name in [name for name in os.environ if name.startswith("GUANKAO_")]:
    if not name.startswith(("GUANKAO_TEST_", "GUANKAO_SHARED")):
        del os.environ[name]
os.environ["GUANKAO_DATA"] = tempfile.mkdtemp(prefix="guankao-tests-")
os.environ["GUANKAO_DEMO"] = "1"
# Plain static files, without the manifest that only a start of the program writes; pytest-django
# turns Django's own DEBUG off again.
os.environ["GUANKAO_DEBUG"] = "1"

from guankao.web.settings import *  # noqa: E402, F403

# Hashing that is slow on purpose would be most of what the suite does.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
