using System.Text.Json;
using CrossSell.ML.Calibration;
using CrossSell.ML.Features;
using CrossSell.ML.Learning;
using static CrossSell.ML.Persistence.ModelJson;

namespace CrossSell.ML.Persistence;

/// <summary>Writes a model as JSON, every number with all its digits, and reads it back: data only, readable by an auditor. Names no customer.</summary>
internal static class PropensityModelCodec
{
    public const string Format = "crosssell-propensity";
    private const int Version = 1;

    public static void Write(Utf8JsonWriter json, ModelParts parts)
    {
        (LinearTerms terms, LogitCalibration calibration, Strengths strengths) = (parts.Terms, parts.Calibration, parts.Strengths);
        json.WriteStartObject();
        ModelJson.WriteHead(json, Format, Version);
        json.WriteNumber("trainingBaseRate", parts.TrainingBaseRate);
        json.WriteNumber("baseRateShift", parts.BaseRateShift);
        json.WriteNumber("validationLogLoss", parts.ValidationLoss);
        json.WriteStartObject("strengths");
        json.WriteNumber("main", strengths.Main);
        WriteOptional(json, "steps", strengths.Steps);
        WriteOptional(json, "crosses", strengths.Crosses);
        json.WriteEndObject();
        json.WriteNumber("intercept", terms.Intercept);
        json.WriteStartArray("columns");
        foreach (FieldEffect effect in terms.Fields)
        {
            Field field = effect.Field;
            json.WriteStartObject();
            json.WriteString("name", field.Name);
            json.WriteString("kind", field.Source.ToString());
            json.WriteNumber("mean", field.Mean);
            json.WriteNumber("deviation", field.Deviation);
            WriteNumbers(json, "cuts", field.Cuts);
            WriteNumbers(json, "crossCuts", field.CrossCuts);
            WriteTexts(json, "levels", field.Levels);
            json.WriteBoolean("binForEachValue", field.EachValue);
            json.WriteBoolean("hasGaps", field.HasMissing);
            json.WriteNumber("slope", effect.Slope);
            WriteNumbers(json, "effects", effect.Effects);
            json.WriteNumber("shift", effect.Shift);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("crosses");
        foreach (CrossEffect cross in terms.Crosses)
        {
            json.WriteStartObject();
            json.WriteNumber("first", cross.A);
            json.WriteNumber("second", cross.B);
            WriteNumbers(json, "effects", cross.Effects);
            json.WriteNumber("shift", cross.Shift);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        ModelJson.Write(json, calibration);
        WriteTexts(json, "protected", parts.Protected);
        TrainingProfileCodec.Write(json, parts.Profile);
        json.WriteEndObject();
    }

    /// <exception cref="ModelFormatException">The bytes are no such model, are damaged, or come from a later release.</exception>
    public static LogisticPropensityModel Read(ReadOnlyMemory<byte> bytes, string source) => ModelJson.Read(bytes, source, Format, Version, root =>
    {
        FieldEffect[] fields = [.. root.GetProperty("columns").EnumerateArray().Select(ReadField)];
        CrossEffect[] crosses = [.. root.GetProperty("crosses").EnumerateArray().Select(cross => ReadCross(cross, fields))];
        JsonElement held = root.GetProperty("strengths");
        double rate = Number(root, "trainingBaseRate");
        Require(rate > 0 && rate < 1, "the base rate does not lie between 0 and 1");
        return new LogisticPropensityModel(new ModelParts(
            new LinearTerms(Number(root, "intercept"), fields, crosses),
            ModelJson.ReadCalibration(root),
            rate,
            Number(root, "baseRateShift"),
            Number(root, "validationLogLoss"),
            new Strengths(Number(held, "main"), Optional(held, "steps"), Optional(held, "crosses")),
            [.. Texts(root, "protected").Order(StringComparer.Ordinal)],
            TrainingProfileCodec.Read(root.GetProperty("training"), fields, crosses.Length)));
    });

    private static FieldEffect ReadField(JsonElement json)
    {
        string name = json.GetProperty("name").GetString() ?? throw new InvalidDataException("a column has no name");
        Require(Enum.TryParse(json.GetProperty("kind").GetString(), out CustomerColumnKind kind) && Enum.IsDefined(kind), $"the kind of column '{name}' is unknown");
        string[] levels = Texts(json, "levels");
        var field = new Field(
            name, kind, Number(json, "mean"), Number(json, "deviation"), Numbers(json, "cuts"), Numbers(json, "crossCuts"), levels, json.GetProperty("binForEachValue").GetBoolean(), json.GetProperty("hasGaps").GetBoolean());
        var effect = new FieldEffect(field, Number(json, "slope"), Numbers(json, "effects"), Number(json, "shift"));
        Require(effect.Effects.Length == field.Codes, $"column '{name}' has {effect.Effects.Length} effects where {field.Codes} are needed");
        Require(effect.Slope == 0 || (field.Deviation > 0 && field.Kind == FieldKind.Number), $"column '{name}' has a slope but no spread");
        return effect;
    }

    private static CrossEffect ReadCross(JsonElement json, FieldEffect[] fields)
    {
        int a = json.GetProperty("first").GetInt32();
        int b = json.GetProperty("second").GetInt32();
        Require(a >= 0 && b >= 0 && a < fields.Length && b < fields.Length, $"a cross names the columns {a} and {b} of {fields.Length}");
        var cross = new CrossEffect(a, b, fields[b].Field.CrossCodes, Numbers(json, "effects"), Number(json, "shift"));
        int cells = fields[a].Field.CrossCodes * cross.Width;
        Require(cross.Effects.Length == cells, $"a cross has {cross.Effects.Length} effects where {cells} are needed");
        return cross;
    }

    private static double? Optional(JsonElement json, string name) => json.GetProperty(name).ValueKind == JsonValueKind.Null ? null : Number(json, name);

    private static void WriteOptional(Utf8JsonWriter json, string name, double? value)
    {
        if (value is double known)
        {
            json.WriteNumber(name, known);
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
