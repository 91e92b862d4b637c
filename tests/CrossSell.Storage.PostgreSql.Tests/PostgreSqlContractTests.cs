using CrossSell.Testing;

namespace CrossSell.Storage.PostgreSql.Tests;

[Collection(nameof(PostgreSqlServer))]
public sealed class PostgreSqlContractTests(PostgreSqlServer server)
{
    public static TheoryData<string> Cases => [.. LedgerContract.Cases.Select(one => one.Name)];

    [PostgreSqlTheory]
    [MemberData(nameof(Cases))]
    public Task The_store_keeps_the_contract(string name) =>
        LedgerContract.Cases.Single(one => one.Name == name).RunAsync(new PostgreSqlFixture(server, "c"));

    [PostgreSqlTheory]
    [InlineData((int)LockMode.None)]
    [InlineData((int)LockMode.ForUpdateUnderRepeatableRead)]
    public async Task Wrong_locks_fail_the_contract_on_a_real_server(int mode)
    {
        LedgerContractCase exact = LedgerContract.Cases.Single(one => one.Name.StartsWith("A limit is exact under contention", StringComparison.Ordinal));

        await Assert.ThrowsAnyAsync<Exception>(() => exact.RunAsync(new PostgreSqlFixture(server, "bad" + mode) { LockMode = (LockMode)mode }));
    }
}
