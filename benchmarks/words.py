"""The words that are searched for: of one, two and four characters, each frequent, middling, rare.

Shares are those of the goals, KPIs and projects of the sample that hold the word.
"""

SEARCH_WORDS = (
    "數",  # 19 %
    "水",  # 4 %
    "癌",  # 0.2 %
    "計畫",  # 34 %
    "教育",  # 9 %
    "長照",  # 0.4 %
    "預算執行",  # 4 %
    "文化資產",  # 0.3 %
    "氣候變遷",  # 0.2 %
)
