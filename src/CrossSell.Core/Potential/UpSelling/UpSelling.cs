using CrossSell.Potential;

namespace CrossSell;

/// <summary>Finds the next step on each ladder that a customer stands on: the longer term, the higher sum, the better tier, and from when on it may be proposed.</summary>
/// <remarks>Immutable and thread-safe; a pure function without a clock.</remarks>
public sealed class UpSelling
{
    // Each turn ends at a later instant; a customer with more rules in each other's way is not offered the step.
    private const int MostTurns = 16;

    private readonly EligibilityChecker _checker;
    private readonly UpSellRules _rules;
    private readonly ILookup<string, Product> _ladders;

    /// <summary>Up-selling under rules.</summary>
    /// <param name="checker">What may be offered, and the catalogue with its ladders.</param>
    /// <param name="rules">When a step may be proposed; null for the defaults.</param>
    /// <exception cref="ArgumentException">The rules cannot be used; the message lists everything that is wrong.</exception>
    public UpSelling(EligibilityChecker checker, UpSellRules? rules = null)
    {
        ArgumentNullException.ThrowIfNull(checker);
        _checker = checker;
        _rules = rules ?? new UpSellRules();
        PotentialChecks.ThrowIfInvalid(_rules.Validate(), nameof(rules));
        _ladders = checker.Catalog.Where(p => p.Ladder is not null && p.Rank is not null).OrderBy(p => p.Rank).ToLookup(p => p.Ladder!, StringComparer.Ordinal);
    }

    /// <summary>A customer's next steps, in ordinal order of their ladders; one a ladder at most. A ladder without a step of his, or without a higher one that may ever be offered, gives none.</summary>
    /// <param name="facts">What is known of him.</param>
    /// <param name="request">When and how it would be offered.</param>
    /// <param name="estimate">What a step may bring: the probability that he takes it, and what it adds to the margin; null when that is not known.</param>
    public IReadOnlyList<UpSellStep> StepsOf(CustomerFacts facts, EligibilityRequest request, Func<Product, Product, GapEstimate>? estimate = null)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(request);
        var steps = new List<UpSellStep>();
        foreach (IGrouping<string, Product> ladder in _ladders.OrderBy(l => l.Key, StringComparer.Ordinal))
        {
            Ownership[] held = [.. facts.Holdings.Where(h => h.Source == OwnershipSource.Own && h.IsInForce(request.At))];
            if (ladder.LastOrDefault(p => Array.Exists(held, h => h.Product == p.Id)) is not { } from)
            {
                continue;
            }

            // Of several contracts for the step the one that frees him last counts: all of them are his.
            DateTimeOffset free = held.Where(h => h.Product == from.Id).Max(h => FreeFrom(h, ladder.Key, request.At));
            foreach (Product to in ladder.Where(p => p.Rank > from.Rank))
            {
                if (FirstPossible(facts, to.Id, request, free) is { } possible)
                {
                    GapEstimate? known = estimate?.Invoke(from, to);
                    steps.Add(new UpSellStep(facts.Customer, ladder.Key, from.Id, to.Id, possible, known?.Propensity, known?.Margin ?? (double?)(to.Margin - from.Margin)));
                    break;
                }
            }
        }

        return steps;
    }

    private DateTimeOffset FreeFrom(Ownership holding, string ladder, DateTimeOffset at)
    {
        DateTimeOffset free = holding.From is { } from && from + _rules.AfterPurchase > at ? from + _rules.AfterPurchase : at;
        return _rules.LeadBeforeEnd is { } lead && holding.Until is { } end && end - lead > free && !_rules.WithoutLock.Contains(ladder, StringComparer.Ordinal) ? end - lead : free;
    }

    // Free and eligible at once: eligibility is asked again at the instant that it names until it says yes there.
    private DateTimeOffset? FirstPossible(CustomerFacts facts, ProductId product, EligibilityRequest request, DateTimeOffset free)
    {
        // Data stay as fresh as they are at the request; only the day is another one.
        TimeSpan later = free - request.At;
        CustomerFacts then = later == TimeSpan.Zero ? facts : facts with { HoldingsAsOf = facts.HoldingsAsOf + later, ConsentAsOf = facts.ConsentAsOf + later };
        DateTimeOffset at = free;
        for (int turn = 0; turn < MostTurns; turn++)
        {
            EligibilityVerdict verdict = _checker.Check(then, product, request with { At = at, Detail = ExplanationDetail.All });
            if (verdict.IsEligible || verdict.EligibleAgainAt is not { } again)
            {
                return verdict.IsEligible ? at : null;
            }

            then = then with { HoldingsAsOf = then.HoldingsAsOf + (again - at), ConsentAsOf = then.ConsentAsOf + (again - at) };
            at = again;
        }

        return null;
    }
}
