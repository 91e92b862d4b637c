using System.Globalization;
using CrossSell.Core.Tests.Mining;
using CrossSell.Tests;
using FsCheck;
using FsCheck.Fluent;

namespace CrossSell.Mining.Tests;

public sealed class SuitabilityMatrixTests
{
    // Of 1,000 customers 200 have building (b), 150 of them household (h) too, as have 100 others; 300 have a bike policy (k), none of them building;
    // every fifth has a card (c), whatever else; 3 have a yacht (y).
    private static readonly Transactions Customers = Baskets.Of(
    [
        .. Enumerable.Range(0, 1_000).Select(i => string.Join(' ',
            new[] { i < 200 ? "b" : "", i is < 150 or (>= 500 and < 600) ? "h" : "", i is >= 300 and < 600 ? "k" : "", i % 5 == 0 ? "c" : "", i % 400 == 7 ? "y" : "" }
                .Where(item => item.Length > 0))),
    ]);

    private static readonly SuitabilityMatrix Matrix = SuitabilityMatrix.Grade(Customers);

    [Theory]
    [InlineData("b", "h", SuitabilityGrade.Always)] // 75 %, three times the share among all
    [InlineData("h", "b", SuitabilityGrade.Always)] // 60 %
    [InlineData("b", "k", SuitabilityGrade.Unsuitable)] // never
    [InlineData("k", "b", SuitabilityGrade.Unsuitable)]
    [InlineData("b", "c", SuitabilityGrade.Unrelated)] // 20 %, as everybody
    [InlineData("k", "c", SuitabilityGrade.Unrelated)]
    [InlineData("b", "y", SuitabilityGrade.Unknown)] // three yachts tell nothing
    public void Grades_are_those_that_an_adviser_would_give(string owned, string offered, SuitabilityGrade expected) =>
        Assert.Equal(expected, Matrix[IndexOf(owned), IndexOf(offered)]);

    [Theory]
    [InlineData("b", "h", "en", "Always offer along: 75% of customers with b also have h (150 of 200, 3.0 times the share among all).")]
    [InlineData("b", "h", "de", "Immer mit anbieten: 75 % der Kunden mit b haben auch h (150 von 200, das 3,0-Fache des Anteils unter allen).")]
    [InlineData("b", "k", "en", "Unsuitable: only 0% of customers with b also have k (0 of 200, 0.0 times the share among all).")]
    [InlineData("b", "k", "de-AT", "Ungeeignet: nur 0 % der Kunden mit b haben auch k (0 von 200, das 0,0-Fache des Anteils unter allen).")]
    [InlineData("b", "c", "fr", "Unrelated: customers with b have c about as often as others.")]
    [InlineData("b", "c", "de", "Ohne Zusammenhang: Kunden mit b haben c etwa so oft wie andere.")]
    [InlineData("b", "y", "en", "Not known: 200 customers with b and 3 with y are too few to tell.")]
    [InlineData("y", "b", "de", "Nicht bekannt: 3 Kunden mit y und 200 mit b sind zu wenige, um es zu sagen.")]
    public void Reasons_are_sentences(string owned, string offered, string culture, string expected) =>
        Assert.Equal(expected, Matrix.Get(IndexOf(owned), IndexOf(offered)).Describe(CultureInfo.GetCultureInfo(culture)));

    [Fact]
    public void Names_and_baskets_are_worded_as_given()
    {
        var byBasket = SuitabilityMatrix.Grade(Customers, new SuitabilityOptions { Unit = TransactionUnit.Basket });
        string text = byBasket.Get(IndexOf("b"), IndexOf("h")).Describe(
            CultureInfo.GetCultureInfo("de"), new LocalizedText("house").With("de", "Haus"), new LocalizedText("goods").With("de", "Hausrat"));

        Assert.Equal("Immer mit anbieten: 75 % der Einkäufe mit Haus enthalten auch Hausrat (150 von 200, das 3,0-Fache des Anteils unter allen).", text);
    }

    [Fact]
    public void A_small_margin_holds_a_pair_back_and_says_so()
    {
        double[] margins = [.. Customers.ItemIds.Select(id => id == "h" ? 10.0 : 100.0)];
        var matrix = SuitabilityMatrix.Grade(Customers, new SuitabilityOptions { MinExpectedMargin = 8 }, margins);
        PairSuitability held = matrix.Get(IndexOf("b"), IndexOf("h"));

        Assert.Equal(SuitabilityGrade.Possible, held.Grade); // 0.75 * 10 is below 8
        Assert.True(held.IsHeldBackByMargin);
        Assert.EndsWith("(150 of 200, 3.0 times the share among all). The margin to be expected keeps it from a better grade.", held.ToString(), StringComparison.Ordinal);
        Assert.Equal(SuitabilityGrade.Always, matrix[IndexOf("h"), IndexOf("b")]); // 0.6 * 100
        Assert.Equal(SuitabilityGrade.Always, SuitabilityMatrix.Grade(Customers, new SuitabilityOptions { MinExpectedMargin = 7.5 }, margins)[IndexOf("b"), IndexOf("h")]);
    }

