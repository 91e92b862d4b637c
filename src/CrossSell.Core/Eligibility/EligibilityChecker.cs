using CrossSell.Eligibility;
using CrossSell.Ledger;

namespace CrossSell;

/// <summary>Says which products may be offered to a customer, and for all others why not and from when on.</summary>
/// <remarks>Immutable and thread-safe; a pure function without a clock. One candidate costs O(holdings + offers + answers) for each stage.</remarks>
public sealed class EligibilityChecker
{
    private static readonly Action<Candidate, List<Veto>>[] Stages =
    [
        RequestStage.Judge, CatalogStage.Judge, OwnershipStage.Judge, RelationStage.Judge, DeclineStage.Judge, OfferStage.Judge, PredicateStage.Judge, ChannelStage.Judge,
    ];

    /// <summary>A checker of a catalogue's products.</summary>
    /// <param name="catalog">What may be sold, and how products stand to one another.</param>
    /// <param name="rules">What else bars an offer; null for <see cref="EligibilityRules.Strict"/>.</param>
    /// <exception cref="ArgumentException">The rules cannot be used; the message lists everything that is wrong.</exception>
    public EligibilityChecker(ProductCatalog catalog, EligibilityRules? rules = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        Catalog = catalog;
        Rules = rules ?? EligibilityRules.Strict;
        if (Rules.Validate() is { Count: > 0 } failures)
        {
            throw new ArgumentException(string.Join(' ', failures), nameof(rules));
        }
    }

    /// <summary>The catalogue.</summary>
    public ProductCatalog Catalog { get; }

    /// <summary>The rules.</summary>
    public EligibilityRules Rules { get; }

    /// <summary>Judges every product of the catalogue, in its order.</summary>
    /// <param name="facts">What is known of the customer.</param>
    /// <param name="request">When, how and beside what it would be offered.</param>
    public IReadOnlyList<EligibilityVerdict> CheckAll(CustomerFacts facts, EligibilityRequest request) => [.. Catalog.Select(product => Check(facts, product.Id, request))];

    /// <summary>Judges one product.</summary>
    /// <param name="facts">What is known of the customer.</param>
    /// <param name="product">The candidate; one that the catalogue does not list is never eligible.</param>
    /// <param name="request">When, how and beside what it would be offered.</param>
    public EligibilityVerdict Check(CustomerFacts facts, ProductId product, EligibilityRequest request)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(request);
        if (!Catalog.TryGet(product, out Product? known))
        {
            return new EligibilityVerdict(product, [new Veto { Code = ReasonCodes.NotInCatalog, Evidence = [product.Value] }], null);
        }

        var candidate = new Candidate(Catalog, Rules, facts, request, known, request.At);
        List<Veto> vetoes = Judge(candidate, request.Detail);
        return new EligibilityVerdict(product, vetoes, request.Detail == ExplanationDetail.All ? FirstEligible(candidate, vetoes) : Latest(vetoes, request.At))
        {
            Warnings = candidate.IsOutbound ? [] : [.. RequestStage.DataFaults(candidate)],
        };
    }

    private static List<Veto> Judge(Candidate candidate, ExplanationDetail detail)
    {
        var vetoes = new List<Veto>();
        foreach (Action<Candidate, List<Veto>> stage in Stages)
        {
            stage(candidate, vetoes);
            if (detail == ExplanationDetail.First && vetoes.Count > 0)
            {
                break;
            }
        }

        return vetoes;
    }

    // Each veto says until when it holds without a break, so nothing is missed by asking again at the latest of these instants, until nothing is left.
    private static DateTimeOffset? FirstEligible(Candidate candidate, List<Veto> vetoes)
    {
        while (vetoes.Count > 0)
        {
            if (Latest(vetoes, candidate.At) is not { } next || next <= candidate.At)
            {
                return null;
            }

            candidate = candidate with { At = next };
            vetoes = Judge(candidate, ExplanationDetail.All);
        }

        return candidate.At;
    }

    private static DateTimeOffset? Latest(List<Veto> vetoes, DateTimeOffset at) =>
        vetoes.Count == 0 ? at : vetoes.Exists(v => v.EligibleAgainAt is null) ? null : vetoes.Max(v => v.EligibleAgainAt);
}
