using CrossSell.Testing;

namespace CrossSell.Storage.Sqlite.Tests;

public sealed class SqliteContractTests
{
    public static TheoryData<string> Cases => [.. LedgerContract.Cases.Select(one => one.Name)];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task The_store_keeps_the_contract(string name)
    {
        using var fixture = new SqliteFixture();

        await LedgerContract.Cases.Single(one => one.Name == name).RunAsync(fixture);
    }

    [Fact]
    public async Task Counting_before_the_lock_fails_the_contract_on_a_real_file()
    {
        // A race shows by chance: rounds are run until it does.
        bool shown = false;
        for (int round = 0; round < 8 && !shown; round++)
        {
            using var fixture = new SqliteFixture { Mistake = Mistake.ReadsBeforeLocking };
            shown = (await LedgerContract.RunAsync(fixture)).Count > 0;
        }

        Assert.True(shown, "Counting before the lock stood eight rounds.");
    }
}
