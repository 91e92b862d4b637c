using CrossSell.Ledger;
using CrossSell.Testing;

namespace CrossSell.Storage.PostgreSql.Tests;

[Collection(nameof(PostgreSqlServer))]
public sealed class PostgreSqlContractTests(PostgreSqlServer server)
{
    private const int Rounds = 8;

    public static TheoryData<string> Cases => [.. LedgerContract.Cases.Select(one => one.Name)];

    [PostgreSqlTheory]
    [MemberData(nameof(Cases))]
    public async Task The_store_keeps_the_contract_with_statements_that_a_cluster_takes(string name)
    {
        LedgerContractCase one = LedgerContract.Cases.Single(one => one.Name == name);
        if (name.Contains("caller", StringComparison.Ordinal) || name.Contains("contention", StringComparison.Ordinal))
        {
            // Many callers say the same as one, and writing it all down would change how they meet.
            await one.RunAsync(new PostgreSqlFixture(server, "c"));
            return;
        }

        var lint = new StatementLint(server, "c");
        await one.RunAsync(new PostgreSqlFixture(server, "c") { Options = StatementLint.Options });
        lint.Check();
    }

    [PostgreSqlTheory]
    [InlineData((int)LockMode.None)]
    [InlineData((int)LockMode.ForUpdateUnderRepeatableRead)]
    public async Task Wrong_locks_fail_the_contract_on_a_real_server(int mode)
    {
        // A wrong lock fails by chance: rounds are run until it shows, and the right one stands as many.
        bool shown = false;
        for (int round = 0; round < Rounds && !shown; round++)
        {
            shown = await FailsAsync(new PostgreSqlFixture(server, $"bad{mode}r{round}") { LockMode = (LockMode)mode });
        }

        Assert.True(shown, $"{(LockMode)mode} stood {Rounds} rounds of contention.");
    }

    [PostgreSqlTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task One_statement_that_counts_and_inserts_fails_the_contract_with_and_without_a_lock_inside_it(bool locksInside)
    {
        bool shown = false;
        for (int round = 0; round < Rounds && !shown; round++)
        {
            shown = await FailsAsync(new PostgreSqlFixture(server, $"one{(locksInside ? "l" : "")}{round}") { OneStatement = true, LocksInside = locksInside });
        }

        Assert.True(shown, $"One statement stood {Rounds} rounds of contention.");
    }

    [PostgreSqlFact]
    public async Task The_right_lock_stands_as_many_rounds_as_the_wrong_ones_are_given()
    {
        for (int round = 0; round < Rounds; round++)
        {
            Assert.False(await FailsAsync(new PostgreSqlFixture(server, $"right{round}")), $"failed in round {round}");
        }
    }

    private static async Task<bool> FailsAsync(PostgreSqlFixture fixture)
    {
        LedgerContractCase exact = LedgerContract.Cases.Single(one => one.Name.StartsWith("A limit is exact under contention", StringComparison.Ordinal));
        try
        {
            await exact.RunAsync(fixture);
            return false;
        }
        catch (Exception failure) when (failure is LedgerContractViolationException or LedgerException)
        {
            return true;
        }
    }
}
