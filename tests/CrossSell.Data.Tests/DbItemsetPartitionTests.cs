using System.Globalization;
using CrossSell.Mining;
using Microsoft.Data.Sqlite;

namespace CrossSell.Data.Tests;

public sealed class DbItemsetPartitionTests : IDisposable
{
    private readonly SqliteConnection _connection;

    public DbItemsetPartitionTests()
    {
        SQLitePCL.Batteries_V2.Init();
        _connection = new SqliteConnection("Data Source=:memory:");
        _connection.Open();
        Execute("create table bought (day integer, basket integer, item)");
    }

    public void Dispose() => _connection.Dispose();

    [Theory]
    [InlineData(1, "0.12", null)]
    [InlineData(2, "0.08", null)]
    [InlineData(3, "9", 3)]
    [InlineData(4, "0.15", 2)]
    public async Task Parts_in_a_database_and_in_memory_give_what_the_whole_gives(int seed, string minSupport, int? maxLength)
    {
        string[][][] days = [.. Enumerable.Range(0, 4).Select(day => Draw(seed * 10 + day, baskets: 25 + (day * 15)))];
        for (int day = 0; day < 3; day++)
        {
            Insert(day, days[day]);
        }

        RuleOptions options = new() { MinSupport = SupportThreshold.Parse(minSupport), MinConfidence = 0.3m, MaxLength = maxLength };
        IItemsetPartition[] partitions =
        [
            new DbItemsetPartition(_connection, "select basket, item from bought where day = 0", days[0].Length),
            new DbItemsetPartition(_connection, "select basket, item from bought where day in (1, 2)", days[1].Length + days[2].Length),
            new TransactionsPartition(Transactions.Create(days[3])),
        ];
        Transactions whole = Transactions.Create(days.SelectMany(day => day));

        RuleSet rules = await PartitionedMiner.MineRulesAsync(partitions, options);

        string[] expected = Lines(RuleMiner.Mine(whole, options));
        Assert.NotEmpty(expected);
        Assert.Equal(expected, Lines(rules));
    }

    [Fact]
    public async Task The_example_of_the_page_runs()
    {
        Insert(0, [["a", "b"], ["a", "b"], ["c"]]);
        SqliteConnection shop = _connection;
        Transactions inMemory = Transactions.Create([["a", "b"], ["a", "c"]]);
        RuleOptions options = new() { MinSupport = SupportThreshold.FromShare(0.6m), MinConfidence = 0.9m };

        #region database
        RuleSet rules = await PartitionedMiner.MineRulesAsync(
        [
            new DbItemsetPartition(shop, "select basket, item from bought where day = 0"),
            new TransactionsPartition(inMemory),
        ], options);
        #endregion

        Assert.Equal("b => a", Assert.Single(rules) is var rule ? $"{rule.Antecedent[0]} => {rule.Consequent[0]}" : "");
    }

    [Fact]
    public async Task Whole_numbers_and_texts_are_items_and_equal_rows_count_once()
    {
        Execute("insert into bought values (0, 1, 7), (0, 1, 7), (0, 1, 'it''s'), (0, 2, 7), (0, 2, null), (0, null, 7), (0, 2, 'it''s'), (0, 3, 'x')");
        DbItemsetPartition partition = new(_connection, "select basket, item from bought", transactionCount: 5);

        Itemsets found = await partition.MineAsync(new MiningOptions { MinSupport = SupportThreshold.FromCount(2) });

        Assert.Equal(["7 2", "it's 2", "7 it's 2"], found.Select(itemset => $"{string.Join(' ', itemset.Items.Order(StringComparer.Ordinal))} {itemset.Count}").Order(StringComparer.Ordinal).OrderBy(line => line.Count(c => c == ' ')));
        Assert.Equal((5, 3), (found.TransactionCount, await new DbItemsetPartition(_connection, "select basket, item from bought").CountTransactionsAsync()));
    }

    [Fact]
    public async Task Many_candidates_are_counted_some_hundred_at_a_time()
    {
        string[][] baskets = Draw(77, baskets: 300);
        Insert(0, baskets);
        Transactions transactions = Transactions.Create(baskets);
        Itemsets all = ItemsetMiner.Mine(transactions, new MiningOptions { MinSupport = SupportThreshold.FromCount(1), MaxLength = 4 });
        Assert.True(all.CountsByLength[3] > 225);

        int[] counts = await new DbItemsetPartition(_connection, "select basket, item from bought").CountAsync(all);

        Assert.Equal(all.Select(itemset => itemset.Count), counts);
    }

