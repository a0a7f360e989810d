import subprocess
import sys

from guankao import __version__

WITHOUT_DJANGO = """
import sys
class Absent:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] == "django":
            raise ModuleNotFoundError(name)
sys.meta_path.insert(0, Absent())
import importlib.util
find = importlib.util.find_spec
importlib.util.find_spec = lambda name, *more: None if name == "django" else find(name, *more)
from guankao.cli.main import main
main()
"""


def _run(code, *arguments, **more):
    return subprocess.run(
        [sys.executable, "-c", code, *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=60,
        **more,
    )


def test_the_version_is_printed():
    finished = _run("from guankao.cli.main import main; main()", "--version")
    assert finished.stdout == f"guankao {__version__}\n"


def test_every_command_is_listed_also_without_the_web_extra():
    finished = _run(WITHOUT_DJANGO, "--help")
    for command in ("demo", "serve", "load", "ledger", "manage", "schema", "target"):
        assert command in finished.stdout


def test_a_command_whose_extra_is_absent_says_what_to_install():
    finished = _run(WITHOUT_DJANGO, "demo")
    assert finished.returncode == 2
    assert "pip install 'guankao[web]'" in finished.stderr


def test_reading_targets_never_imports_django():
    code = (
        "import sys\nfrom guankao.cli.main import main\n"
        "try:\n    main()\nfinally:\n    assert 'django' not in sys.modules"
    )
    finished = _run(code, "target", "read", input='{"id": 1, "text": "10%以下"}\n')
    assert finished.returncode == 0, finished.stderr
    assert '"<="' in finished.stdout
