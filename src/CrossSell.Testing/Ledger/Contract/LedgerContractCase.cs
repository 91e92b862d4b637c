namespace CrossSell.Testing;

/// <summary>One case of the contract; independent of the others.</summary>
/// <remarks>Thread-safe: several cases may run at once if the fixture can open several stores.</remarks>
public sealed class LedgerContractCase
{
    private readonly Func<LedgerBench, Task> _run;

    internal LedgerContractCase(string name, Func<LedgerBench, Task> run, bool needsDurability = false)
    {
        Name = name;
        NeedsDurability = needsDurability;
        _run = run;
    }

    /// <summary>What must hold, as a sentence.</summary>
    public string Name { get; }

    /// <summary>Whether it says nothing about a store that forgets.</summary>
    public bool NeedsDurability { get; }

    /// <summary>Runs the case on a store of its own.</summary>
    /// <param name="fixture">Opens stores.</param>
    /// <param name="cancellationToken">Ends the case.</param>
    /// <exception cref="LedgerContractViolationException">The store does not keep the contract.</exception>
    public async Task RunAsync(LedgerFixture fixture, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(fixture);
        if (NeedsDurability && !fixture.IsDurable)
        {
            return;
        }

        var bench = new LedgerBench(fixture, Name, cancellationToken);
        await using (bench.ConfigureAwait(false))
        {
            await bench.OpenAsync().ConfigureAwait(false);
            await _run(bench).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
