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
        var table = new Markdown("data", "criteria", "points", "held out: AUC of the card", "of the full model", "within 0.02", "test rows: AUC of the card", "of the full model", "calibration error of the card");
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
        var report = PropensityReport.Of(card.Predict(test.Table), test.Labels);
        var full = PropensityReport.Of(new LogisticPropensityTrainer().Train(train).Predict(test.Table), test.Labels);
        table.Row(
            data, Markdown.Whole(card.Criteria.Count), Markdown.Whole(card.MostPoints), Digits(card.Quality.Auc), Digits(card.Quality.FullAuc), card.Quality.IsWithinAllowedLoss ? "yes" : "no",
            Digits(report.Auc), Digits(full.Auc), Digits(report.CalibrationError));
    }

    private static string[] Lines(string file)
    {
        using var text = new StreamReader(new GZipStream(File.OpenRead(file), CompressionMode.Decompress));
        return text.ReadToEnd().Split(['\n', '\r'], StringSplitOptions.RemoveEmptyEntries);
    }

    private static string Digits(double? value) => value?.ToString("0.000", CultureInfo.InvariantCulture) ?? "-";
}
