using System.Globalization;
using System.Text.Json;

namespace CrossSell.ML.Tests.RankingEvaluation;

public sealed class RankingTableTests
{
    [Fact]
    public void Each_model_is_compared_with_the_best_and_the_first_of_equals_is_it()
    {
        RankingReport[] reports = Reports("chance", "knowing", "knowing too");
        var table = RankingTable.Of(reports);

        Assert.Same(reports[1], table.Best.Report);
        Assert.Equal(["chance", "knowing", "knowing too"], table.Rows.Select(row => row.Model));
        Assert.Equal([false, true, false], table.Rows.Select(row => row.IsBest));
        Assert.Equal(RankingComparison.Of(reports[0], reports[1]), table.Rows[0].ToBest);
        Assert.Equal(0, table.Rows[2].ToBest!.Difference.Value);
        Assert.All(table.Rows, row => Assert.Equal(row.Report.IntervalOf(RankingMeasure.Ndcg), row.Ndcg));
        Assert.All(table.Rows, row => Assert.Equal(RankingTable.Columns.Count - 1, row.Numbers.Count));
    }

    [Fact]
    public void Csv_and_json_read_back_as_the_numbers_that_were_measured_in_any_culture()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
        try
        {
            var table = RankingTable.Of(Reports("chance", "a \"quoted\", one", "knowing"));
            string csv = Text(table.WriteCsv);
            using var json = JsonDocument.Parse(Text(table.WriteJson));

            string[] lines = csv.Split('\n');
            Assert.Equal(string.Join(',', RankingTable.Columns), lines[0]);
            Assert.StartsWith("\"a \"\"quoted\"\", one\",", lines[2], StringComparison.Ordinal);
            Assert.Equal(("", 5), (lines[^1], lines.Length));
            for (int row = 0; row < 3; row++)
            {
                JsonProperty[] properties = [.. json.RootElement[row].EnumerateObject()];
                double?[] fromJson = [.. properties.Skip(1).Select(property => property.Value.ValueKind == JsonValueKind.Null ? (double?)null : property.Value.GetDouble())];
                double?[] fromCsv = [.. lines[row + 1][(row == 1 ? 20 : table.Rows[row].Model.Length + 1)..].Split(',').Select(text => text.Length == 0 ? (double?)null : double.Parse(text, CultureInfo.InvariantCulture))];
                Assert.Equal(RankingTable.Columns, properties.Select(property => property.Name));
                Assert.Equal(table.Rows[row].Model, properties[0].Value.GetString());
                Assert.Equal(table.Rows[row].Numbers, fromJson);
                Assert.Equal(table.Rows[row].Numbers, fromCsv);
            }
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void The_table_to_read_stands_in_columns_and_stars_the_best()
    {
        string[] lines = RankingTable.Of(Reports("chance", "knowing")).ToString().Split('\n');

        Assert.Matches("^model +NDCG@3 +range +recall +hit rate +MAP +coverage +to best +p$", lines[0]);
        Assert.Matches(@"^chance +0\.\d{4} +0\.\d{4} - 0\.\d{4}( +0\.\d{4}){4} +-0\.\d{4} +0\.\d{4}$", lines[1]);
        Assert.Matches(@"^knowing \* +1\.0000 +1\.0000 - 1\.0000( +\d\.\d{4}){4}$", lines[2]);
        Assert.Equal(lines[0].IndexOf("NDCG@3", StringComparison.Ordinal) + 6, lines[2].IndexOf("1.0000", StringComparison.Ordinal) + 6);
        Assert.Equal(lines[0].Length, lines[1].Length);
    }

    [Fact]
    public void No_report_and_reports_of_different_customers_are_refused()
    {
        Assert.Contains("no report", Assert.Throws<ArgumentException>(() => RankingTable.Of([])).Message, StringComparison.Ordinal);
        Assert.Contains("only the same", Assert.Throws<ArgumentException>(() => RankingTable.Of([.. Reports("a", "knowing"), .. Reports(seed: 9, "b")])).Message, StringComparison.Ordinal);
        Assert.Contains("Draws is 3", Assert.Throws<ArgumentException>(() => RankingTable.Of(Reports("a"), new RankingOptions { Draws = 3 })).Message, StringComparison.Ordinal);
    }

    private static RankingReport[] Reports(params string[] names) => Reports(5, names);

    // Who is called knowing puts what was bought first; the others rank by number.
    private static RankingReport[] Reports(int seed, params string[] names)
    {
        (PurchaseMatrix known, RankingTargets targets, _) = RankingReportTests.Market(seed);
        return [.. names.Select(name => RankingReport.Of(
            RankedLists.Of(
                name,
                (customer, scores) =>
                {
                    for (int product = 0; product < scores.Length; product++)
                    {
                        scores[product] = (name.StartsWith("knowing", StringComparison.Ordinal) && targets.ProductsOf(targets.Customers.IndexOf(customer)).Contains(product) ? 100 : 0) + (product % 7);
                    }
                },
                known,
                targets.Customers,
                new RankingOptions { Top = 3 }),
            known,
            targets))];
    }

    private static string Text(Action<TextWriter> write)
    {
        using var text = new StringWriter(CultureInfo.CurrentCulture);
        write(text);
        return text.ToString();
    }
}
