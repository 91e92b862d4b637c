namespace CrossSell.Storage.Sqlite;

/// <summary>Entries of one root that go into root_entry by one statement: they lie side by side, and the statement finds its way there with all of them bound at once.</summary>
internal sealed class EntryBatch(LedgerConnection connection)
{
    private const int Most = 8;
    private const int Shared = 2;
    private const int Each = 5;

    private static readonly string[] s_inserts = [.. Enumerable.Range(1, Most).Select(Text)];

    private readonly SqlValue[] _values = new SqlValue[Shared + (Each * Most)];
    private string _tenant = "";
    private string _root = "";
    private int _count;

    /// <summary>Forgets what another job left behind when it failed.</summary>
    public void Clear() => _count = 0;

    public void Add(string tenant, string root, long kind, string value, long at, Guid id, long row)
    {
        if (_count == Most || !string.Equals(root, _root, StringComparison.Ordinal) || !string.Equals(tenant, _tenant, StringComparison.Ordinal))
        {
            Write();
            _values[0] = _tenant = tenant;
            _values[1] = _root = root;
        }

        Span<SqlValue> entry = _values.AsSpan(Shared + (Each * _count), Each);
        entry[0] = kind;
        entry[1] = value;
        entry[2] = at;
        entry[3] = id;
        entry[4] = row;
        _count++;
    }

    public void Write()
    {
        if (_count > 0)
        {
            connection.Run(s_inserts[_count - 1], _values.AsSpan(0, Shared + (Each * _count)));
            _count = 0;
        }
    }

    // OR FAIL: what breaks a constraint undoes the job or the group, so that no copy of each page need be kept in case only the statement were undone.
    private static string Text(int entries) =>
        "INSERT OR FAIL INTO root_entry(root_key, tenant, kind, value, at, id, row) VALUES "
        + string.Join(", ", Enumerable.Range(0, entries).Select(entry => Shared + (Each * entry)).Select(at => $"(@1, @0, @{at}, @{at + 1}, @{at + 2}, @{at + 3}, @{at + 4})"));
}
