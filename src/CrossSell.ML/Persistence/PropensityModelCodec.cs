using System.Text.Json;
using CrossSell.ML.Calibration;
using CrossSell.ML.Features;
using CrossSell.ML.Learning;

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
        json.WriteString("format", Format);
        json.WriteNumber("version", Version);
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
            json.WriteStartArray("levels");
            foreach (string level in field.Levels)
            {
                json.WriteStringValue(level);
            }

            json.WriteEndArray();
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
        json.WriteStartObject("calibration");
        json.WriteString("way", calibration.Way.ToString());
        json.WriteNumber("a", calibration.Beta.A);
        json.WriteNumber("b", calibration.Beta.B);
        json.WriteNumber("c", calibration.Beta.C);
        WriteNumbers(json, "places", calibration.Places);
        WriteNumbers(json, "values", calibration.Values);
        json.WriteNumber("shift", calibration.Shift);
        json.WriteEndObject();
        json.WriteStartArray("protected");
        foreach (string column in parts.Protected)
        {
            json.WriteStringValue(column);
        }

        json.WriteEndArray();
        TrainingProfileCodec.Write(json, parts.Profile);
        json.WriteEndObject();
    }

    /// <exception cref="ModelFormatException">The bytes are no such model, are damaged, or come from a later release.</exception>
    public static LogisticPropensityModel Read(ReadOnlyMemory<byte> bytes, string source)
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

            FieldEffect[] fields = [.. root.GetProperty("columns").EnumerateArray().Select(ReadField)];
            CrossEffect[] crosses = [.. root.GetProperty("crosses").EnumerateArray().Select(cross => ReadCross(cross, fields))];
            JsonElement calibration = root.GetProperty("calibration");
            Require(Enum.TryParse(calibration.GetProperty("way").GetString(), out PropensityCalibration way) && Enum.IsDefined(way), "the way of the calibration is unknown");
            var curve = new LogitCalibration(
                new BetaCurve(Number(calibration, "a"), Number(calibration, "b"), Number(calibration, "c")), Numbers(calibration, "places"), Numbers(calibration, "values"), Number(calibration, "shift"), way);
            Require(curve.Places.Length == curve.Values.Length, "the points of the calibration have no values of their own");
            JsonElement held = root.GetProperty("strengths");
            double rate = Number(root, "trainingBaseRate");
            Require(rate > 0 && rate < 1, "the base rate does not lie between 0 and 1");
            return new LogisticPropensityModel(new ModelParts(
                new LinearTerms(Number(root, "intercept"), fields, crosses),
                curve,
                rate,
                Number(root, "baseRateShift"),
                Number(root, "validationLogLoss"),
                new Strengths(Number(held, "main"), Optional(held, "steps"), Optional(held, "crosses")),
                [.. root.GetProperty("protected").EnumerateArray().Select(column => column.GetString() ?? "").Order(StringComparer.Ordinal)],
                TrainingProfileCodec.Read(root.GetProperty("training"), fields, crosses.Length)));
        }
        catch (Exception problem) when (problem is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or InvalidDataException)
        {
            throw new ModelFormatException(source, problem.Message.TrimEnd('.'), problem);
        }
    }

    private static FieldEffect ReadField(JsonElement json)
    {
        string name = json.GetProperty("name").GetString() ?? throw new InvalidDataException("a column has no name");
        Require(Enum.TryParse(json.GetProperty("kind").GetString(), out CustomerColumnKind kind) && Enum.IsDefined(kind), $"the kind of column '{name}' is unknown");
        string[] levels = [.. json.GetProperty("levels").EnumerateArray().Select(level => level.GetString() ?? throw new InvalidDataException($"a level of column '{name}' is null"))];
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

    private static double? Optional(JsonElement json, string name) => json.GetProperty(name).ValueKind == JsonValueKind.Null ? null : Number(json, name);

    public static double[] Numbers(JsonElement json, string name)
    {
        double[] values = [.. json.GetProperty(name).EnumerateArray().Select(value => value.GetDouble())];
        Require(Array.TrueForAll(values, double.IsFinite), $"a number of '{name}' is not finite");
        return values;
    }

    public static void WriteNumbers(Utf8JsonWriter json, string name, double[] values)
    {
        json.WriteStartArray(name);
        foreach (double value in values)
        {
            json.WriteNumberValue(value);
        }

        json.WriteEndArray();
    }

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
