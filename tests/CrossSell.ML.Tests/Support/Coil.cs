using System.Globalization;
using CrossSell.Tests;

namespace CrossSell.ML.Tests;

/// <summary>The tables of CoIL Challenge 2000 as plain numbers, columns V1 to V85.</summary>
internal static class Coil
{
    public const string Training = "propensity/coil2000/ticdata2000.txt.gz";
    public const string Evaluation = "propensity/coil2000/ticeval2000.txt.gz";
    public const string Targets = "propensity/coil2000/tictgts2000.txt.gz";

    public static (double[][] Rows, bool[] Labels) Train()
    {
        double[][] rows = Read(Training);
        return ([.. rows.Select(row => row[..85])], [.. rows.Select(row => row[85] != 0)]);
    }

    public static (double[][] Rows, bool[] Labels) Evaluate() => (Read(Evaluation), [.. Read(Targets).Select(row => row[0] != 0)]);

    public static FeatureMatrix Matrix(double[][] rows, params int[] columns)
    {
        int[] wanted = columns.Length > 0 ? columns : [.. Enumerable.Range(1, 85)];
        return new FeatureMatrix([.. wanted.Select(c => $"V{c}")], [.. rows.SelectMany(row => wanted.Select(c => row[c - 1]))]);
    }

    /// <summary>Both tables with the mean and the population deviation of the first taken out.</summary>
    public static (double[][] Train, double[][] Other) ZScores(double[][] train, double[][] other)
    {
        double[] means = [.. Enumerable.Range(0, 85).Select(c => train.Average(row => row[c]))];
        double[] deviations = [.. Enumerable.Range(0, 85).Select(c => Math.Sqrt(train.Average(row => (row[c] - means[c]) * (row[c] - means[c]))))];
        double[][] Scale(double[][] rows) => [.. rows.Select(row => Enumerable.Range(0, 85).Select(c => (row[c] - means[c]) / deviations[c]).ToArray())];
        return (Scale(train), Scale(other));
    }

    public static Dictionary<string, double[]> Oracle(string file)
    {
        using StreamReader text = SharedData.OpenText("oracles/" + file);
        return text.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.TrimEnd('\r').Split(','))
            .ToDictionary(f => f[0], f => f[1..].Select(Number).ToArray(), StringComparer.Ordinal);
    }

    public static double Number(string text) => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);

    private static double[][] Read(string file)
    {
        using StreamReader text = SharedData.OpenText(file);
        return [.. text.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Trim('\r').Split('\t').Select(Number).ToArray())];
    }
}
