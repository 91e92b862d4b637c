namespace CrossSell;

public sealed partial class CrossSellModel
{
    /// <summary>Writes the model to a file, whole or not at all: a crash leaves the old file or the new one.</summary>
    /// <remarks>The file holds products, rules and what was learned of propensity, order and timing; no customer and no purchase. The same model gives the same bytes. docs/formats.md describes them.</remarks>
    /// <param name="path">The file; one that is there is replaced.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file must not be written.</exception>
    /// <exception cref="NotSupportedException">The ranking has a part of a class that files do not hold; the message names it.</exception>
    public void Save(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        AtomicFile.Write(path, ToBytes());
    }

    /// <summary>The bytes that <see cref="Save"/> writes.</summary>
    public byte[] ToBytes() => SectionedFile.Write(ModelCodec.Encode(_content));

    /// <summary>Reads a model that this or an earlier release wrote. Loading runs no code from the file; every checksum is tested before anything is used.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The model without customers: <see cref="Bind(PurchaseHistory, DateTime?)"/> gives it some.</returns>
    /// <exception cref="ModelFormatException">The file is not a model, is cut short or damaged, or is of a later major version.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static CrossSellModel Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return FromBytes(File.ReadAllBytes(path), path);
    }

    /// <summary>Reads a model from bytes, as <see cref="Load"/> does from a file.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="source">What to call them in an error.</param>
    /// <exception cref="ModelFormatException">The bytes are not a model, are cut short or damaged, or are of a later major version.</exception>
    public static CrossSellModel FromBytes(byte[] bytes, string source = "The bytes")
    {
        ArgumentNullException.ThrowIfNull(bytes);
        return new CrossSellModel(ModelCodec.Decode(SectionedFile.Read(bytes, source), source));
    }
}
