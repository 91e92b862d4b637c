using System.Globalization;
using CrossSell.Core.Tests.Mining;

namespace CrossSell.Mining.Tests;

public sealed class SuitabilityGridTests
{
    private static readonly Transactions _customers = Baskets.Of(
    [
        .. Enumerable.Range(0, 1_000).Select(i => string.Join(' ',
            new[] { i < 200 ? "b" : "", i is < 150 or (>= 500 and < 600) ? "h" : "", i is >= 300 and < 600 ? "k" : "", i % 5 == 0 ? "c" : "", i % 400 == 7 ? "y" : "" }
                .Where(item => item.Length > 0))),
    ]);

    [Fact]
    public void The_square_holds_the_grades_of_the_matrix_the_most_frequent_products_first()
    {
        var matrix = SuitabilityMatrix.Grade(_customers);
        var grid = SuitabilityGrid.Of(matrix, most: 4);

        Assert.Equal(["k", "h", "b", "c"], grid.Ids);
        Assert.Equal(SuitabilityGrade.Always, grid[2, 1]);
        Assert.Equal(SuitabilityGrade.Unsuitable, grid[2, 0]);
        Assert.Equal(SuitabilityGrade.Unrelated, grid[2, 3]);
        Assert.Null(grid[1, 1]);
        Assert.Equal(12, Enum.GetValues<SuitabilityGrade>().Sum(grid.CountOf));
        Assert.StartsWith("Immer mit anbieten: 75 %", grid.Get(2, 1).Describe(CultureInfo.GetCultureInfo("de")), StringComparison.Ordinal);
        Assert.Equal("owned,k,h,b,c\nk,,", grid.ToCsv()[..17]);
        Assert.Contains("\nb,unsuitable,always,,unrelated\n", grid.ToCsv(), StringComparison.Ordinal);
        Assert.Equal(["c", "b"], SuitabilityGrid.Of(matrix, ["c", "nobody's", "b", "c"]).Ids);
        Assert.Throws<ArgumentOutOfRangeException>(() => grid[4, 0]);
        Assert.Throws<ArgumentException>(() => grid.Get(1, 1));
    }

    [Fact]
    public void Categories_are_graded_as_if_they_were_products()
    {
        ProductCatalog catalog = new(
        [
            new Product { Id = new("b"), Category = "Home" }, new Product { Id = new("h"), Category = "Home" }, new Product { Id = new("k"), Category = "Bike, etc." }, new Product { Id = new("c") },
        ]);
        var grid = SuitabilityGrid.ByCategory(_customers, catalog);
        var byHand = SuitabilityMatrix.Grade(Baskets.Of([.. Enumerable.Range(0, 1_000).Select(i => string.Join(' ', new[] { i is < 200 or (>= 500 and < 600) ? "Home" : "", i is >= 300 and < 600 ? "Bike" : "" }.Where(c => c.Length > 0)))]));

        Assert.Equal(["Bike, etc.", "Home"], grid.Ids);
        Assert.Equal(byHand[0, 1], grid[0, 1]!.Value);
        Assert.Equal((300, 300), (grid.Get(0, 1).Owners, grid.Get(0, 1).Buyers));
        Assert.StartsWith("owned,\"Bike, etc.\",Home\n\"Bike, etc.\",,", grid.ToCsv(), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_grade_has_a_name_in_both_languages_and_a_sign_of_its_own()
    {
        SuitabilityGrade[] grades = Enum.GetValues<SuitabilityGrade>();

        Assert.Equal(6, grades.Select(SuitabilityGrid.SignOf).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal("passt gut", SuitabilityGrid.NameOf(SuitabilityGrade.Good, CultureInfo.GetCultureInfo("de-CH")));
        Assert.Equal("suits well", SuitabilityGrid.NameOf(SuitabilityGrade.Good, CultureInfo.InvariantCulture));
    }
}
