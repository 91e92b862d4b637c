using System.Runtime.CompilerServices;
using CrossSell.Core.Tests.Model;
using CrossSell.Core.Tests.Model.Propensity;
using CrossSell.Core.Tests.Serving;

namespace CrossSell.Core.Tests.Persistence;

/// <summary>Models that stay in their file: the same answers as those that are read, refused as those are, and unmapped when nobody has them any more.</summary>
public sealed class MappedModelFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("crosssell").FullName;

    private string File => Path.Combine(_folder, "a.model");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_mapped_model_is_the_model_that_was_saved()
    {
        PurchaseHistory history = SmallMarket.Insurance();
        CrossSellModel model = SmallMarket.Model(history, SmallMarket.InsuranceCatalog());
        model.Save(File);

        CrossSellModel mapped = CrossSellModel.Map(File).Bind(history);

        Assert.Equal(model.ToBytes(), mapped.ToBytes());
        foreach (string customer in history.Customers)
        {
            Assert.Equal(model.Recommend(new CustomerId(customer), 5).Select(Shown), mapped.Recommend(new CustomerId(customer), 5).Select(Shown));
        }
    }

    [Fact]
    public void A_mapped_ranking_scores_from_its_file_as_the_one_that_was_saved_and_the_one_that_is_loaded()
    {
        PurchaseHistory history = SmallMarket.Insurance();
        CrossSellModel model = Ranked(history);
        model.Save(File);

        CrossSellModel mapped = CrossSellModel.Map(File).Bind(history);
        CrossSellModel loaded = CrossSellModel.Load(File).Bind(history);

        Assert.Equal(model.ToBytes(), mapped.ToBytes());
        Assert.Equal(model.ToBytes(), loaded.ToBytes());
        foreach (string customer in history.Customers.Append("nobody"))
        {
            string[] offers = [.. model.Recommend(new CustomerId(customer), 5).Select(Shown)];
            Assert.Equal(offers, mapped.Recommend(new CustomerId(customer), 5).Select(Shown));
            Assert.Equal(offers, loaded.Recommend(new CustomerId(customer), 5).Select(Shown));
        }

        ItemItemScorer[] parts = [.. mapped.Ranking!.Features.Parts.Select(part => (ItemItemScorer)part.Scorer)];
        Assert.Equal([true, false], parts.Select(part => part.IsDense));
        Assert.All(parts, part => Assert.True(LiesInFile(part.Weights)));
        Assert.True(LiesInFile(parts[1].Starts) && LiesInFile(parts[1].Partners));
    }

    [Fact]
    public void Mapped_weights_of_probabilities_give_the_offers_of_those_that_were_saved_and_of_loaded_ones()
    {
        PurchaseHistory history = ManyProducts();
        CrossSellModel model = new CrossSellPipelineBuilder().MineRules().EstimatePropensity(new GivenWeights()).Build().Fit(history);
        model.Save(File);

        CrossSellModel mapped = CrossSellModel.Map(File).Bind(history);
        CrossSellModel loaded = CrossSellModel.Load(File).Bind(history);

        foreach (string customer in history.Customers.Append("nobody"))
        {
            string[] offers = [.. model.Recommend(new CustomerId(customer), 5).Select(Shown)];
            Assert.Equal(offers, mapped.Recommend(new CustomerId(customer), 5).Select(Shown));
            Assert.Equal(offers, loaded.Recommend(new CustomerId(customer), 5).Select(Shown));
        }

        Assert.True(LiesInFile(mapped.Propensity!.EffectNumbers) && LiesInFile(mapped.Propensity.MeanEffectNumbers));
        Assert.False(LiesInFile(loaded.Propensity!.EffectNumbers));
        Assert.Equal(model.Propensity!.Effects, mapped.Propensity.Effects);
        Assert.Equal(model.Propensity.MeanEffects, mapped.Propensity.MeanEffects);
        Assert.Equal(model.ToBytes(), mapped.ToBytes());
    }

    [Fact]
    public void Weights_of_probabilities_that_earlier_releases_wrote_as_lists_are_read()
    {
        byte[] present = new CrossSellPipelineBuilder().MineRules().EstimatePropensity(new GivenWeights()).Build().Fit(SmallMarket.Insurance()).ToBytes();
        FileSection[] sections = [.. SectionedFile.Read(present, "x")];
        int place = Array.FindIndex(sections, section => section.Name == "propensity");
        var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        PropensityCodec.Write(writer, CrossSellModel.FromBytes(present).Propensity!, asColumns: false);
        writer.Flush();
        sections[place] = new FileSection("propensity", 1, stream.ToArray());

        Assert.Equal(present, CrossSellModel.FromBytes(SectionedFile.Write(sections)).ToBytes());
    }

    [Fact]
    public void A_mapped_file_with_a_changed_byte_in_any_section_is_refused()
    {
        Assert.Equal(["model", "products", "rules", "scorer"], RefusesChangedBytes(SmallMarket.Model(SmallMarket.Insurance())));
        Assert.Equal(["model", "products", "rules", "scorer", "ranking"], RefusesChangedBytes(Ranked(SmallMarket.Insurance())));
        Assert.Equal(["model", "products", "rules", "scorer", "propensity"], RefusesChangedBytes(
            new CrossSellPipelineBuilder().MineRules().EstimatePropensity(new GivenWeights()).Build().Fit(SmallMarket.Insurance())));
    }

    // The names of the sections, in each of which bytes were changed.
    private IEnumerable<string> RefusesChangedBytes(CrossSellModel model)
    {
        model.Save(File);
        byte[] good = System.IO.File.ReadAllBytes(File);
        IReadOnlyList<FileSection> sections = SectionedFile.Read(good, "x");
        foreach (FileSection section in sections)
        {
            Assert.True(System.Runtime.InteropServices.MemoryMarshal.TryGetArray(section.Content, out ArraySegment<byte> at));
            foreach (int offset in new[] { 0, at.Count / 2, at.Count - 1 })
            {
                byte[] bad = [.. good];
                bad[at.Offset + offset] ^= 1;
                string file = Path.Combine(_folder, $"{section.Name}.{offset}.model");
                System.IO.File.WriteAllBytes(file, bad);

                Assert.Contains($"section '{section.Name}' does not match its checksum", Assert.Throws<ModelFormatException>(() => CrossSellModel.Map(file)).Message, StringComparison.Ordinal);
                Assert.Throws<ModelFormatException>(() => CrossSellModel.Load(file));
            }
        }

        return sections.Select(section => section.Name);
    }

    [Theory]
    [InlineData("ranking")]
    [InlineData("propensity")]
    public void Columns_that_do_not_fit_their_section_are_refused_though_the_checksums_are_right(string name)
    {
        CrossSellModel model = name == "ranking" ? Ranked(SmallMarket.Insurance()) : new CrossSellPipelineBuilder().MineRules().EstimatePropensity(new GivenWeights()).Build().Fit(SmallMarket.Insurance());
        FileSection[] sections = [.. SectionedFile.Read(model.ToBytes(), "x")];
        FileSection last = sections[^1];
        Assert.Equal(name, last.Name);
        int refused = 0;
        for (int at = 0; at < last.Content.Length; at += 3)
        {
            byte[] content = last.Content.ToArray();
            content[at] ^= 0xA5;
            sections[^1] = last with { Content = content };
            System.IO.File.WriteAllBytes(File, SectionedFile.Write(sections));
            CrossSellModel? mapped = null;
            Exception? problem = Record.Exception(() => mapped = CrossSellModel.Map(File));
            Assert.True(problem is null or ModelFormatException, $"byte {at}: {problem}");

            // Another name of a column or a product is no contradiction; at most it fits no history.
            Exception? later = Record.Exception(() => mapped?.Bind(SmallMarket.Insurance()).Recommend(new CustomerId("C-07"), 3));
            Assert.True(later is null or ArgumentException, $"byte {at}: {later}");
            refused += problem is null ? 0 : 1;
        }

        Assert.True(refused > 50, $"{refused} of {last.Content.Length / 3}");
    }

    [Fact]
    public void A_file_that_is_cut_short_empty_or_longer_than_its_table_is_refused_when_it_is_mapped()
    {
        SmallMarket.Model(SmallMarket.Insurance()).Save(File);
        byte[] good = System.IO.File.ReadAllBytes(File);
        foreach (int length in new[] { 0, 1, 47, 48, 200, good.Length - 1 })
        {
            System.IO.File.WriteAllBytes(File, good[..length]);
            Assert.Throws<ModelFormatException>(() => CrossSellModel.Map(File));
        }

        System.IO.File.WriteAllBytes(File, [.. good, .. new byte[64]]);
        Assert.Contains("where its table says", Assert.Throws<ModelFormatException>(() => CrossSellModel.Map(File)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_grows_while_it_is_mapped_or_read_is_refused()
    {
        SmallMarket.Model(SmallMarket.Insurance()).Save(File);
        using FileStream file = FixedMemory.Open(File);
        FixedMemory mapped = FixedMemory.Map(file);
        FixedMemory read = FixedMemory.Read(file);
        mapped.RequireSameLength(file);

        using (var other = new FileStream(File, FileMode.Append, FileAccess.Write, FileShare.ReadWrite))
        {
            other.WriteByte(7);
        }

        Assert.Contains("so somebody writes to it", Assert.Throws<ModelFormatException>(() => mapped.RequireSameLength(file)).Message, StringComparison.Ordinal);
        Assert.Throws<ModelFormatException>(() => read.RequireSameLength(file));
    }

    [Fact]
    public void A_file_that_is_replaced_leaves_the_models_that_have_the_old_one()
    {
        VersionedModels.Unbound(0).Save(File);
        CrossSellModel old = CrossSellModel.Map(File).Bind(VersionedModels.Desk);
        VersionedModels.Unbound(1).Save(File);
        CrossSellModel current = CrossSellModel.Map(File).Bind(VersionedModels.Desk);

        Assert.Equal(0, VersionedModels.VersionOf(old.Recommend(new CustomerId("C1"), 1)[0].Score));
        Assert.Equal(1, VersionedModels.VersionOf(current.Recommend(new CustomerId("C1"), 1)[0].Score));
    }

    [Fact]
    public void A_mapping_is_undone_when_the_last_model_that_uses_it_is_gone_and_not_before()
    {
        VersionedModels.Unbound(0).Save(File);
        WeakReference memory = Use(File);
        for (int i = 0; i < 10 && memory.IsAlive; i++)
        {
            Collect();
        }

        Assert.False(memory.IsAlive);
        Assert.True(!OperatingSystem.IsLinux() || !System.IO.File.ReadAllText("/proc/self/maps").Contains(File, StringComparison.Ordinal));
    }

    [Fact]
    public void The_numbers_of_a_file_lie_at_multiples_of_64_and_are_not_copied()
    {
        VersionedModels.Unbound(0).Save(File);
        using FileStream file = FixedMemory.Open(File);
        FixedMemory memory = FixedMemory.Map(file);
        FileSection rules = SectionedFile.Read(memory.Memory, File).Single(section => section.Name == "rules");
        FlatArray<int> starts = FlatSection.Read(rules.Content, 5).Next<int>();

        Assert.Same(memory, starts.Owner);
        Assert.Equal(0, Address(starts) % FixedMemory.Alignment);
        Assert.True(memory.IsMapped);
    }

    // More than are added up exactly without looking at bytes first.
    private static PurchaseHistory ManyProducts()
    {
        var random = new Random(4);
        return PurchaseHistory.From(Enumerable.Range(0, 40).SelectMany(c => Enumerable.Range(0, 12).Select(_ => random.Next(150)).Distinct().Select(p => new Purchase { Customer = $"C{c}", Product = $"P{p:000}" })));
    }

    private static CrossSellModel Ranked(PurchaseHistory history) => new CrossSellPipelineBuilder().MineRules().RankBy(new GivenRanking()).Build().Fit(history);

    private static bool LiesInFile<T>(ReadOnlyMemory<T> numbers)
        where T : unmanaged => System.Runtime.InteropServices.MemoryMarshal.TryGetMemoryManager(numbers, out FixedNumbers<T>? lies) && lies.Holder.IsMapped;

    private static unsafe long Address(FlatArray<int> numbers) => (long)numbers.Pointer;

    // A frame of its own, so that nothing of it stays on the stack.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference Use(string path)
    {
        CrossSellModel bound = CrossSellModel.Map(path).Bind(VersionedModels.Desk);
        Collect();
        Assert.Equal(0, VersionedModels.VersionOf(bound.Recommend(new CustomerId("C1"), 1)[0].Score));
        Assert.True(!OperatingSystem.IsLinux() || System.IO.File.ReadAllText("/proc/self/maps").Contains(path, StringComparison.Ordinal));
        return new WeakReference(bound.MappedBy);
    }

    private static void Collect()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
    }

    private static string Shown(Recommendation offer) => $"{offer.Rank} {offer.Product} {offer.Score:R} {offer.Rule} {offer.Reason}";
}
