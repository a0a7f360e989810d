"""docs/reference/permissions.md is what the matrix and the addresses say."""

from guankao.web.desk.permissions_page import as_markdown


def test_the_page_is_what_the_matrix_says(root):
    written = (root / "docs" / "reference" / "permissions.md").read_text(encoding="utf-8")
    assert written == as_markdown(), "run tools/write_permissions_reference.py"
