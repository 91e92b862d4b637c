namespace CrossSell.Core.Tests.Scoring.Ranking.Hybrid;

/// <summary>Every kind of scorer that a model file holds comes back with the same bytes and the same scores.</summary>
public sealed class ScorerCodecTests
{
    private static readonly long s_now = new DateTime(2025, 6, 1).Ticks;

    private static readonly long[] s_first = [s_now - (60 * TimeSpan.TicksPerDay), s_now - (9 * TimeSpan.TicksPerDay)];
    private static readonly long[] s_last = [s_now - (5 * TimeSpan.TicksPerDay), s_now - (9 * TimeSpan.TicksPerDay)];

    public static TheoryData<string> Names => [.. Scorers().Select(scorer => scorer.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_scorer_comes_back_from_its_bytes(string name)
    {
        IProductScorer scorer = Scorers().Single(scorer => scorer.Name == name);
        byte[] bytes = Bytes(scorer);
        IProductScorer back = ScorerCodec.Read(new BinaryReader(new MemoryStream(bytes)));

        Assert.Equal(scorer.GetType(), back.GetType());
        Assert.Equal(scorer.Name, back.Name);
        Assert.Equal(bytes, Bytes(back));
        float[] before = new float[3];
        float[] after = new float[3];
        scorer.Score(Customer(), before);
        back.Score(Customer(), after);
        Assert.Equal(before, after);
        Assert.Contains(before, score => score != 0);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_scorer_cut_short_anywhere_is_refused(string name)
    {
        byte[] bytes = Bytes(Scorers().Single(scorer => scorer.Name == name));
        for (int length = 0; length < bytes.Length; length++)
        {
            Exception? refusal = Record.Exception(() => ScorerCodec.Read(new BinaryReader(new MemoryStream(bytes[..length]))));
            Assert.True(refusal is InvalidDataException or EndOfStreamException or ArgumentException, $"{length} of {bytes.Length} bytes: {refusal}");
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_changed_byte_gives_a_scorer_or_a_refusal_and_nothing_else(string name)
    {
        byte[] bytes = Bytes(Scorers().Single(scorer => scorer.Name == name));
        for (int at = 0; at < bytes.Length; at++)
        {
            byte[] changed = [.. bytes];
            changed[at] ^= 0xA5;
            Exception? refusal = Record.Exception(() => ScorerCodec.Read(new BinaryReader(new MemoryStream(changed))).Score(Customer(), new float[3]));
            Assert.True(refusal is null or InvalidDataException or EndOfStreamException or ArgumentException or FormatException or OverflowException, $"byte {at}: {refusal}");
        }
    }

    [Theory]
    [InlineData("sparse")]
    [InlineData("dense")]
    public void Weights_that_earlier_releases_wrote_as_lists_are_read(string name)
    {
        var expected = (ItemItemScorer)Scorers().Single(scorer => scorer.Name == name);
        var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write((byte)(expected.IsDense ? 2 : 1));
        writer.Write(name);
        writer.Write((int)expected.Combination);
        writer.Write(expected.Owned.CountsBaskets);
        writer.Write(expected.Owned.HalfLifeDays);
        if (expected.IsDense)
        {
            writer.Write(3);
        }
        else
        {
            // Partners 1; 0, 2; none, as what lies between one and the next.
            Numbers.Write(writer, [0, 1, 3, 3]);
            writer.Write(3);
            foreach (int between in new[] { 1, 0, 1 })
            {
                writer.Write7BitEncodedInt(between);
            }
        }

        Numbers.Write(writer, expected.Weights.Span);
        writer.Flush();
        stream.Position = 0;

        Assert.Equal(Bytes(expected), Bytes(ScorerCodec.Read(new BinaryReader(stream))));
    }

    [Fact]
    public void Columns_lie_at_multiples_of_64_and_are_read_where_they_lie()
    {
        byte[] bytes = Bytes(Scorers().Single(scorer => scorer.Name == "sparse"));
        var memory = FixedMemory.Copy(bytes);
        using SectionReader reader = SectionReader.Of(memory.Memory);

        var items = (ItemItemScorer)ScorerCodec.Read(reader);

        Assert.Equal(reader.BaseStream.Length, reader.BaseStream.Position);
        foreach (long address in new[] { Address(items.Starts), Address(items.Partners), Address(items.Weights) })
        {
            Assert.Equal(0, address % FixedMemory.Alignment);
            Assert.InRange(address, Address<byte>(memory.Memory), Address<byte>(memory.Memory) + bytes.Length - 1);
        }
    }

    private static unsafe long Address<T>(ReadOnlyMemory<T> numbers)
    {
        using System.Buffers.MemoryHandle handle = numbers.Pin();
        return (long)handle.Pointer;
    }

    [Fact]
    public void A_scorer_of_another_kind_and_an_unknown_kind_are_named()
    {
        Assert.Contains("'odd' is a Odd", Assert.Throws<NotSupportedException>(() => Bytes(new Odd())).Message, StringComparison.Ordinal);
        Assert.Contains("kind 99", Assert.Throws<InvalidDataException>(() => ScorerCodec.Read(new BinaryReader(new MemoryStream([99, 1, 65])))).Message, StringComparison.Ordinal);
    }

    private static IEnumerable<IProductScorer> Scorers() =>
    [
        new ProductVectorScorer("vector", ScoreCause.Trend, [1, 2, 3]),
        ItemItemScorer.Sparse("sparse", [0, 1, 3, 3], [1, 0, 2], [0.5f, 0.25f, 2], ScoreCombination.Sum, OwnedWeighting.LogBaskets),
        ItemItemScorer.Dense("dense", 3, [0, 1, 2, 3, 0, 4, 5, 6, 0], ScoreCombination.Sum, OwnedWeighting.Decay(90)),
        new FactorScorer("factors", 3, [0.1f, 0.2f, -0.3f, 0.4f, 0.5f, 0.6f], alpha: 2.5, regularization: 0.75, OwnedWeighting.LogBaskets.WithDecay(30)),
        new TimingScorer(
            new ProductTiming
            {
                BandEnds = [7, 14],
                FirstHazards = [0.01, 0.001, 0],
                FirstWeights = [20, 30, 0.5],
                RepeatHazards = [0, 0.002, 0.005],
                RepeatWeights = [0.5, 3, 9],
                TriggerStarts = [0, 0, 1, 1],
                Triggers = [new(1, 0, 8, 14, 60, 40, 5.5, 1e-6)],
                Hazards = [0.002, 0.05],
                Weights = [5, 40],
                Signals = [0.7, 3.9],
            },
            TimeSpan.FromDays(30)),
        new RepurchaseScorer([2, 3, 1.5], [20, 40, 30], [0.1, 0.2, 0], customerShape: 4, horizonDays: 14),
    ];

    private static CustomerPurchases Customer() => new([0, 2], [3, 1], s_first, s_last, s_now);

    private static byte[] Bytes(IProductScorer scorer)
    {
        var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        ScorerCodec.Write(writer, scorer);
        writer.Flush();
        return stream.ToArray();
    }

    private sealed class Odd : IProductScorer
    {
        public string Name => "odd";

        public int ProductCount => 3;

        public void Score(in CustomerPurchases customer, Span<float> scores) => scores.Clear();

        public void Explain(in CustomerPurchases customer, int product, ICollection<ScoreContribution> contributions)
        {
        }
    }
}