    [Theory]
    [InlineData(10, 77, 77, 10)] // in doubles 10/77*77 is below 10
    [InlineData(3, 10, 0.1, 0.03)] // and 0.3*0.1 as well
    [InlineData(1, 3, 1.8e40, 0.6e40)]
    [InlineData(10, 77, -77, -10)]
    public void A_margin_that_is_just_met_is_met(int both, int owners, double margin, double least)
    {
        var rule = new SuitabilityRule(new SuitabilityOptions { MinExpectedMargin = least }, tests: 1);
        var above = new SuitabilityRule(new SuitabilityOptions { MinExpectedMargin = Math.BitIncrement(least) }, tests: 1);
        RuleCounts counts = new(both, owners - both, 50, 500);

        Assert.False(rule.IsHeldBack(counts, margin));
        Assert.True(above.IsHeldBack(counts, margin));
        Assert.False(rule.IsHeldBack(counts, margin: null));
    }

    [Fact]
    public void The_evidence_is_there_where_something_was_found()
    {
        PairSuitability found = Matrix.Get(IndexOf("b"), IndexOf("h")), unrelated = Matrix.Get(IndexOf("b"), IndexOf("c"));

        Assert.Equal(new RuleCounts(150, 50, 100, 700), found.Counts);
        Assert.Equal(PValues.Of(found.Counts!.Value, SignificanceTest.Fisher), found.PValue);
        Assert.Equal(found.PValue * 12, found.AdjustedPValue); // four products have owners enough: 4 * 3 tests
        Assert.Equal(12, Matrix.Tests);
        Assert.Null(unrelated.Counts);
        Assert.Null(unrelated.PValue);
        Assert.Equal(["h"], Matrix.BestFor(IndexOf("b")).Select(pair => pair.Offered));
        Assert.Empty(Matrix.BestFor(IndexOf("c"), SuitabilityGrade.Possible));
    }

