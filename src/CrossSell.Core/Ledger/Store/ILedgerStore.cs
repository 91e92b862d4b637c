namespace CrossSell.Ledger;

/// <summary>
/// Where a ledger is kept. A store locks subjects, shows what it holds of them to a step of the protocol, and writes what the step wants,
/// all of it or nothing. It knows no rule.
/// </summary>
/// <remarks>
/// Thread-safe. An implementation proves itself with <c>LedgerContract</c> of the package CrossSell.Testing. What makes the limits hard:
/// the rows are read after the lock was taken, and the lock is kept until the changes are durable.
/// </remarks>
public interface ILedgerStore : IAsyncDisposable
{
    /// <summary>Whether a look without a lock, before the locked update, saves work when the answer is no. True where locks are dear.</summary>
    public bool ChecksBeforeLocking { get; }

    /// <summary>
    /// Locks the selected roots and volumes, each kind in the order of its keys; reads the clock; shows what was selected; writes what the
    /// step put into its changes, atomically and durably; and then returns what the step returned.
    /// </summary>
    /// <typeparam name="T">What the step returns.</typeparam>
    /// <param name="selection">What to lock and show.</param>
    /// <param name="decide">A pure function. It may be called again, with fresh changes, when the store has to try again. When it throws, nothing is written.</param>
    /// <param name="cancellationToken">Ends the wait for the lock; what was handed over for committing is not taken back.</param>
    /// <exception cref="LedgerException">The store could not answer; nothing was written, unless the fault is <see cref="LedgerFault.OutcomeUnknown"/>.</exception>
    public ValueTask<T> UpdateAsync<T>(LedgerSelection selection, Func<LedgerView, LedgerChanges, T> decide, CancellationToken cancellationToken = default);

    /// <summary>Shows what was selected, as of one instant, without a lock: a snapshot that may be old when it arrives.</summary>
    /// <param name="selection">What to show.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <exception cref="LedgerException">The store could not answer.</exception>
    public ValueTask<LedgerView> ReadAsync(LedgerSelection selection, CancellationToken cancellationToken = default);

    /// <summary>Contacts over all roots, without a lock.</summary>
    /// <param name="query">Which.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <exception cref="LedgerException">The store could not answer.</exception>
    public ValueTask<IReadOnlyList<Contact>> FindAsync(ContactQuery query, CancellationToken cancellationToken = default);

    /// <summary>Says under which root subjects live, without a lock.</summary>
    /// <param name="tenant">Whose data.</param>
    /// <param name="subjects">Whom; any number.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <returns>For each subject, in the same order, its root; null for one that was never seen or is forgotten.</returns>
    /// <exception cref="LedgerException">The store could not answer.</exception>
    public ValueTask<IReadOnlyList<SubjectKey?>> FindHomesAsync(string tenant, IReadOnlyList<SubjectKey> subjects, CancellationToken cancellationToken = default);

    /// <summary>Roots of a tenant, page by page, without a lock: for what goes over a whole ledger, never on the path of a reservation.</summary>
    /// <param name="tenant">Whose data.</param>
    /// <param name="after">The last root of the page before; null for the first page.</param>
    /// <param name="limit">The most that a page has; 1 or more.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <returns>Every root under which rows are stored, and perhaps others, in an order of the store's own that does not change; an empty page is behind the last.</returns>
    /// <exception cref="LedgerException">The store could not answer.</exception>
    public ValueTask<IReadOnlyList<SubjectKey>> FindRootsAsync(string tenant, SubjectKey? after, int limit, CancellationToken cancellationToken = default);

    /// <summary>Keeps the text of a policy under its hash, unless it is there already; belongs to no tenant, and is never changed.</summary>
    /// <param name="hash">What decisions call it.</param>
    /// <param name="json">The policy.</param>
    /// <param name="cancellationToken">Ends the wait for the lock.</param>
    /// <exception cref="LedgerException">The store could not answer.</exception>
    public ValueTask KeepPolicyAsync(string hash, string json, CancellationToken cancellationToken = default);

    /// <summary>The text of a policy that was kept.</summary>
    /// <param name="hash">What decisions call it.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <returns>The text; null when none was kept under this hash.</returns>
    /// <exception cref="LedgerException">The store could not answer.</exception>
    public ValueTask<string?> ReadPolicyAsync(string hash, CancellationToken cancellationToken = default);

    /// <summary>Keeps a figure under a name for the life of the store, unless one is kept there already; says which one is. Of several callers at once one is first.</summary>
    /// <param name="name">The name, in lower case; belongs to no tenant.</param>
    /// <param name="value">The figure to keep if there is none.</param>
    /// <param name="cancellationToken">Ends the wait for the lock.</param>
    /// <returns>The figure kept, the same for everybody and for ever.</returns>
    /// <exception cref="LedgerException">The store could not answer.</exception>
    public ValueTask<long> ClaimAsync(string name, long value, CancellationToken cancellationToken = default);

    /// <summary>The store's clock now, never before an instant already recorded.</summary>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <exception cref="LedgerException">The store could not answer, or its clock was set back.</exception>
    public ValueTask<DateTimeOffset> GetNowAsync(CancellationToken cancellationToken = default);
}
