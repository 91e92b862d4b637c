using System.Text.RegularExpressions;
using CrossSell.Ledger;
using CrossSell.Testing;

namespace CrossSell.Storage.PostgreSql.Tests;

/// <summary>Which values of the distribution column a call touches, read from the server's own log of statements and their parameters.</summary>
[Collection(nameof(PostgreSqlServer))]
public sealed class ShardTests(PostgreSqlServer server)
{
    [PostgreSqlFact]
    public async Task A_contact_is_reserved_sent_and_settled_on_its_roots_shard_and_others_are_only_read()
    {
        long from;
        await using (PostgreSqlLedgerStore store = await PostgreSqlLedgerStore.OpenAsync(
            server.ConnectionString + StatementLint.Options, new PostgreSqlLedgerOptions { Schema = "shard_one" }))
        {
            var ledger = new ContactLedger(
                store, new PlainLimits(new LimitSpec { Name = "one", Limit = 2, Window = TimeSpan.FromDays(7) }), new ContactLedgerOptions { ContactPointKey = new byte[32] });
            var ask = new ContactRequest { IdempotencyKey = "k", Customer = new CustomerId("C"), Household = "H", Channel = "email", ContactPoint = "c@example.org" };

            // Seen for the first time, the customer gets a pointer on a shard of his own.
            Assert.True((await ledger.ReserveAsync(ask with { IdempotencyKey = "first" })).IsAccepted);
            from = new FileInfo(server.LogFile).Length;
            Contact contact = (await ledger.ReserveAsync(ask)).Contact!;
            Assert.False((await ledger.ReserveAsync(ask with { IdempotencyKey = "other" })).IsAccepted);
            Dispatch begun = await ledger.BeginDispatchAsync(ContactRef.Of(contact), contact.Fence);
            Assert.Equal(DispatchOutcome.Begun, begun.Outcome);
            await ledger.CommitAsync(ContactRef.Of(contact), ContactState.Sent, begun.Contact!.Fence);
        }

        HashSet<(bool Writes, string Table, string Root)> touched = Touched(from, "shard_one");
        Assert.Contains((true, "contact", "household:H"), touched);
        Assert.Contains((true, "decision", "household:H"), touched);
        Assert.All(touched.Where(one => one.Writes), one => Assert.Equal("household:H", one.Root));

        // The look before the lock asks where the customer lives; objections are those of the customer and of his address.
        Assert.Equal(
            ["objection", "objection", "subject customer:C"],
            touched.Where(one => one.Root != "household:H").Select(one => one.Table == "objection" ? one.Table : $"{one.Table} {one.Root}").Order(StringComparer.Ordinal));
    }

    private HashSet<(bool Writes, string Table, string Root)> Touched(long from, string schema)
    {
        using var log = new FileStream(server.LogFile, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        log.Seek(from, SeekOrigin.Begin);
        using var lines = new StreamReader(log);
        HashSet<(bool, string, string)> touched = [];
        Match? statement = null;
        while (lines.ReadLine() is { } line)
        {
            if (line.Contains("execute ", StringComparison.Ordinal))
            {
                statement = Regex.Match(line, $@"execute [^:]*: *(\w+).*?\b{schema}\.(\w+)");
            }
            else if (statement is { Success: true } && Regex.Match(line, @"parameters: \$1 = '([^']*)'") is { Success: true } parameters
                && PostgreSqlSchema.Distributed.Contains(statement.Groups[2].Value))
            {
                touched.Add((statement.Groups[1].Value != "SELECT", statement.Groups[2].Value, parameters.Groups[1].Value));
                statement = null;
            }
        }

        return touched;
    }
}