    [Fact]
    public void Grades_of_any_baskets_are_those_of_the_rule_applied_to_every_pair()
    {
        SuitabilityOptions options = new() { MinOwners = 3, MinExpected = 2, Alpha = 0.3, Tests = 1, AlwaysConfidence = 0.6m };
        HashSet<SuitabilityGrade> seen = [];
        Prop.ForAll(Baskets.Medium, Gen.Choose(1, 3).ToArbitrary(), (baskets, minPairCount) =>
        {
            options.MinPairCount = minPairCount;
            Transactions transactions = Baskets.Of(baskets);
            HashSet<int>[] rows = [.. Baskets.ToArrays(transactions).Select(row => row.ToHashSet())];
            var one = SuitabilityMatrix.Grade(transactions, options);
            for (int owned = 0; owned < transactions.ItemCount; owned++)
            {
                for (int offered = 0; offered < transactions.ItemCount; offered++)
                {
                    if (owned != offered)
                    {
                        SuitabilityGrade expected = ByTheRule(rows, owned, offered, options);
                        Assert.True(expected == one[owned, offered], $"{owned} to {offered} is {one[owned, offered]}, not {expected}: {one.Get(owned, offered)}");
                        seen.Add(expected);
                    }
                }
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(15));
        Assert.True(seen.Count >= 4, $"Only {string.Join(", ", seen)} were tried.");
    }

    [Fact]
    public void Any_number_of_threads_gives_the_same()
    {
        var alone = SuitabilityMatrix.Grade(Customers, new SuitabilityOptions { MaxThreads = 1 });
        for (int owned = 0; owned < Customers.ItemCount; owned++)
        {
            Assert.Equal(alone.FindingsFor(owned).ToArray(), Matrix.FindingsFor(owned).ToArray());
            Assert.Equal(alone.GradesFor(owned).ToArray(), Matrix.GradesFor(owned).ToArray());
        }

        Assert.Equal(6, Matrix.FindingCount); // building and household, building and bike, household and bike, each both ways
    }

    [Fact]
    public void What_cannot_be_graded_is_refused()
    {
        Assert.Contains("Alpha is 1; ", Assert.Throws<ArgumentException>(() => SuitabilityMatrix.Grade(Customers, new() { Alpha = 1 })).Message, StringComparison.Ordinal);
        Assert.Contains("There are 1 margins for 5 products", Assert.Throws<ArgumentException>(() => SuitabilityMatrix.Grade(Customers, margins: [1.0])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => SuitabilityMatrix.Grade(Baskets.Of("a b"), margins: [1.0, double.NaN]));
        Assert.Throws<ArgumentException>(() => SuitabilityMatrix.Grade(Baskets.Of("a").WithWeights([2])));
        Assert.Throws<ArgumentOutOfRangeException>(() => Matrix[0, 5]);
        Assert.Throws<ArgumentOutOfRangeException>(() => Matrix[-1, 0]);
        Assert.Throws<ArgumentException>(() => Matrix[1, 1]);
        Assert.Throws<ArgumentOutOfRangeException>(() => Matrix.BestFor(0, SuitabilityGrade.Unsuitable));
        using CancellationTokenSource source = new();
        source.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => SuitabilityMatrix.Grade(Customers, cancellation: source.Token));
    }

    [Fact]
    public void All_that_is_wrong_with_options_is_listed()
    {
        SuitabilityOptions wrong = new()
        {
            MinOwners = 0, MinExpected = -1, MinPairCount = 0, Alpha = double.NaN, Tests = 0.5, GoodLift = 0.5m, AlwaysLift = 0.2m, GoodConfidence = 2, AlwaysConfidence = 1.5m,
            UnsuitableLift = 1.1m, MinExpectedMargin = double.NaN, Unit = (TransactionUnit)7, MaxThreads = 0,
        };

        Assert.Equal(13, wrong.Validate().Count);
        Assert.Contains("AlwaysLift is 0.2; it must be at least GoodLift, 0.5.", wrong.Validate());
        Assert.Empty(new SuitabilityOptions().Validate());
    }

    [Fact]
    public void The_page_states_the_thresholds_that_the_code_has()
    {
        SuitabilityOptions o = new();
        string[] page = File.ReadAllLines(Path.Combine(SharedData.RepositoryRoot, "docs", "suitability.md"));
        string[] expected =
        [
            .. new (string Name, IFormattable Value)[]
            {
                (nameof(o.MinOwners), o.MinOwners), (nameof(o.MinExpected), o.MinExpected), (nameof(o.Alpha), o.Alpha), (nameof(o.AlwaysLift), o.AlwaysLift),
                (nameof(o.AlwaysConfidence), o.AlwaysConfidence), (nameof(o.GoodLift), o.GoodLift), (nameof(o.GoodConfidence), o.GoodConfidence),
                (nameof(o.UnsuitableLift), o.UnsuitableLift), (nameof(o.MinExpectedMargin), o.MinExpectedMargin), (nameof(o.MinPairCount), o.MinPairCount),
            }.Select(option => $"| `{option.Name}` | {option.Value.ToString(format: null, CultureInfo.InvariantCulture)} |"),
        ];

        Assert.Equal(expected, page.Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .Select(line => string.Join('|', line.Split('|').Take(3)) + "|"));
    }

    private static int IndexOf(string id) => Customers.ItemIds.ToList().IndexOf(id);

    private static SuitabilityGrade ByTheRule(HashSet<int>[] rows, int owned, int offered, SuitabilityOptions options)
    {
        int owners = rows.Count(row => row.Contains(owned)), buyers = rows.Count(row => row.Contains(offered)), n = rows.Length;
        if (Math.Min(owners, buyers) < options.MinOwners)
        {
            return SuitabilityGrade.Unknown;
        }

        int both = rows.Count(row => row.Contains(owned) && row.Contains(offered));
        bool isCounted = both >= options.MinPairCount;
        both = isCounted ? both : options.MinPairCount - 1;
        decimal expected = (decimal)owners * buyers / n;
        SuitabilityGrade without = expected >= options.MinExpected ? SuitabilityGrade.Unrelated : SuitabilityGrade.Unknown;
        if (both > Math.Min(owners, buyers) || both < owners + buyers - n)
        {
            return without;
        }

        var t = RuleCounts.FromMargins(both, owners, buyers, n);
        decimal lift = (decimal)both * n / ((decimal)owners * buyers), confidence = (decimal)both / owners;
        if (lift > 1 && isCounted && PValues.Of(t, SignificanceTest.Fisher) <= options.Alpha)
        {
            return lift >= options.AlwaysLift && confidence >= options.AlwaysConfidence ? SuitabilityGrade.Always
                : lift >= options.GoodLift && confidence >= options.GoodConfidence ? SuitabilityGrade.Good
                : SuitabilityGrade.Possible;
        }

        return lift <= options.UnsuitableLift && PValues.Of(t, SignificanceTest.FisherNegative) <= options.Alpha ? SuitabilityGrade.Unsuitable : without;
    }
}
