namespace CrossSell.Testing;

/// <summary>
/// What every store of a ledger must keep, as cases that any test framework can run: locks that exclude, writes that are whole, keys that are
/// unique, instants to the microsecond, a clock that never runs back. A store that loses one of them fails a case here.
/// </summary>
public static class LedgerContract
{
    /// <summary>All cases, in a fixed order.</summary>
    public static IReadOnlyList<LedgerContractCase> Cases { get; } =
    [
        .. RecordCases.All, .. ProtocolCases.All, .. TimeCases.All, .. VolumeCases.All, .. PermissionCases.All, .. KeyCases.All, .. ErasureCases.All, .. LiftCases.All, .. PurgeCases.All, .. PlaceCases.All, .. ConcurrencyCases.All,
    ];

    /// <summary>Runs every case, one after another.</summary>
    /// <param name="fixture">Opens stores.</param>
    /// <param name="cancellationToken">Ends the run.</param>
    /// <returns>The cases that failed, each with its message; empty when the store keeps the contract.</returns>
    public static async Task<IReadOnlyList<string>> RunAsync(LedgerFixture fixture, CancellationToken cancellationToken = default)
    {
        List<string> failures = [];
        foreach (LedgerContractCase one in Cases)
        {
            try
            {
                await one.RunAsync(fixture, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                failures.Add($"{one.Name}: {failure.Message}");
            }
        }

        return failures;
    }
}
