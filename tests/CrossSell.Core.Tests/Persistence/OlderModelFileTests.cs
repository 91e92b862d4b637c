using CrossSell.Core.Tests.Model;

namespace CrossSell.Core.Tests.Persistence;

/// <summary>Model files as earlier releases wrote them are read for ever after: one file for each version of the format, never written again.</summary>
public sealed class OlderModelFileTests
{
    [Fact]
    public void A_file_of_version_1_is_read_with_its_products_rules_and_reasons()
    {
        CrossSellModel model = CrossSellModel.FromBytes(ReadFile("insurance-v1.model.bin")).Bind(SmallMarket.Insurance());

        Assert.Equal(["building", "household", "liability", "cyber"], model.Products.Select(p => p.Id.Value));
        Assert.Equal("Hausratversicherung", model.Products[1].Name.For(System.Globalization.CultureInfo.GetCultureInfo("de")));
        Assert.Equal(20, model.TransactionCount);
        Assert.Equal("{building} => {household} (confidence 0.75, lift 2.14, 6 of 8)", model.Recommend(new CustomerId("C-07"), 1)[0].Rule!.ToString());
    }

    [Fact]
    public void A_file_of_version_1_becomes_one_of_the_present_version_when_it_is_saved() =>
        Assert.Equal(ReadFile("insurance-v2.model.bin"), CrossSellModel.FromBytes(ReadFile("insurance-v1.model.bin")).ToBytes());

    [Fact]
    public void The_present_version_is_2_and_a_change_of_its_bytes_needs_another() =>
        Assert.Equal(ReadFile("insurance-v2.model.bin"), SmallMarket.Model(SmallMarket.Insurance(), SmallMarket.InsuranceCatalog()).ToBytes());

    private static byte[] ReadFile(string name) => File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Persistence", "Files", name));
}
