"""The order of the rooms is a contract (pyproject.toml, [tool.importlinter])."""

from importlinter import cli


def test_every_import_goes_downward(monkeypatch, request):
    monkeypatch.chdir(request.config.rootpath)
    assert cli.lint_imports(no_cache=True) == cli.EXIT_STATUS_SUCCESS
