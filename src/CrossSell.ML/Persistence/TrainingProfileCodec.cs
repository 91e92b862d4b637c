using System.Text.Json;
using CrossSell.ML.Drift;
using CrossSell.ML.Learning;

namespace CrossSell.ML.Persistence;

/// <summary>Writes how the training customers were spread, and reads it back.</summary>
internal static class TrainingProfileCodec
{
    public static void Write(Utf8JsonWriter json, TrainingProfile profile)
    {
        json.WriteStartObject("training");
        json.WriteNumber("customers", profile.Customers);
        json.WriteStartArray("columns");
        for (int f = 0; f < profile.Columns.Length; f++)
        {
            json.WriteStartObject();
            ModelJson.WriteNumbers(json, "counts", profile.Columns[f]);
            json.WriteNumber("importance", profile.FieldImportance[f]);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        ModelJson.WriteNumbers(json, "crossImportance", profile.CrossImportance);
        ModelJson.WriteNumbers(json, "scoreCuts", profile.ScoreCuts);
        ModelJson.WriteNumbers(json, "scores", profile.Scores);
        json.WriteEndObject();
    }

    /// <exception cref="InvalidDataException">Its parts do not belong together.</exception>
    public static TrainingProfile Read(JsonElement json, FieldEffect[] fields, int crosses)
    {
        JsonElement[] columns = [.. json.GetProperty("columns").EnumerateArray()];
        var profile = new TrainingProfile(
            ModelJson.Number(json, "customers"),
            [.. columns.Select(column => ModelJson.Numbers(column, "counts"))],
            ModelJson.Numbers(json, "scoreCuts"),
            ModelJson.Numbers(json, "scores"),
            [.. columns.Select(column => ModelJson.Number(column, "importance"))],
            ModelJson.Numbers(json, "crossImportance"));
        bool fits = profile.Columns.Length == fields.Length
            && fields.Zip(profile.Columns).All(pair => pair.First.Field.CrossCodes == pair.Second.Length && Array.TrueForAll(pair.Second, count => count >= 0))
            && profile.CrossImportance.Length == crosses
            && profile.Scores.Length == profile.ScoreCuts.Length + 1
            && profile.Customers > 0;
        ModelJson.Require(fits, "the counts of the training do not fit the columns");
        return profile;
    }
}
