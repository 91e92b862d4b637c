using System.Text.Json;
using CrossSell.ML.Calibration;

namespace CrossSell.ML.Persistence;

/// <summary>What the JSON of every model has alike: its head, its calibration, lists of numbers and texts, and what is refused.</summary>
internal static class ModelJson
{
    public static void WriteHead(Utf8JsonWriter json, string format, int version)
    {
        json.WriteString("format", format);
        json.WriteNumber("version", version);
    }

    /// <summary>Reads a model; whatever is wrong with the bytes is told as one kind of error.</summary>
    /// <exception cref="ModelFormatException">The bytes are no such model, are damaged, or come from a later release.</exception>
    public static T Read<T>(ReadOnlyMemory<byte> bytes, string source, string format, int version, Func<JsonElement, T> read)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(bytes);
            JsonElement root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("format", out JsonElement said) || said.GetString() != format)
            {
                throw new ModelFormatException(source, $"it does not say \"format\": \"{format}\", so it is another kind of file");
            }

            int written = root.GetProperty("version").GetInt32();
            return written >= 1 && written <= version
                ? read(root)
                : throw new ModelFormatException(source, $"it has version {written}, and this release reads up to version {version}; a later release wrote it");
        }
        catch (Exception problem) when (problem is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or InvalidDataException)
        {
            throw Unreadable(source, problem);
        }
    }

    /// <summary>What is told of bytes that are no JSON, or not that of a model.</summary>
    public static ModelFormatException Unreadable(string source, Exception problem)
    {
        int place = problem is JsonException ? problem.Message.IndexOf(" LineNumber:", StringComparison.Ordinal) : -1;
        return new ModelFormatException(source, place < 0 ? problem.Message.TrimEnd('.') : $"it is no JSON, {problem.Message[..place].TrimEnd('.')}", problem);
    }

    public static void Write(Utf8JsonWriter json, LogitCalibration calibration)
    {
        json.WriteStartObject("calibration");
        json.WriteString("way", calibration.Way.ToString());
        json.WriteNumber("a", calibration.Beta.A);
        json.WriteNumber("b", calibration.Beta.B);
        json.WriteNumber("c", calibration.Beta.C);
        WriteNumbers(json, "places", calibration.Places);
        WriteNumbers(json, "values", calibration.Values);
        json.WriteNumber("shift", calibration.Shift);
        json.WriteEndObject();
    }

    public static LogitCalibration ReadCalibration(JsonElement root)
    {
        JsonElement json = root.GetProperty("calibration");
        Require(Enum.TryParse(json.GetProperty("way").GetString(), out PropensityCalibration way) && Enum.IsDefined(way), "the way of the calibration is unknown");
        var curve = new LogitCalibration(
            new BetaCurve(Number(json, "a"), Number(json, "b"), Number(json, "c")), Numbers(json, "places"), Numbers(json, "values"), Number(json, "shift"), way);
        Require(curve.Places.Length == curve.Values.Length, "the points of the calibration have no values of their own");
        return curve;
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

    public static string[] Texts(JsonElement json, string name) =>
        [.. json.GetProperty(name).EnumerateArray().Select(text => text.GetString() ?? throw new InvalidDataException($"a text of '{name}' is null"))];

    public static void WriteTexts(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (string text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }

    /// <summary>For texts that are looked up by halving.</summary>
    public static void RequireOrder(string[] texts, string what) =>
        Require(texts.Zip(texts.Skip(1)).All(pair => string.CompareOrdinal(pair.First, pair.Second) < 0), $"{what} are not in ordinal order");
}
