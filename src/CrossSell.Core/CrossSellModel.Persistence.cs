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
    public byte[] ToBytes() => SectionedFile.Write(ModelCodec.Encode(_content, _scorer));

    /// <summary>Reads a model that this or an earlier release wrote. Loading runs no code from the file; every checksum is tested before anything is used.</summary>
    /// <remarks>O(bytes): rules and what they compile to are used as they were read, so a model of 245,000 rules is there in milliseconds.</remarks>
    /// <param name="path">The file.</param>
    /// <returns>The model without customers: <see cref="Bind(PurchaseHistory, DateTime?)"/> gives it some.</returns>
    /// <exception cref="ModelFormatException">The file is not a model, is cut short or damaged, is of a later version, or grew while it was read.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static CrossSellModel Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using FileStream file = FixedMemory.Open(path);
        return From(FixedMemory.Read(file), file, path);
    }

    /// <summary>Reads a model as <see cref="Load"/> does, but leaves rules and what they compile to in the file: all processes of a machine that map it share that memory.</summary>
    /// <remarks>
    /// The file must be replaced as a whole, as <see cref="Save"/> and a rename do, and never be written over in place (as <c>cp</c> does) while a process has it mapped: the model
    /// that is served would change under its requests or be cut off. Use <see cref="Load"/> where that cannot be promised. The file stays mapped until the model, and
    /// every model bound from it, is collected. Windows does not let a mapped file be replaced; save each version under a name of its own there.
    /// </remarks>
    /// <param name="path">The file, of a release that writes version 2 of the section <c>rules</c>; an older one is read as by <see cref="Load"/>.</param>
    /// <returns>The model without customers.</returns>
    /// <exception cref="ModelFormatException">The file is not a model, is cut short or damaged, or is of a later version.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static CrossSellModel Map(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using FileStream file = FixedMemory.Open(path);
        return From(FixedMemory.Map(file), file, path);
    }

    /// <summary>Reads a model from bytes, as <see cref="Load"/> does from a file.</summary>
    /// <param name="bytes">The bytes; they are copied.</param>
    /// <param name="source">What to call them in an error.</param>
    /// <exception cref="ModelFormatException">The bytes are not a model, are cut short or damaged, or are of a later version.</exception>
    public static CrossSellModel FromBytes(byte[] bytes, string source = "The bytes")
    {
        ArgumentNullException.ThrowIfNull(bytes);
        return From(FixedMemory.Copy(bytes), file: null, source);
    }

    /// <summary>What holds the mapping, for tests.</summary>
    internal object? MappedBy => _content.Rules.Consequents.Owner;

    private static CrossSellModel From(FixedMemory memory, FileStream? file, string source)
    {
        (ModelContent content, CompiledScorer scorer) = ModelCodec.Decode(SectionedFile.Read(memory.Memory, source), source);
        if (file is not null)
        {
            memory.RequireSameLength(file);
        }

        GC.KeepAlive(memory);
        return new CrossSellModel(content, scorer);
    }
}
