"""What tests look up in the database: only to check what the API promises, and to set up stock quickly."""


class Database:
    def __init__(self, cluster, name):
        self._cluster = cluster
        self.name = name
        self._connection = None

    def _cursor(self):
        if self._connection is None or self._connection.closed:
            self._connection = self._cluster.connect(self.name)
        return self._connection.cursor()

    def rows(self, sql, parameters=None):
        with self._cursor() as cursor:
            cursor.execute(sql, parameters)
            return cursor.fetchall()

    def value(self, sql, parameters=None):
        return self.rows(sql, parameters)[0][0]

    def execute(self, sql, parameters=None):
        with self._cursor() as cursor:
            cursor.execute(sql, parameters)
            return cursor.rowcount

    def copy(self, table, columns, lines):
        """`lines` in COPY's text format."""
        import io
        with self._cursor() as cursor:
            cursor.copy_expert(f"COPY {table} ({', '.join(columns)}) FROM STDIN", io.StringIO("".join(lines)))

    def row_counts(self, except_tables=()):
        tables = [t for (t,) in self.rows(
            "SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
            "WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') AND NOT c.relispartition AND c.relname <> 'spatial_ref_sys'")]
        return {t: self.value(f"SELECT count(*) FROM {t}") for t in tables if t not in except_tables}

    def close(self):
        if self._connection is not None:
            self._connection.close()
        self._connection = None
