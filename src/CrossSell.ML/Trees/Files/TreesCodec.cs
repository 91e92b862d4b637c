using System.Text.Json;
using CrossSell.ML.Calibration;
using CrossSell.ML.Features;
using CrossSell.ML.Persistence;
using static CrossSell.ML.Persistence.ModelJson;

namespace CrossSell.ML.Trees;

/// <summary>Writes trees as JSON, every number with all its digits, and reads them back: data only, readable by an auditor. Names no customer.</summary>
internal static class TreesCodec
{
    public const string Format = "crosssell-propensity-trees";
    private const int Version = 1;

    public static void Write(Utf8JsonWriter json, TreeEnsemble ensemble, LogitCalibration calibration, double baseRate, double loss, int depth, string[] guarded)
    {
        json.WriteStartObject();
        ModelJson.WriteHead(json, Format, Version);
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
        ModelJson.Write(json, calibration);
        WriteTexts(json, "protected", guarded);
        json.WriteEndObject();
    }

    /// <exception cref="ModelFormatException">The bytes are no such model, are damaged, or come from a later release.</exception>
    public static BoostedTreesPropensityModel Read(ReadOnlyMemory<byte> bytes, string source) => ModelJson.Read(bytes, source, Format, Version, root =>
    {
        Field[] fields = [.. root.GetProperty("columns").EnumerateArray().Select(ReadField)];
        RegressionTree[] trees = [.. root.GetProperty("trees").EnumerateArray().Select(tree => NodeCodec.ReadTree(tree, fields))];
        string[] guarded = Texts(root, "protected");
        RequireOrder(guarded, "the protected columns");
        return new BoostedTreesPropensityModel(
            new TreeEnsemble(fields, Number(root, "start"), trees),
            ModelJson.ReadCalibration(root),
            Number(root, "baseRate"),
            Number(root, "validationLogLoss"),
            root.GetProperty("depth").GetInt32(),
            guarded);
    });

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
}
