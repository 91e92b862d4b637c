using System.Globalization;
using System.IO.Compression;
using CrossSell.ML;

namespace CrossSell.Benchmarks.Tables;

/// <summary>Points cards on the public tables, beside the full model on customers held out and on the official test rows.</summary>
/// <param name="folder">Holds <c>propensity/coil2000</c> and <c>propensity/bank-marketing</c>; a set that is not there is left out.</param>
internal sealed class CardTable(string folder)
{
    private readonly string _coil = Path.Combine(folder, "propensity", "coil2000");
    private readonly string _bank = Path.Combine(folder, "propensity", "bank-marketing");

    public string Make()
    {
        var table = new Markdown("data", "criteria", "grids", "points", "held out: AUC of the card", "of the full model", "within 0.02", "test rows: AUC of the card", "of the full model", "difference", "calibration error of the card");
        if (Directory.Exists(_coil))
        {
            LabeledCustomers train = CsvCustomers.LoadLabeled(Path.Combine(_coil, "ticdata2000.txt.gz"), new CsvCustomerOptions { HasHeader = false, Columns = { Label = "V86" } });
            CustomerTable test = CsvCustomers.Load(Path.Combine(_coil, "ticeval2000.txt.gz"), new CsvCustomerOptions { HasHeader = false });
            Row(table, "CoIL 2000", train, new LabeledCustomers(test, [.. Lines(Path.Combine(_coil, "tictgts2000.txt.gz")).Select(line => line == "1")]));
        }

        if (Directory.Exists(_bank))
        {
            var options = new CsvCustomerOptions { Columns = { Label = "y" } };
            options.Columns.Ignored.Add("duration");
            LabeledCustomers bank = CsvCustomers.LoadLabeled(Path.Combine(_bank, "bank-full.csv.gz"), options);
            string[] split = [.. Lines(Path.Combine(_bank, "split.csv.gz")).Skip(1).Select(line => line.Split(',')[1])];
            LabeledCustomers Part(string part) => bank.Select([.. Enumerable.Range(0, split.Length).Where(row => split[row] == part)]);
            Row(table, "Bank Marketing", Part("0"), Part("1"));
        }

        return table.ToString();
    }

    private static void Row(Markdown table, string data, LabeledCustomers train, LabeledCustomers test)
    {
        Console.Error.WriteLine($"  points card of {data}");
        LeadScoreCard card = new LeadScoreTrainer().Train(train);
        double[] probabilities = card.Predict(test.Table);
        double[] fullProbabilities = new LogisticPropensityTrainer().Train(train).Predict(test.Table);
        var report = PropensityReport.Of(probabilities, test.Labels);
        var full = PropensityReport.Of(fullProbabilities, test.Labels);
        table.Row(
            data, Markdown.Whole(card.Columns.Count), Markdown.Whole(card.Grids.Count), Markdown.Whole(card.MostPoints), Digits(card.Quality.Auc), Digits(card.Quality.FullAuc), card.Quality.IsWithinAllowedLoss ? "yes" : "no",
            Digits(report.Auc), Digits(full.Auc), $"{Digits(full.Auc - report.Auc)} ± {Digits(DifferenceError(probabilities, fullProbabilities, test.Labels))}", Digits(report.CalibrationError));
    }

    /// <summary>The standard error of the difference of two areas on the same customers (DeLong, DeLong and Clarke-Pearson 1988).</summary>
    private static double DifferenceError(double[] card, double[] full, ReadOnlySpan<bool> labels)
    {
        bool[] isBuyer = labels.ToArray();
        double[] a = Placements(card, isBuyer);
        double[] b = Placements(full, isBuyer);
        double Spread(bool buyers)
        {
            double[] differences = [.. Enumerable.Range(0, a.Length).Where(i => isBuyer[i] == buyers).Select(i => b[i] - a[i])];
            double mean = differences.Average();
            return differences.Sum(d => (d - mean) * (d - mean)) / (differences.Length - 1) / differences.Length;
        }

        return Math.Sqrt(Spread(true) + Spread(false));
    }

    /// <summary>For each customer the share of those of the other kind whom he stands on the right side of; a tie counts half.</summary>
    private static double[] Placements(double[] scores, bool[] isBuyer)
    {
        double[] buyers = [.. scores.Where((_, i) => isBuyer[i]).Order()];
        double[] others = [.. scores.Where((_, i) => !isBuyer[i]).Order()];
        return [.. scores.Select((score, i) => isBuyer[i] ? Below(others, score) : 1 - Below(buyers, score))];

        static double Below(double[] sorted, double score)
        {
            int First(Func<double, bool> isBeyond)
            {
                (int low, int high) = (0, sorted.Length);
                while (low < high)
                {
                    int middle = (low + high) / 2;
                    (low, high) = isBeyond(sorted[middle]) ? (low, middle) : (middle + 1, high);
                }

                return low;
            }

            return (First(v => v >= score) + First(v => v > score)) / (2.0 * sorted.Length);
        }
    }

    private static string[] Lines(string file)
    {
        using var text = new StreamReader(new GZipStream(File.OpenRead(file), CompressionMode.Decompress));
        return text.ReadToEnd().Split(['\n', '\r'], StringSplitOptions.RemoveEmptyEntries);
    }

    private static string Digits(double? value) => value?.ToString("0.000", CultureInfo.InvariantCulture) ?? "-";
}
