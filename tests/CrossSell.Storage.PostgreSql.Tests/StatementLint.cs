using System.Text.RegularExpressions;

namespace CrossSell.Storage.PostgreSql.Tests;

/// <summary>What a store said to the server, read from the server's own log, against the rules that let the same statements run on distributed PostgreSQL.</summary>
internal sealed class StatementLint(PostgreSqlServer server, string prefix)
{
    /// <summary>Makes the server write a connection's statements down.</summary>
    public const string Options = ";Options=-c log_statement=all";

    private readonly long _from = new FileInfo(server.LogFile).Length;

    /// <summary>Every statement since this was made names the distribution column, and none does what a cluster refuses.</summary>
    public void Check()
    {
        using var log = new FileStream(server.LogFile, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        log.Seek(_from, SeekOrigin.Begin);
        using var lines = new StreamReader(log);
        HashSet<string> said = new(StringComparer.Ordinal);
        while (lines.ReadLine() is { } line)
        {
            int at = line.IndexOf("execute ", StringComparison.Ordinal) is var execute and >= 0 ? execute : line.IndexOf("statement: ", StringComparison.Ordinal);
            if (at >= 0 && Regex.IsMatch(line[at..], $@"\b{prefix}_\w+\.\w+"))
            {
                // Whose statement it was and how it was prepared make no difference.
                said.Add(line[(line.IndexOf(':', at) + 1)..]);
            }
        }

        Assert.NotEmpty(said);

        // Only reconciling and sweeping look across all roots, and what goes over a whole ledger page by page.
        Assert.DoesNotContain(said, line => !line.Contains("root_key = $", StringComparison.Ordinal) && !line.Contains("(root_key, ", StringComparison.Ordinal)
            && !line.Contains("root_key = ANY($1)", StringComparison.Ordinal) && !line.Contains("root_key > $1 AND tenant = $2", StringComparison.Ordinal)
            && !line.Contains("WHERE tenant = $1 AND state = $2", StringComparison.Ordinal) && !Regex.IsMatch(line, $@"(FROM|INTO) {prefix}_\w+\.(meta|policy_set)\b"));
        Assert.DoesNotContain(said, line => Regex.IsMatch(line, "MERGE |SKIP LOCKED|ctid|FOR UPDATE|pg_advisory|LISTEN|(SET|RETURNING) .*clock_timestamp|SET root_key"));
    }
}
