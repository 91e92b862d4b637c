using CrossSell.Benchmarks.Generated;
using CrossSell.ML;

namespace CrossSell.Benchmarks.Tables;

/// <summary>Learning on the public tables, and on generated ones of stated shapes: CPU time of a warm process, and how well customers held out are predicted.</summary>
/// <param name="folder">Holds <c>propensity/coil2000</c> and <c>propensity/bank-marketing</c>; a set that is not there is left out.</param>
/// <param name="runs">How often each is run; medians are told.</param>
internal sealed class LearningTable(string folder, int runs)
{
    private readonly string _coil = Path.Combine(folder, "propensity", "coil2000");
    private readonly string _bank = Path.Combine(folder, "propensity", "bank-marketing");

    /// <summary>Single fits.</summary>
    public string Fits()
    {
        var table = new Markdown("fit", "rows", "columns", "1 thread CPU s", "2 threads wall s", "recorded of others, CPU s");
        if (Directory.Exists(_coil))
        {
            (FeatureMatrix wide, bool[] labels) = Coil(oneHot: true);
            (FeatureMatrix plain, _) = Coil(oneHot: false);
            Row("CoIL, logistic, ridge 1, with standard errors", wide, "scikit-learn 0.25, ML.NET 0.19 (without errors)", threads =>
                LogisticRegression.Fit(wide, labels, options: new LogisticOptions { Ridge = 1, MaxThreads = threads }));
            Row("CoIL, lasso at 100 strengths", plain, "glmnet 2.6", threads => ElasticNet.Fit(plain, labels, options: new ElasticNetOptions { MaxThreads = threads }));
            Row("CoIL, elastic net 0.5 at 100 strengths", plain, "glmnet 1.7", threads => ElasticNet.Fit(plain, labels, options: new ElasticNetOptions { Alpha = 0.5, MaxThreads = threads }));
        }

        (FeatureMatrix choices, int[] classes, string[] names) = GeneratedChoices.Make(rows: 100_000, columns: 60, classes: 40, seed: 5);
        Row("generated, multinomial of 40 classes, ridge 5", choices, "-", threads =>
            MultinomialRegression.Fit(choices, classes, names, options: new MultinomialOptions { Ridge = 5, StandardErrors = false, MaxThreads = threads }));
        return table.ToString();

        void Row(string title, FeatureMatrix matrix, string others, Action<int> fit)
        {
            Console.Error.WriteLine($"  {title}");
            TimeSpan one = CpuStopwatch.Median(runs, () => fit(1)).Cpu;
            TimeSpan two = CpuStopwatch.Median(runs, () => fit(2)).Wall;
            table.Row(title, Markdown.Whole(matrix.Rows), Markdown.Whole(matrix.Columns), Markdown.Seconds(one.TotalSeconds), Markdown.Seconds(two.TotalSeconds), others);
        }
    }

    /// <summary>Whole trainings with the library's own choices, judged on the official test rows.</summary>
    public string Trainings()
    {
        var table = new Markdown("data", "trainer", "1 thread CPU s", "2 threads wall s", "AUC", "log loss", "calibration error", "recorded of others: AUC / log loss / CPU s");
        if (Directory.Exists(_coil))
        {
            var options = new CsvCustomerOptions { HasHeader = false, Columns = { Label = "V86" } };
            LabeledCustomers train = CsvCustomers.LoadLabeled(Path.Combine(_coil, "ticdata2000.txt.gz"), options);
            CustomerTable test = CsvCustomers.Load(Path.Combine(_coil, "ticeval2000.txt.gz"), new CsvCustomerOptions { HasHeader = false });
            bool[] answers = [.. Lines(Path.Combine(_coil, "tictgts2000.txt.gz")).Select(line => line == "1")];
            Both("CoIL 2000", train, new LabeledCustomers(test, answers), "logistic one-hot, CV: 0.7343 / 0.2055 / -", "XGBoost, CV: 0.7284 / 0.2058 / 6.6");
        }

        if (Directory.Exists(_bank))
        {
            var options = new CsvCustomerOptions { Columns = { Label = "y" } };
            options.Columns.Ignored.Add("duration");
            LabeledCustomers bank = CsvCustomers.LoadLabeled(Path.Combine(_bank, "bank-full.csv.gz"), options);
            string[] split = [.. Lines(Path.Combine(_bank, "split.csv.gz")).Skip(1).Select(line => line.Split(',')[1])];
            LabeledCustomers Part(string part) => bank.Select([.. Enumerable.Range(0, split.Length).Where(row => split[row] == part)]);
            Both("Bank Marketing, random split", Part("0"), Part("1"), "logistic, bins and crosses by hand: 0.7988 / 0.2807 / -", "XGBoost, CV: 0.7992 / 0.2799 / -");
        }

        return table.ToString();

        void Both(string data, LabeledCustomers train, LabeledCustomers test, string logistic, string trees)
        {
            Row(data, "logistic", logistic, test, threads => new LogisticPropensityTrainer(new LogisticPropensityOptions { MaxThreads = threads }).Train(train));
            Row(data, "boosted trees", trees, test, threads => new BoostedTreesPropensityTrainer(new BoostedTreesOptions { MaxThreads = threads }).Train(train));
        }

        void Row(string data, string trainer, string others, LabeledCustomers test, Func<int, IPropensityModel> train)
        {
            Console.Error.WriteLine($"  {data}, {trainer}");
            IPropensityModel model = train(2);
            PropensityReport report = PropensityReport.Of(model.Predict(test.Table), test.Labels);
            TimeSpan one = CpuStopwatch.Once(() => train(1)).Cpu;
            TimeSpan two = CpuStopwatch.Once(() => train(2)).Wall;
            table.Row(data, trainer, Markdown.Seconds(one.TotalSeconds), Markdown.Seconds(two.TotalSeconds), Digits(report.Auc ?? double.NaN), Digits(report.LogLoss), Digits(report.CalibrationError), others);
        }
    }

    // 85 columns as numbers; or the 83 that have an order, and an indicator for each level of the two that have none.
    private (FeatureMatrix Matrix, bool[] Labels) Coil(bool oneHot)
    {
        int[][] rows = [.. Lines(Path.Combine(_coil, "ticdata2000.txt.gz")).Select(line => line.Split('\t').Select(cell => int.Parse(cell, System.Globalization.CultureInfo.InvariantCulture)).ToArray())];
        var columns = new List<(string Name, Func<int[], double> Value)>();
        for (int column = 0; column < 85; column++)
        {
            int place = column;
            if (!oneHot || place is not (0 or 4))
            {
                columns.Add(($"V{place + 1}", row => row[place]));
                continue;
            }

            columns.AddRange(rows.Select(row => row[place]).Distinct().Order().Select(level => ($"V{place + 1}={level}", (Func<int[], double>)(row => row[place] == level ? 1 : 0))));
        }

        return (new FeatureMatrix([.. columns.Select(c => c.Name)], [.. rows.SelectMany(row => columns.Select(c => c.Value(row)))]), [.. rows.Select(row => row[85] == 1)]);
    }

    private static string[] Lines(string file)
    {
        using var text = new StreamReader(new System.IO.Compression.GZipStream(File.OpenRead(file), System.IO.Compression.CompressionMode.Decompress));
        return text.ReadToEnd().Split(['\n', '\r'], StringSplitOptions.RemoveEmptyEntries);
    }

    private static string Digits(double value) => value.ToString("0.0000", System.Globalization.CultureInfo.InvariantCulture);
}
