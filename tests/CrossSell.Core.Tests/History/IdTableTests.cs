using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace CrossSell.Tests;

public sealed class IdTableTests
{
    private static readonly string[] Awkward =
    [
        "7", "007", "0", "00", " 7", "7 ", "ä", "a\u0308", "Ä", "ß", "ss", "\uD83D\uDE00", "\uD83D\uDE01", "e\0", "e", "e\0\0", "null", "NaN", "-1", "１",
        "\u00A0x", "x\u00A0", "\uFEFFx", "x", "\uFFFC", "\uE000", "\uD7FF", "\uDBFF\uDFFF", "12345678", "123456789", "1234567", "1234", "12345",
    ];

    private static IdTable TableOf(IEnumerable<string> ids)
    {
        var builder = new IdTableBuilder();
        foreach (string id in ids)
        {
            builder.GetOrAdd(id);
        }

        return builder.Build();
    }

    [Fact]
    public void Every_text_is_kept_exactly_and_found_again()
    {
        IdTable table = TableOf(Awkward);

        Assert.Equal(Awkward, table);
        Assert.All(Awkward, (id, i) =>
        {
            Assert.Equal(i, table.IndexOf(id));
            Assert.Equal(i, table.IndexOf(Encoding.UTF8.GetBytes(id)));
            Assert.Equal(id, table[i]);
            Assert.Equal(Encoding.UTF8.GetBytes(id), table.Utf8(i).ToArray());
        });
    }

    [Theory]
    [InlineData("07")]
    [InlineData("7\0")]
    [InlineData("A\u0308")]
    [InlineData("\uD83D\uDE02")]
    [InlineData("")]
    public void An_absent_id_has_no_index(string absent)
    {
        Assert.Equal(-1, TableOf(Awkward).IndexOf(absent));
        Assert.Equal(-1, TableOf(Awkward).IndexOf(Encoding.UTF8.GetBytes(absent)));
        Assert.Equal(-1, IdTable.Empty.IndexOf(absent));
    }

    [Fact]
    public void A_text_with_half_a_surrogate_pair_is_no_other_text()
    {
        var builder = new IdTableBuilder();
        builder.GetOrAdd("a\uFFFD");

        Assert.Equal(-1, builder.Build().IndexOf("a\uD83D"));
        Assert.Equal(-1, builder.Build().IndexOf("a\uDE00"));
        Assert.Equal(0, builder.Build().IndexOf("a\uFFFD"));
    }

    [Fact]
    public void Ids_of_ten_thousand_characters_are_ids_like_others()
    {
        string ascii = new('x', 10_000);
        string[] ids = [ascii, ascii + "y", new string('x', 9_999) + "y", string.Concat(Enumerable.Repeat("\uD83D\uDE00", 5_000)), new string('ä', 10_000)];
        IdTable table = TableOf(ids.Concat(ids));

        Assert.Equal(ids, table);
        Assert.All(ids, (id, i) => Assert.Equal(i, table.IndexOf(id)));
        Assert.Equal(-1, table.IndexOf(ascii.AsSpan(1)));
    }

    [Fact]
    public void Ids_at_the_edges_of_the_short_path_are_kept_exactly()
    {
        string[] ids = [.. from length in new[] { 1, 7, 8, 9, 127, 128, 129, 169, 170, 171 } from c in "xä€" select new string(c, length)];
        IdTable table = TableOf(ids);

        Assert.Equal(ids, table);
        Assert.All(ids, (id, i) => Assert.Equal(i, table.IndexOf(id)));
    }

    [Fact]
    public void Ids_whose_hashes_share_their_low_bits_stay_apart()
    {
        const ulong Low = 0x3FF;
        byte[][] same = [.. Enumerable.Range(0, 60_000).Select(i => Encoding.UTF8.GetBytes("K" + i)).Where(id => (IdTableBuilder.Hash(id) & Low) == Low)];
        Assert.True(same.Length > 20, "too few ids collide for this test to mean anything");
        var builder = new IdTableBuilder();

        int[] first = [.. same[1..].Select(id => builder.GetOrAdd(id))];
        int[] again = [.. same[1..].Select(id => builder.GetOrAdd(id))];
        IdTable table = builder.Build();

        Assert.Equal(Enumerable.Range(0, same.Length - 1), first);
        Assert.Equal(first, again);
        Assert.Equal(first, same[1..].Select(id => table.IndexOf(id)));
        Assert.Equal(-1, table.IndexOf(same[0]));
    }

    [Fact]
    public void A_table_grows_over_many_thousand_ids_without_losing_one()
    {
        const int Many = 100_000;
        var builder = new IdTableBuilder();
        int wrong = 0;
        for (int i = 0; i < Many; i++)
        {
            wrong += builder.GetOrAdd(Id(i)) == i && builder.GetOrAdd(Id(i / 2)) == i / 2 ? 0 : 1;
        }

        IdTable table = builder.Build();
        Assert.Equal(Many, table.Count);
        for (int i = 0; i < Many; i++)
        {
            wrong += table.IndexOf(Id(i)) == i && table.IndexOf(Id(i) + "x") == -1 ? 0 : 1;
        }

        Assert.Equal(0, wrong);

        static string Id(int i) => (i % 3) switch { 0 => $"{i}", 1 => $"Kunde-{i:D9}", _ => $"ü{i}" };
    }

    [Fact]
    public void A_table_agrees_with_a_dictionary_on_any_texts()
    {
        Gen<string> text = Gen.OneOf(
            Gen.Choose(0, 30).Select(i => $"{i}"),
            Gen.Elements(Awkward),
            Gen.Choose('a', 'c').Select(c => (char)c).ArrayOf().Select(c => new string(c)));
        Prop.ForAll(text.ListOf().ToArbitrary(), ids =>
        {
            var builder = new IdTableBuilder();
            var oracle = new Dictionary<string, int>(StringComparer.Ordinal);
            bool same = true;
            foreach (string id in ids)
            {
                oracle.TryAdd(id, oracle.Count);
                same &= builder.GetOrAdd(id) == oracle[id];
            }

            IdTable table = builder.Build();
            (IdTable ordered, int[] newIndexOf) = builder.BuildOrdered();
            return same
                && table.Count == oracle.Count
                && oracle.All(o => table.IndexOf(o.Key) == o.Value && table[o.Value] == o.Key && ordered[newIndexOf[o.Value]] == o.Key)
                && Awkward.All(id => table.IndexOf(id) == (oracle.TryGetValue(id, out int i) ? i : -1))
                && ordered.SequenceEqual(oracle.Keys.Order(PlainIdOrder.Comparer));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(200));
    }

    [Fact]
    public void An_index_outside_the_table_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => IdTable.Empty[0]);
        Assert.Throws<ArgumentOutOfRangeException>(() => TableOf(["a"])[-1]);
        Assert.Throws<ArgumentOutOfRangeException>(() => { _ = TableOf(["a"]).Utf8(1); });
    }

    [Fact]
    public void Looking_up_an_id_of_up_to_170_characters_allocates_nothing()
    {
        string id = new('ä', 170);
        IdTable table = TableOf([id]);
        _ = table.IndexOf(id);

        long before = GC.GetAllocatedBytesForCurrentThread();
        int index = table.IndexOf(id) + table.IndexOf("absent");
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal(-1, index);
        Assert.Equal(0, allocated);
    }
}
