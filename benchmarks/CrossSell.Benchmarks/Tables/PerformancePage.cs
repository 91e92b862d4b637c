namespace CrossSell.Benchmarks.Tables;

/// <summary>docs/performance.md: text that people write, with tables between markers that only the command writes.</summary>
internal static class PerformancePage
{
    private const string End = "<!-- end -->";

    /// <summary>Puts a table between <c>&lt;!-- table: name --&gt;</c> and the next <c>&lt;!-- end --&gt;</c>.</summary>
    public static void Write(string path, string name, string table)
    {
        string page = File.ReadAllText(path);
        string marker = $"<!-- table: {name} -->";
        int start = page.IndexOf(marker, StringComparison.Ordinal);
        int end = start < 0 ? -1 : page.IndexOf(End, start, StringComparison.Ordinal);
        if (end < 0)
        {
            throw new InvalidOperationException($"{Path.GetFileName(path)} has no '{marker}' with '{End}' after it.");
        }

        File.WriteAllText(path, string.Concat(page.AsSpan(0, start + marker.Length), "\n", table, page.AsSpan(end)));
        Console.Error.WriteLine($"table '{name}' written");
    }
}
