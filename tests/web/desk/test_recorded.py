"""What an entry of the record says of the elements that it names."""

from __future__ import annotations

import pytest
from django.utils import translation

from guankao.web.desk.templatetags.recorded import element_names


@pytest.mark.parametrize(
    ("elements", "words"),
    [
        (["kpi/1-1"], "關鍵績效指標 1-1"),
        (["goal/2", "project/1-3"], "施政目標 2、重要計畫項目 1-3"),
        (["108/示範署/kpi/1-1"], "關鍵績效指標 1-1"),
        (["plan"], "整份文件"),
        (["measure/25"], "measure/25"),
    ],
)
def test_elements_are_called_by_their_kind(elements, words):
    with translation.override("zh-hant"):
        assert element_names(elements) == words