    [Fact]
    public async Task What_cannot_be_an_item_is_refused_by_name()
    {
        Execute("insert into bought values (0, 1, 1.5)");
        DbItemsetPartition partition = new(_connection, "select basket, item from bought");
        Assert.Contains("1.5", (await Assert.ThrowsAsync<InvalidDataException>(() => partition.MineAsync(new MiningOptions()))).Message, StringComparison.Ordinal);
        Execute("update bought set item = 7");
        Execute("insert into bought values (0, 2, '7')");
        Assert.Contains("'7'", (await Assert.ThrowsAsync<InvalidDataException>(() => partition.MineAsync(new MiningOptions()))).Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<ArgumentException>(() => partition.MineAsync(new MiningOptions { Kind = ItemsetKind.Closed }));
        Assert.Throws<ArgumentException>(() => new DbItemsetPartition(_connection, " "));
    }

    [Theory]
    [InlineData("Milk", "milk")]
    [InlineData("MILK", "Milk")]
    [InlineData("milk", "milk")]
    public async Task A_collation_that_takes_two_ids_for_one_is_refused_and_a_query_can_name_another(string one, string other)
    {
        Execute("create table loose (basket integer, item text collate nocase)");
        Execute($"insert into loose values (1, '{one}'), (1, 'bread'), (2, '{other}'), (2, 'Bread'), (3, '{other}'), (3, '{one}')");
        DbItemsetPartition loose = new(_connection, "select basket, item from loose");
        DbItemsetPartition exact = new(_connection, "select basket, item collate binary from loose");
        MiningOptions options = new() { MinSupport = SupportThreshold.FromCount(1) };

        string message = (await Assert.ThrowsAsync<InvalidDataException>(() => loose.MineAsync(options))).Message;
        Assert.Contains("The database does not tell the item", message, StringComparison.Ordinal);
        Assert.Contains("collation", message, StringComparison.Ordinal);
        Itemsets found = await exact.MineAsync(options);
        Assert.Equal(one == other ? 3 : 2, found.Single(itemset => itemset.Items.SequenceEqual([one])).Count);
        await Assert.ThrowsAsync<InvalidDataException>(() => new DbItemsetPartition(_connection, "select basket, item from loose").CountAsync(found));
    }

    [Fact]
    public async Task Fewer_transactions_than_baskets_are_refused()
    {
        Insert(0, [["a", "b"], ["a"], ["b"]]);
        DbItemsetPartition partition = new(_connection, "select basket, item from bought", transactionCount: 2);

        Assert.Contains(
            "The query has 3 baskets, but transactionCount is 2",
            (await Assert.ThrowsAsync<InvalidDataException>(() => partition.MineAsync(new MiningOptions()))).Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<InvalidDataException>(() => partition.CountTransactionsAsync());
        Assert.Equal(3, await new DbItemsetPartition(_connection, "select basket, item from bought", transactionCount: 3).CountTransactionsAsync());
    }

    private static string[] Lines(RuleSet rules) =>
        [.. rules.Select(rule => $"{string.Join(' ', rule.Antecedent)} => {string.Join(' ', rule.Consequent)} {rule.Counts}")];

    private static string[][] Draw(int seed, int baskets)
    {
        Random random = new(seed);
        return
        [
            .. Enumerable.Range(0, baskets).Select(_ => Enumerable.Range(0, random.Next(0, 8))
                .Select(_ => Math.Min(random.Next(14), random.Next(14)).ToString(CultureInfo.InvariantCulture)).ToArray()),
        ];
    }

    private void Insert(int day, string[][] baskets)
    {
        for (int basket = 0; basket < baskets.Length; basket++)
        {
            foreach (string item in baskets[basket])
            {
                Execute(string.Create(CultureInfo.InvariantCulture, $"insert into bought values ({day}, {(day * 1000) + basket}, '{item}')"));
            }
        }
    }

    private void Execute(string sql)
    {
        using SqliteCommand command = _connection.CreateCommand();
#pragma warning disable CA2100 // The statements stand in the tests.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
