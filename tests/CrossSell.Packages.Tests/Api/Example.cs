namespace CrossSell.Packages.Tests.Api;

/// <summary>A type with one of each thing that the printer of the public API must show or hide.</summary>
public abstract class Example<T> : IDisposable
{
    public const int Limit = 3;

    private readonly string _name;

    protected Example(in int size, string name = "none")
    {
        _name = name;
        HiddenSize = size;
    }

    public required string Name { get; init; }

    internal int HiddenSize { get; }

    public abstract int? Find<TKey>(Dictionary<TKey, List<T[]>> from, out double score)
        where TKey : notnull;

    public override string ToString() => _name;

    public virtual void Dispose() => GC.SuppressFinalize(this);
}
