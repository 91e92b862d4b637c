using System.Text;
using CrossSell.Core.Tests.Model;

namespace CrossSell.Core.Tests.Persistence;

public sealed class ModelFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("crosssell").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_saved_model_is_loaded_whole_names_translations_and_margins_included()
    {
        var catalog = new ProductCatalog(
        [
            new Product { Id = new ProductId("building"), Name = new LocalizedText("Building").With("de", "Gebäude").With("fr", "Bâtiment"), Category = "property", Margin = 12.50m },
            new Product { Id = new ProductId("household"), Kind = ProductKind.Repurchasable },
        ]);
        CrossSellModel model = SmallMarket.Model(SmallMarket.Insurance(), catalog);
        string path = Path.Combine(_folder, "a.model");

        model.Save(path);
        CrossSellModel loaded = CrossSellModel.Load(path);

        Assert.Equal(model.Products, loaded.Products);
        Assert.Equal("Bâtiment", loaded.Products[0].Name.For(System.Globalization.CultureInfo.GetCultureInfo("fr-CA")));
        Assert.Equal((model.Unit, model.TransactionCount, model.RuleCount), (loaded.Unit, loaded.TransactionCount, loaded.RuleCount));
        Assert.True(loaded.RuleCount > 0);
        Assert.Equal(Enumerable.Range(0, model.RuleCount).Select(i => model.RuleAt(i).ToString()), Enumerable.Range(0, loaded.RuleCount).Select(i => loaded.RuleAt(i).ToString()));
        Assert.Equal(model.ToBytes(), loaded.ToBytes());
        Assert.Equal(["a.model"], Directory.GetFiles(_folder).Select(Path.GetFileName));
    }

    [Fact]
    public void The_file_names_no_customer()
    {
        PurchaseHistory history = PurchaseHistory.From(Enumerable.Range(0, 30).SelectMany(c => new[]
        {
            new Purchase { Customer = $"customer-{c:000}", Product = "building", Seller = "seller-7", Basket = $"contract-{c}" },
            new Purchase { Customer = $"customer-{c:000}", Product = "household", Channel = "channel-3" },
        }));

        string bytes = Encoding.Latin1.GetString(SmallMarket.Model(history).ToBytes());

        Assert.Contains("household", bytes, StringComparison.Ordinal);
        Assert.DoesNotContain("customer-", bytes, StringComparison.Ordinal);
        Assert.DoesNotContain("contract-", bytes, StringComparison.Ordinal);
        Assert.DoesNotContain("seller-", bytes, StringComparison.Ordinal);
        Assert.DoesNotContain("channel-", bytes, StringComparison.Ordinal);
    }

    [Fact]
    public void Erasing_a_customer_from_the_history_erases_him_for_the_model()
    {
        PurchaseHistory history = SmallMarket.Insurance();
        CrossSellModel model = SmallMarket.Model(history);

        CrossSellModel without = model.Bind(history.WithoutCustomers([new CustomerId("C-07")]));

        Assert.Equal(OfferEvidence.Rule, model.Recommend(new CustomerId("C-07"), 1)[0].Evidence);
        Assert.Equal(OfferEvidence.ColdStart, without.Recommend(new CustomerId("C-07"), 1)[0].Evidence);
    }

    [Fact]
    public void A_file_cut_short_anywhere_is_refused()
    {
        byte[] file = SmallMarket.Model(SmallMarket.Insurance()).ToBytes();

        for (int length = 0; length < file.Length; length++)
        {
            ModelFormatException error = Assert.Throws<ModelFormatException>(() => CrossSellModel.FromBytes(file[..length], "cut.model"));
            Assert.StartsWith("cut.model cannot be read as a CrossSell model: ", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_file_with_any_one_bit_changed_is_refused()
    {
        byte[] file = SmallMarket.Model(SmallMarket.Insurance()).ToBytes();

        for (int i = 0; i < file.Length; i++)
        {
            file[i] ^= 0x10;
            Assert.Throws<ModelFormatException>(() => CrossSellModel.FromBytes(file));
            file[i] ^= 0x10;
        }

        Assert.NotNull(CrossSellModel.FromBytes(file));
    }

    [Theory]
    [InlineData("", "it is empty")]
    [InlineData("customer,product\n1,bread\n", "it does not begin with the mark 'CROSSELL', so it is another kind of file")]
    public void A_foreign_file_is_refused_by_name(string content, string problem)
    {
        string path = Path.Combine(_folder, "foreign.csv");
        File.WriteAllText(path, content);

        ModelFormatException error = Assert.Throws<ModelFormatException>(() => CrossSellModel.Load(path));

        Assert.Equal($"{path} cannot be read as a CrossSell model: {problem}.", error.Message);
    }

    [Fact]
    public void A_file_of_a_later_frame_says_that_a_later_release_wrote_it()
    {
        byte[] file = SmallMarket.Model(SmallMarket.Insurance()).ToBytes();
        file[8] = 2;

        ModelFormatException error = Assert.Throws<ModelFormatException>(() => CrossSellModel.FromBytes(file));

        Assert.Contains("version 2", error.Message, StringComparison.Ordinal);
        Assert.Contains("a later release wrote it", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_section_that_this_release_does_not_know_is_passed_over()
    {
        CrossSellModel model = SmallMarket.Model(SmallMarket.Insurance());
        IReadOnlyList<FileSection> sections = SectionedFile.Read(model.ToBytes(), "x");

        byte[] extended = SectionedFile.Write([new FileSection("of the future", 9, new byte[1000]), .. sections]);

        Assert.Equal(model.ToBytes(), CrossSellModel.FromBytes(extended).ToBytes());
    }

    [Fact]
    public void Sections_with_right_checksums_and_wrong_contents_are_refused()
    {
        IReadOnlyList<FileSection> sections = SectionedFile.Read(SmallMarket.Model(SmallMarket.Insurance()).ToBytes(), "x");

        foreach (FileSection section in sections)
        {
            byte[] content = section.Content.ToArray();
            for (int i = 0; i < content.Length; i++)
            {
                byte original = content[i];
                foreach (byte wrong in new byte[] { 0xFF, 0x80, (byte)(original + 1) })
                {
                    content[i] = wrong;
                    FileSection forged = section with { Content = content };
                    byte[] file = SectionedFile.Write([.. sections.Select(s => s == section ? forged : s)]);
                    try
                    {
                        // A changed count may still make sense; then scoring must stay within its arrays.
                        CrossSellModel model = CrossSellModel.FromBytes(file);
                        _ = model.RecommendWith(model.Products.Select(p => p.Id).Take(2), 5);
                    }
                    catch (ModelFormatException)
                    {
                        continue;
                    }
                    finally
                    {
                        content[i] = original;
                    }
                }
            }
        }
    }

    [Fact]
    public void A_missing_section_is_named()
    {
        IReadOnlyList<FileSection> sections = SectionedFile.Read(SmallMarket.Model(SmallMarket.Insurance()).ToBytes(), "x");

        byte[] file = SectionedFile.Write([.. sections.Where(s => s.Name != "rules")]);

        Assert.Contains("it has no section 'rules'", Assert.Throws<ModelFormatException>(() => CrossSellModel.FromBytes(file)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_save_that_fails_leaves_the_old_file_and_no_other()
    {
        CrossSellModel model = SmallMarket.Model(SmallMarket.Insurance());
        string folder = Path.Combine(_folder, "is a folder");
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "inside"), "kept");

        Assert.ThrowsAny<Exception>(() => model.Save(folder));
        Assert.ThrowsAny<IOException>(() => model.Save(Path.Combine(_folder, "missing folder", "a.model")));

        Assert.Equal([folder], Directory.GetFileSystemEntries(_folder));
        Assert.Equal("kept", File.ReadAllText(Path.Combine(folder, "inside")));
    }
}
