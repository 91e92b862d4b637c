using CrossSell.Decisions;
using CrossSell.Ledger;

namespace CrossSell;

public sealed partial class CrossSellEngine
{
    /// <summary>Learns from every contact of the ledger by which channel and at which time of day customers answer. Reads without a lock; O(contacts), memory for customers times their channels and times.</summary>
    /// <param name="tenant">Whose data.</param>
    /// <param name="strength">How many contacts each prior is worth; above 0, finite.</param>
    /// <param name="hoursASlot">The length of a stretch of the day; 1, 2, 3, 4, 6, 8, 12 or 24.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is outside its range.</exception>
    /// <exception cref="LedgerException">The ledger could not answer.</exception>
    public async Task<ContactHabits> LearnHabitsAsync(string tenant, double strength = 8, int hoursASlot = 3, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(tenant);
        HabitCounts counts = ContactHabits.CountsFor(strength, hoursASlot);
        await foreach (RootBatch batch in EveryRootAsync(tenant, cancellationToken).ConfigureAwait(false))
        {
            LedgerView view = await _ledger.ReadAsync(batch.Selection, cancellationToken).ConfigureAwait(false);
            foreach (RootSelection root in batch.Selection.Roots)
            {
                foreach (Contact contact in view.Root(root.Root).Contacts)
                {
                    counts.Add(contact);
                }
            }
        }

        return new ContactHabits(counts, strength, hoursASlot);
    }

    /// <summary>
    /// Spreads contacts over weeks by importance: agreed ones first, then by what they are expected to bring; each by the channel and at the time of day by which that customer
    /// most likely answers, at the first instant that limits, quiet hours, permissions and capacities leave, what is planned already included. Reads without a lock and
    /// reserves nothing.
    /// </summary>
    /// <param name="wishes">The contacts that are worth making, all of one tenant; any number for a customer.</param>
    /// <param name="habits">What was learned of answers.</param>
    /// <param name="rules">Channels, weeks, hours.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The plan; the same whatever the order of the wishes.</returns>
    /// <remarks>Two reads of the ledger for up to 128 customers; memory for all that have wishes. A wish costs at most some hundreds of looks at the rules, mostly one.</remarks>
    /// <exception cref="ArgumentException">The rules cannot be used, or wishes are of several tenants or worth less than 0.</exception>
    /// <exception cref="LedgerException">The ledger could not answer.</exception>
    public async Task<ContactPlan> PlanContactsAsync(IReadOnlyList<ContactWish> wishes, ContactHabits habits, ContactPlanRules rules, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(wishes);
        ArgumentNullException.ThrowIfNull(habits);
        ArgumentNullException.ThrowIfNull(rules);
        string[] failures = [.. rules.Validate(), .. wishes.Where(wish => !(wish.Value >= 0) || !double.IsFinite(wish.Value)).Take(1).Select(wish => FormattableString.Invariant($"A wish is worth {wish.Value}; it must be 0 or more and finite."))];
        if (failures.Length > 0)
        {
            throw new ArgumentException(string.Join(' ', failures), nameof(rules));
        }

        if (wishes.Select(wish => wish.Request.Tenant).Distinct(StringComparer.Ordinal).Count() > 1)
        {
            throw new ArgumentException("The wishes are of several tenants; plan each by itself.", nameof(wishes));
        }

        Dictionary<SubjectKey, LedgerView> views = [];
        DateTimeOffset? now = null;
        IEnumerable<CustomerRef> customers = wishes.Select(wish => new CustomerRef(wish.Request.Tenant, wish.Request.EffectiveRoot, wish.Request.Customer)).Distinct().OrderBy(one => one.Root);
        await foreach (RootBatch batch in BatchesAsync(customers.ToAsyncEnumerable(), cancellationToken).ConfigureAwait(false))
        {
            LedgerView view = await _ledger.ReadAsync(batch.Selection, cancellationToken).ConfigureAwait(false);
            ILookup<ContactPointHash, Objection> objections = await _ledger.ObjectionRowsAsync(batch.Tenant, batch.CustomersOf(view).Select(one => one.Customer), cancellationToken).ConfigureAwait(false);
            now ??= rules.From > view.Now ? rules.From : view.Now;
            foreach (IGrouping<SubjectKey, CustomerRef> root in batch.CustomersOf(view).GroupBy(one => one.Root))
            {
                views[root.Key] = new LedgerView(view.Now, [view.Root(root.Key)], [.. root.SelectMany(one => objections[_ledger.HashOf(one.Tenant, one.Customer)]).OrderBy(row => row.At)], []);
            }
        }

        var planner = new ContactPlanner(rules, habits, now ?? rules.From ?? _clock.GetUtcNow(), request => _ledger.Preview(views[request.EffectiveRoot], request), Take);
        return planner.Plan(wishes);

        void Take(ContactRequest request)
        {
            LedgerView view = views[request.EffectiveRoot];
            RootView root = view.Root(request.EffectiveRoot);
            Contact[] contacts = [.. root.Contacts.Append(_ledger.Draft(request, view.Now).Contact).Order(ContactOrder.Instance)];
            views[request.EffectiveRoot] = new LedgerView(view.Now, [root with { Contacts = contacts }], view.ObjectionRows, []);
        }
    }
}
