using System.Runtime.CompilerServices;
using CrossSell.Decisions;
using CrossSell.Ledger;

namespace CrossSell;

public sealed partial class CrossSellEngine
{
    private const int RootsARead = 128;

    /// <summary>
    /// What is to be followed up with customers now: agreed call-backs, offers that wait for an answer, a word after a purchase, the request for a referral after a
    /// satisfied answer. Each due, or with the reasons why not. Reads without a lock and writes nothing.
    /// </summary>
    /// <param name="customers">Whom; best those of a root one after the other.</param>
    /// <param name="rules">Null for the defaults.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>In the order of the customers; <see cref="FollowUpList.OfAsync"/> makes the list of the most important ones.</returns>
    /// <remarks>
    /// Two reads of the ledger for up to 128 customers, whatever their number in all; memory for as many. The limits on contacts are looked at as a reservation
    /// would; only a reservation keeps them.
    /// </remarks>
    /// <exception cref="InvalidOperationException">The engine was made without a desk.</exception>
    /// <exception cref="ArgumentException">The rules cannot be used; the message lists why.</exception>
    /// <exception cref="LedgerException">The ledger could not answer: then nobody may be contacted.</exception>
    public IAsyncEnumerable<FollowUp> FollowUpsAsync(IAsyncEnumerable<CustomerRef> customers, FollowUpRules? rules = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(customers);
        rules = Checked(rules);
        return FindFollowUpsAsync(Desk, BatchesAsync(customers, cancellationToken), rules, cancellationToken);
    }

    /// <summary>The same for everybody of whom the ledger knows anything. Who bought and is not in the ledger is not among them.</summary>
    /// <param name="tenant">Whose data.</param>
    /// <param name="rules">Null for the defaults.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="InvalidOperationException">The engine was made without a desk.</exception>
    /// <exception cref="ArgumentException">The rules cannot be used; the message lists why.</exception>
    /// <exception cref="LedgerException">The ledger could not answer: then nobody may be contacted.</exception>
    public IAsyncEnumerable<FollowUp> FollowUpsAsync(string tenant, FollowUpRules? rules = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(tenant);
        rules = Checked(rules);
        return FindFollowUpsAsync(Desk, EveryRootAsync(tenant, cancellationToken), rules, cancellationToken);
    }

    /// <summary>
    /// Writes down whether a customer is satisfied with what he bought: the answer to the question after a sale. It is no selling and counts for no limit; a satisfied
    /// one makes the request for a referral due.
    /// </summary>
    /// <param name="customer">Who.</param>
    /// <param name="product">With what.</param>
    /// <param name="isSatisfied">Whether he is.</param>
    /// <param name="conversation">Names the talk; written once for each talk and product.</param>
    /// <param name="channel">The way, as in <c>phone</c>.</param>
    /// <param name="cancellationToken">Ends the wait for the lock.</param>
    /// <returns>Whether it stands as said; false when something else was written for this talk and product before.</returns>
    /// <exception cref="LedgerException">The ledger could not answer; nothing was written.</exception>
    public async Task<bool> RecordSatisfactionAsync(
        CustomerRef customer, ProductId product, bool isSatisfied, string conversation, string channel, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(conversation);
        ArgumentException.ThrowIfNullOrEmpty(channel);
        var request = new ContactRequest
        {
            Tenant = customer.Tenant, Root = customer.Root, Customer = customer.Customer, IdempotencyKey = $"satisfaction|{conversation}|{product.Value}", Channel = channel,
            Direction = ContactDirection.Inbound, Purpose = ContactPurpose.Service, ObeysCaps = false, CountsTowardCaps = false,
            Tags = [(isSatisfied ? FollowUp.SatisfiedTagPrefix : FollowUp.UnsatisfiedTagPrefix) + product.Value],
            Household = customer.Root.Kind == SubjectKind.Household ? customer.Root.Id : null, Account = customer.Root.Kind == SubjectKind.Account ? customer.Root.Id : null,
        };
        return (await _ledger.RecordContactAsync(request, ContactState.Answered, cancellationToken).ConfigureAwait(false)).IsAccepted;
    }

    private static FollowUpRules Checked(FollowUpRules? rules)
    {
        rules ??= new FollowUpRules();
        return rules.Validate() is { Count: > 0 } failures ? throw new ArgumentException(string.Join(' ', failures), nameof(rules)) : rules;
    }

    // Customers of one root and tenant are read together; a root without customers stands for all that the ledger knows under it.
    private static async IAsyncEnumerable<RootBatch> BatchesAsync(IAsyncEnumerable<CustomerRef> customers, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        RootBatch? batch = null;
        await foreach (CustomerRef customer in customers.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            if (batch is not null && (batch.Count >= RootsARead || !string.Equals(batch.Tenant, customer.Tenant, StringComparison.Ordinal)))
            {
                yield return batch;
                batch = null;
            }

            batch ??= new RootBatch(customer.Tenant);
            batch.Add(customer);
        }

        if (batch is not null)
        {
            yield return batch;
        }
    }

    private async IAsyncEnumerable<RootBatch> EveryRootAsync(string tenant, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        SubjectKey? last = null;
        while (await _ledger.RootsAsync(tenant, last, cancellationToken).ConfigureAwait(false) is { Count: > 0 } page)
        {
            foreach (SubjectKey[] roots in page.Chunk(RootsARead))
            {
                var batch = new RootBatch(tenant);
                Array.ForEach(roots, batch.Add);
                yield return batch;
            }

            last = page[^1];
        }
    }

    private async IAsyncEnumerable<FollowUp> FindFollowUpsAsync(
        DecisionDesk desk, IAsyncEnumerable<RootBatch> batches, FollowUpRules rules, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var finder = new FollowUpFinder(
            desk.Checker, new OccasionFinder(desk.Options.Occasions), rules, (customer, product, occasion) => desk.WorthOf(customer, product, occasion, rules.ContactCost));
        await foreach (RootBatch batch in batches.ConfigureAwait(false))
        {
            LedgerView view = await _ledger.ReadAsync(batch.Selection, cancellationToken).ConfigureAwait(false);
            IReadOnlyList<CustomerRef> customers = batch.CustomersOf(view);
            ILookup<ContactPointHash, Objection> objections = await _ledger.ObjectionRowsAsync(batch.Tenant, customers.Select(one => one.Customer), cancellationToken).ConfigureAwait(false);
            foreach (CustomerRef customer in customers)
            {
                RootView root = view.Root(customer.Root);
                var his = new LedgerView(view.Now, [root], [.. objections[_ledger.HashOf(customer.Tenant, customer.Customer)]], []);
                CustomerFacts facts = desk.FactsOf(customer.Customer).With(root, his.Objections);
                foreach (FollowUp found in finder.Find(customer, root, facts, view.Now, request => _ledger.Preview(his, request).Vetoes))
                {
                    yield return found;
                }
            }
        }
    }
}
