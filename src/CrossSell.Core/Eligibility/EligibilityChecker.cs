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
    /// <remarks>O(products + holdings + offers + answers) where little concerns a product; nothing is allocated for an eligible one but its verdict.</remarks>
    public IReadOnlyList<EligibilityVerdict> CheckAll(CustomerFacts facts, EligibilityRequest request)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(request);
        var index = new FactIndex(facts, request.At, manyProducts: true);
        var verdicts = new EligibilityVerdict[Catalog.Count];
        IReadOnlyList<Veto>? warnings = null;
        List<Veto> room = [];
        for (int i = 0; i < verdicts.Length; i++)
        {
            verdicts[i] = Check(new Candidate(Catalog, Rules, facts, index, request, Catalog[i], request.At), room, ref warnings);
        }

        return verdicts;
    }

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

        IReadOnlyList<Veto>? warnings = null;
        return Check(new Candidate(Catalog, Rules, facts, new FactIndex(facts, request.At, manyProducts: false), request, known, request.At), [], ref warnings);
    }

    // What is known too little or too long ago is the same for all products of a request.
    private static EligibilityVerdict Check(Candidate candidate, List<Veto> room, ref IReadOnlyList<Veto>? warnings)
    {
        EligibilityRequest request = candidate.Request;
        room.Clear();
        Judge(candidate, request.Detail, room);
        warnings ??= candidate.IsOutbound ? [] : [.. RequestStage.DataFaults(candidate)];
        if (room.Count == 0)
        {
            return new EligibilityVerdict(candidate.Product.Id, [], request.At) { Warnings = warnings };
        }

        Veto[] vetoes = [.. room];
        DateTimeOffset? again = request.Detail == ExplanationDetail.All ? FirstEligible(candidate, room) : Latest(room, request.At);
        return new EligibilityVerdict(candidate.Product.Id, vetoes, again) { Warnings = warnings };
    }

    private static void Judge(Candidate candidate, ExplanationDetail detail, List<Veto> vetoes)
    {
        foreach (Action<Candidate, List<Veto>> stage in Stages)
        {
            stage(candidate, vetoes);
            if (detail == ExplanationDetail.First && vetoes.Count > 0)
            {
                break;
            }
        }
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
            vetoes.Clear();
            Judge(candidate, ExplanationDetail.All, vetoes);
        }

        return candidate.At;
    }

    private static DateTimeOffset? Latest(List<Veto> vetoes, DateTimeOffset at) =>
        vetoes.Count == 0 ? at : vetoes.Exists(v => v.EligibleAgainAt is null) ? null : vetoes.Max(v => v.EligibleAgainAt);
}
