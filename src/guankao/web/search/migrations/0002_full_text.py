"""The full-text indexes beside the entries (docs/adr/0006)."""

from django.db import migrations

# Both hold pairs of characters. The first character of a pair is indexed by itself (prefix),
# so that a query of one character walks one list. They keep places, which phrases need, and
# neither text (content) nor lengths (columnsize), which nothing asks for.
_SQLITE = [
    f"""
    CREATE VIRTUAL TABLE {table} USING fts5(
        words, facets, content='', columnsize=0, prefix='1', tokenize='ascii'
    )
    """
    for table in ("search_names", "search_texts")
]
_SQLITE_BACK = ["DROP TABLE search_names", "DROP TABLE search_texts"]

_TOKENS = """
CREATE FUNCTION search_tokens(folded text, facets text) RETURNS text[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE COST 1000 AS $$
    SELECT array_agg(letter) || array_agg(letter || next) || string_to_array(facets, ' ')
    FROM (
        SELECT letter, lead(letter) OVER (ORDER BY place) AS next
        FROM unnest(string_to_array(folded, NULL)) WITH ORDINALITY AS letters(letter, place)
    ) AS pairs
$$
"""
_POSTGRESQL = [_TOKENS]
for _index, _field in (("search_names", "name_folded"), ("search_texts", "text_folded")):
    _POSTGRESQL += [
        # Without the list of pending changes, which every search would have to read through.
        f"""
        CREATE INDEX {_index} ON search_entry USING gin (search_tokens({_field}, facets))
        WITH (fastupdate = off)
        """,
        # Nobody asks the planner to guess: frequencies are counted. Guessing would cost it the
        # tokens of every row that it samples.
        f"ALTER INDEX {_index} ALTER COLUMN 1 SET STATISTICS 0",
    ]
# Names in the order of results, without the rows that they belong to: what a walk over names
# reads. A name fits into an index row, see `LONGEST_NAME` in entries.py.
_POSTGRESQL.append("CREATE INDEX search_walk ON search_entry (rank) INCLUDE (name_folded)")
_POSTGRESQL_BACK = [
    "DROP INDEX search_walk",
    "DROP INDEX search_names",
    "DROP INDEX search_texts",
    "DROP FUNCTION search_tokens(text, text)",
]


def _run(statements):
    def run(apps, schema_editor):
        for statement in statements[schema_editor.connection.vendor]:
            schema_editor.execute(statement)

    return run


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]
    operations = [
        migrations.RunPython(
            _run({"sqlite": _SQLITE, "postgresql": _POSTGRESQL}),
            _run({"sqlite": _SQLITE_BACK, "postgresql": _POSTGRESQL_BACK}),
        )
    ]
