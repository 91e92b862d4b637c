using System.Text.Json;
using CrossSell.ML.Trees;

namespace CrossSell.ML;

/// <content>The model as a file.</content>
public sealed partial class BoostedTreesPropensityModel
{
    /// <summary>The model as JSON: how each column is taken apart, every tree, the calibration; no customer. The same model gives the same bytes.</summary>
    public byte[] ToBytes()
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            TreesCodec.Write(json, _ensemble, _calibration, BaseRate, ValidationLogLoss, Depth, _protected);
        }

        return stream.ToArray();
    }

    /// <summary>Writes the model to a file, whole or not at all.</summary>
    /// <param name="path">The file; one that is there is replaced.</param>
    /// <exception cref="IOException">The place cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The place must not be written.</exception>
    public void Save(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        AtomicFile.Write(path, ToBytes());
    }

    /// <summary>Reads a model that <see cref="Save"/> wrote.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="ModelFormatException">It is no such model, is damaged, or a later release wrote it.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static BoostedTreesPropensityModel Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return TreesCodec.Read(File.ReadAllBytes(path), path);
    }

    /// <summary>Reads a model from what <see cref="ToBytes"/> gave.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="source">What messages call them.</param>
    /// <exception cref="ModelFormatException">They are no such model, are damaged, or a later release wrote them.</exception>
    public static BoostedTreesPropensityModel FromBytes(ReadOnlyMemory<byte> bytes, string source = "the bytes") => TreesCodec.Read(bytes, source);
}
