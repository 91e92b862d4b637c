using CrossSell.Tests;

namespace CrossSell.Packages.Tests;

public sealed class SharedDataTests
{
    [Fact]
    public void A_test_whose_file_is_missing_is_skipped_and_says_which()
    {
        var fact = new SharedDataFactAttribute("no/such-file.gz", "no/other.csv");
        var theory = new SharedDataTheoryAttribute("no/such-file.gz");

        Assert.Equal("needs shared/data/no/such-file.gz, no/other.csv beside the repository", fact.Skip);
        Assert.Equal("needs shared/data/no/such-file.gz beside the repository", theory.Skip);
    }

    [Fact]
    public void A_test_that_names_no_file_runs() => Assert.Null(new SharedDataFactAttribute().Skip);

    [SharedDataFact("baskets/groceries.csv.gz")]
    public void A_packed_file_is_unpacked_on_the_way()
    {
        using StreamReader reader = SharedData.OpenText("baskets/groceries.csv.gz");

        Assert.Equal("\"transaction\",\"item\"", reader.ReadLine());
    }
}
