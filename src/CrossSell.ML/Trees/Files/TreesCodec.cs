using System.Text.Json;
using CrossSell.ML.Calibration;
using CrossSell.ML.Features;

namespace CrossSell.ML.Trees;

/// <summary>Writes trees as JSON, every number with all its digits, and reads them back: data only, readable by an auditor. Names no customer.</summary>
internal static class TreesCodec
{
    public const string Format = "crosssell-propensity-trees";
    private const int Version = 1;

    public static void Write(Utf8JsonWriter json, TreeEnsemble ensemble, LogitCalibration calibration, double baseRate, double loss, int depth, string[] guarded)
    {
        json.WriteStartObject();
        json.WriteString("format", Format);
        json.WriteNumber("version", Version);
        json.WriteNumber("baseRate", baseRate);
        json.WriteNumber("validationLogLoss", loss);
        json.WriteNumber("depth", depth);
        json.WriteNumber("start", ensemble.Start);
        json.WriteStartArray("columns");
        foreach (Field field in ensemble.Fields)
        {
            json.WriteStartObject();
            json.WriteString("name", field.Name);
            json.WriteString("kind", field.Source.ToString());
            WriteNumbers(json, "cuts", field.Cuts);
            WriteTexts(json, "levels", field.Levels);
            json.WriteBoolean("binForEachValue", field.EachValue);
            json.WriteBoolean("hasGaps", field.HasMissing);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("trees");
        foreach (RegressionTree tree in ensemble.Trees)
        {
            json.WriteStartArray();
            for (int node = 0; node < tree.Count; node++)
            {
                NodeCodec.Write(json, ensemble.Fields, tree, node);
            }

            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.WriteStartObject("calibration");
        json.WriteNumber("a", calibration.Beta.A);
        json.WriteNumber("b", calibration.Beta.B);
        json.WriteNumber("c", calibration.Beta.C);
        WriteNumbers(json, "places", calibration.Places);
        WriteNumbers(json, "values", calibration.Values);
        json.WriteNumber("shift", calibration.Shift);
        json.WriteEndObject();
        WriteTexts(json, "protected", guarded);
        json.WriteEndObject();
    }

    /// <exception cref="ModelFormatException">The bytes are no such model, are damaged, or come from a later release.</exception>
    public static BoostedTreesPropensityModel Read(ReadOnlyMemory<byte> bytes, string source)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(bytes);
            JsonElement root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("format", out JsonElement format) || format.GetString() != Format)
            {
                throw new ModelFormatException(source, $"it does not say \"format\": \"{Format}\", so it is another kind of file");
            }

            int version = root.GetProperty("version").GetInt32();
            if (version is < 1 or > Version)
            {
                throw new ModelFormatException(source, $"it has version {version}, and this release reads up to version {Version}; a later release wrote it");
            }

            Field[] fields = [.. root.GetProperty("columns").EnumerateArray().Select(ReadField)];
            RegressionTree[] trees = [.. root.GetProperty("trees").EnumerateArray().Select(tree => NodeCodec.ReadTree(tree, fields))];
            JsonElement calibration = root.GetProperty("calibration");
            var curve = new LogitCalibration(
                new BetaCurve(Number(calibration, "a"), Number(calibration, "b"), Number(calibration, "c")), Numbers(calibration, "places"), Numbers(calibration, "values"), Number(calibration, "shift"));
            Require(curve.Places.Length == curve.Values.Length, "the points of the calibration have no values of their own");
            string[] guarded = Texts(root, "protected");
            RequireOrder(guarded, "the protected columns");
            return new BoostedTreesPropensityModel(
                new TreeEnsemble(fields, Number(root, "start"), trees), curve, Number(root, "baseRate"), Number(root, "validationLogLoss"), root.GetProperty("depth").GetInt32(), guarded);
        }
        catch (Exception problem) when (problem is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or InvalidDataException)
        {
            throw new ModelFormatException(source, problem.Message.TrimEnd('.'), problem);
        }
    }

    public static void Require(bool holds, string problem)
    {
        if (!holds)
        {
            throw new InvalidDataException(problem);
        }
    }

    public static double Number(JsonElement json, string name)
    {
        double value = json.GetProperty(name).GetDouble();
        Require(double.IsFinite(value), $"'{name}' is no finite number");
        return value;
    }

    private static Field ReadField(JsonElement json)
    {
        string name = json.GetProperty("name").GetString() ?? throw new InvalidDataException("a column has no name");
        Require(Enum.TryParse(json.GetProperty("kind").GetString(), out CustomerColumnKind kind) && Enum.IsDefined(kind), $"the kind of column '{name}' is unknown");
        string[] levels = Texts(json, "levels");
        var field = new Field(name, kind, 0, 0, Numbers(json, "cuts"), [], levels, json.GetProperty("binForEachValue").GetBoolean(), json.GetProperty("hasGaps").GetBoolean());
        Require(field.Codes <= 256, $"column '{name}' has {field.Codes} codes; there may be at most 256");
        Require(field.Cuts.Zip(field.Cuts.Skip(1)).All(pair => pair.First < pair.Second), $"the cuts of column '{name}' do not rise");
        RequireOrder(levels, $"the levels of column '{name}'");
        return field;
    }

    private static double[] Numbers(JsonElement json, string name)
    {
        double[] values = [.. json.GetProperty(name).EnumerateArray().Select(value => value.GetDouble())];
        Require(Array.TrueForAll(values, double.IsFinite), $"a number of '{name}' is not finite");
        return values;
    }

    private static string[] Texts(JsonElement json, string name) =>
        [.. json.GetProperty(name).EnumerateArray().Select(text => text.GetString() ?? throw new InvalidDataException($"a text of '{name}' is null"))];

    // They are looked up by halving.
    private static void RequireOrder(string[] texts, string what) =>
        Require(texts.Zip(texts.Skip(1)).All(pair => string.CompareOrdinal(pair.First, pair.Second) < 0), $"{what} are not in ordinal order");

    private static void WriteTexts(Utf8JsonWriter json, string name, string[] texts)
    {
        json.WriteStartArray(name);
        foreach (string text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }

    private static void WriteNumbers(Utf8JsonWriter json, string name, double[] values)
    {
        json.WriteStartArray(name);
        foreach (double value in values)
        {
            json.WriteNumberValue(value);
        }

        json.WriteEndArray();
    }
}
