using System.Text.Json;
using CrossSell.ML.Persistence;
using CrossSell.ML.Trees;

namespace CrossSell.ML;

/// <summary>Reads a propensity model of either kind; which it is, the file says.</summary>
/// <remarks>Thread-safe.</remarks>
public static class PropensityModelFile
{
    /// <summary>Reads a model that <see cref="IExplainablePropensityModel.Save"/> wrote.</summary>
    /// <param name="path">The file.</param>
    /// <returns>A <see cref="LogisticPropensityModel"/> or a <see cref="BoostedTreesPropensityModel"/>.</returns>
    /// <exception cref="ModelFormatException">It is no such model, is damaged, or a later release wrote it.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file must not be read.</exception>
    public static IExplainablePropensityModel Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return FromBytes(File.ReadAllBytes(path), path);
    }

    /// <summary>Reads a model from what <see cref="IExplainablePropensityModel.ToBytes"/> gave.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="source">What messages call them.</param>
    /// <returns>A <see cref="LogisticPropensityModel"/> or a <see cref="BoostedTreesPropensityModel"/>.</returns>
    /// <exception cref="ModelFormatException">They are no such model, are damaged, or a later release wrote them.</exception>
    public static IExplainablePropensityModel FromBytes(ReadOnlyMemory<byte> bytes, string source = "the bytes") => Format(bytes.Span, source) switch
    {
        PropensityModelCodec.Format => PropensityModelCodec.Read(bytes, source),
        TreesCodec.Format => TreesCodec.Read(bytes, source),
        _ => throw new ModelFormatException(
            source, $"it does not say \"format\": \"{PropensityModelCodec.Format}\" or \"{TreesCodec.Format}\", so it is another kind of file"),
    };

    // Only as far as the format, which our files say first; the codec of the kind reads it all.
    private static string? Format(ReadOnlySpan<byte> bytes, string source)
    {
        if (bytes.IsEmpty)
        {
            throw new ModelFormatException(source, "it is empty");
        }

        try
        {
            var json = new Utf8JsonReader(bytes);
            if (!json.Read() || json.TokenType != JsonTokenType.StartObject)
            {
                return null;
            }

            while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
            {
                bool found = json.ValueTextEquals("format"u8);
                json.Read();
                if (found)
                {
                    return json.TokenType == JsonTokenType.String ? json.GetString() : null;
                }

                json.Skip();
            }

            return null;
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException)
        {
            throw ModelJson.Unreadable(source, problem);
        }
    }
}
