using CrossSell.Decisions;
using CrossSell.Ledger;
using CrossSell.Numerics;

namespace CrossSell;

/// <summary>Decides what to say to one customer now: who he is, what is agreed and open, the best offers with their reasons, and why not the others.</summary>
/// <remarks>
/// A pure function of the model, the catalogue, what is known of the customer, and the instant; immutable and thread-safe. O(products + holdings + answers).
/// <see cref="CrossSellEngine.DecideAsync"/> reads the ledger and asks it.
/// </remarks>
public sealed class DecisionDesk
{
    private readonly EligibilityChecker _checker;
    private readonly DeskOptions _options;
    private readonly OccasionFinder _occasions;
    private readonly PurchaseHistory _history;
    private readonly OfferTerms _terms;

    /// <summary>A desk.</summary>
    /// <param name="model">Bound to the history of its customers.</param>
    /// <param name="checker">Says what may be offered; its catalogue has names, margins and categories.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <exception cref="ArgumentException">The model is not bound, or the options cannot be used; the message lists why.</exception>
    public DecisionDesk(CrossSellModel model, EligibilityChecker checker, DeskOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(checker);
        _options = options ?? new DeskOptions();
        if (_options.Validate() is { Count: > 0 } failures)
        {
            throw new ArgumentException(string.Join(' ', failures), nameof(options));
        }

        _history = model.History ?? throw new ArgumentException("The model has no customers yet. Give it some: model.Bind(history).", nameof(model));
        Model = model;
        _checker = checker;
        _occasions = new OccasionFinder(_options.Occasions);
        _terms = new OfferTerms(checker.Catalog, _options);
    }

    /// <summary>The model that ranks.</summary>
    public CrossSellModel Model { get; }

    /// <summary>The products that may be offered.</summary>
    public ProductCatalog Catalog => _checker.Catalog;

    internal EligibilityChecker Checker => _checker;

    internal DeskOptions Options => _options;

    /// <summary>What purchases say of a customer: to be completed by what a ledger knows.</summary>
    /// <param name="customer">Who.</param>
    public CustomerFacts FactsOf(CustomerId customer) => CustomerFacts.Of(_history, Catalog, customer);

    /// <summary>What campaigns are planned with: the same catalogue and rules, what purchases say, and the model's scores as chances.</summary>
    internal CampaignDesk ForCampaigns() => new(_checker, FactsOf, customer =>
    {
        var scores = new ScoredProduct[Model.Products.Count];
        return [.. scores[..Model.Recommend(customer, scores)].Select(score => new ProductChance(Model.Products[score.Product].Id, Math.Clamp(score.Score, 0, 1)))];
    });

    /// <summary>Decides.</summary>
    /// <param name="facts">What is known of the customer.</param>
    /// <param name="contacts">His contacts, in any order: for those shown, and for the hooks that he has heard.</param>
    /// <param name="occasion">Why he is spoken to.</param>
    /// <param name="now">When.</param>
    /// <param name="contactCost">What this contact costs, 0 or more, in the currency of the margins.</param>
    /// <exception cref="ArgumentException">A context, lever or cost is below 0 or not finite.</exception>
    public DeskDecision Decide(CustomerFacts facts, IReadOnlyList<Contact> contacts, Occasion occasion, DateTimeOffset now, double contactCost = 0)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(contacts);
        ArgumentNullException.ThrowIfNull(occasion);
        var request = new EligibilityRequest(now) { Mode = occasion.IsInbound ? OfferMode.Inbound : OfferMode.Outbound, FollowUpOf = occasion.Offer };
        IReadOnlyList<EligibilityVerdict> verdicts = _checker.CheckAll(facts, request);
        HashSet<ProductId> open = [.. verdicts.Where(verdict => verdict.IsEligible).Select(verdict => verdict.Product)];
        var scores = new ScoredProduct[Model.Products.Count];
        scores = scores[..Model.Recommend(facts.Customer, scores)];
        var placeOf = new Dictionary<ProductId, int>();
        for (int place = 0; place < scores.Length; place++)
        {
            placeOf.Add(Model.Products[scores[place].Product].Id, place);
        }

        OfferArbitration choice = OfferArbitration.Of(
            occasion.IsSelling ? scores.Where(score => open.Contains(Model.Products[score.Product].Id)).Select(score => _terms.Of(Model.Products[score.Product].Id, score.Score, occasion, contactCost)) : [],
            _options.Offers, _options.Arbitration, SeedOf(facts.Customer, now));
        IReadOnlyList<CategoryStanding> standings = CategoryStandings.Of(verdicts, Catalog, BoughtOfLate(facts.Customer, now), placeOf);
        ClassChange? contactClass = facts.ClassChanges.Count == 0 ? null : facts.ClassChanges[^1];
        return new DeskDecision
        {
            Customer = facts.Customer,
            IsKnown = _history.Customers.IndexOf(facts.Customer.Value) >= 0 || contacts.Count + facts.Offers.Count + facts.Responses.Count + facts.Consents.Count + facts.Holds.Count > 0,
            At = now,
            Occasion = occasion,
            Class = ClassOf(facts.Customer, contactClass?.To),
            PausedUntil = contactClass?.PausedUntil is { } until && until > now ? until : null,
            Categories = standings,
            Coverage = CategoryStandings.Coverage(standings),
            Occasions = [.. _occasions.Find(facts, now).Where(other => other != occasion)],
            OpenOffers = OpenOffers(facts, now),
            Offers = Offers(facts, contacts, choice, scores, placeOf, now),
            LastContacts = [.. contacts.Where(contact => !ContactStates.GaveUp(contact.State)).OrderByDescending(contact => contact.At).ThenBy(contact => contact.Id).Take(_options.LastContacts)],
            NotOffered = NotOffered(verdicts, choice, now),
            // They are about the customer, not about a product: all verdicts have the same ones.
            Warnings = verdicts.Count == 0 ? [] : verdicts[0].Warnings,
        };
    }

    /// <summary>What an offer that was made already is worth; null for a product that the catalogue or the model does not know.</summary>
    internal OfferValue? WorthOf(CustomerId customer, ProductId product, OccasionKind occasion, double contactCost)
    {
        if (!Catalog.TryGet(product, out _))
        {
            return null;
        }

        var scores = new ScoredProduct[Model.Products.Count];
        foreach (ScoredProduct score in scores.AsSpan(0, Model.Recommend(customer, scores)))
        {
            if (Model.Products[score.Product].Id == product)
            {
                return _terms.Of(product, score.Score, new Occasion { Kind = occasion, Product = product }, contactCost).Value;
            }
        }

        return null;
    }

    // Those to be followed up first, then the oldest.
    private static Offer[] OpenOffers(CustomerFacts facts, DateTimeOffset now) =>
    [
        .. facts.Offers.Where(offer => offer.IsOpenAt(now)).OrderBy(offer => offer.FollowUpAt <= now ? 0 : 1)
            .ThenBy(offer => offer.FollowUpAt <= now ? offer.FollowUpAt : offer.CreatedAt).ThenBy(offer => offer.Id, StringComparer.Ordinal),
    ];

    private static List<EligibilityVerdict> NotOffered(IReadOnlyList<EligibilityVerdict> verdicts, OfferArbitration choice, DateTimeOffset now)
    {
        HashSet<ProductId> offered = [.. choice.Winners.Select(winner => winner.Candidate.Product)];
        Dictionary<ProductId, Veto> lost = choice.Others.ToDictionary(other => other.Candidate.Product, other => other.Reason);
        var others = new List<EligibilityVerdict>(verdicts.Count);
        Veto[] last = [];
        foreach (EligibilityVerdict verdict in verdicts)
        {
            if (verdict.IsEligible && lost.TryGetValue(verdict.Product, out Veto? reason))
            {
                // Most are outranked by the same offer, and share that reason.
                last = last is [var same] && ReferenceEquals(same, reason) ? last : [reason];
                others.Add(new EligibilityVerdict(verdict.Product, last, now));
            }
            else if (!offered.Contains(verdict.Product))
            {
                others.Add(verdict);
            }
        }

        return others;
    }

    private DecidedOffer[] Offers(
        CustomerFacts facts, IReadOnlyList<Contact> contacts, OfferArbitration choice, ScoredProduct[] scores, Dictionary<ProductId, int> placeOf, DateTimeOffset now)
    {
        ScoredProduct[] chosen = [.. choice.Winners.Select(winner => scores[placeOf[winner.Candidate.Product]])];
        IReadOnlyList<Recommendation> recommendations = Model.Explained(facts.Customer, chosen);
        HashSet<string> told = [.. HookBook.ToldBy(contacts)];
        var offers = new DecidedOffer[chosen.Length];
        for (int i = 0; i < offers.Length; i++)
        {
            ArbitratedOffer winner = choice.Winners[i];
            Catalog.TryGet(winner.Candidate.Product, out Product? product);
            Hook? hook = _options.Hooks.Choose(facts, product!, Catalog, now, told);
            if (hook is not null)
            {
                told.Add(hook.Id);
            }

            offers[i] = new DecidedOffer
            {
                Rank = winner.Rank,
                Product = product!,
                Recommendation = recommendations[i] with { Rank = winner.Rank },
                Value = winner.Candidate.Value,
                IsValueAssumed = product!.Margin is null,
                FirstPlaceProbability = winner.FirstPlaceProbability,
                Hook = hook,
                ObjectionHints = Hints(facts, product),
            };
        }

        return offers;
    }

    // What he objected to before comes first: with products of the same category, then with others.
    private ObjectionHint[] Hints(CustomerFacts facts, Product product)
    {
        int Nearness(ObjectionHint hint) => facts.Responses.Where(response => response.Kind == OfferResponseKind.Declined && response.Reason == hint.Reason)
            .Select(response => Catalog.TryGet(response.Product, out Product? other) && other.Category is not null && string.Equals(other.Category, product.Category, StringComparison.Ordinal) ? 2 : 1)
            .DefaultIfEmpty(0).Max();
        return [.. _options.ObjectionHints.OrderByDescending(Nearness)];
    }

    private ValueClass? ClassOf(CustomerId customer, string? contactClass) =>
        _options.ClassOf?.Invoke(customer) is { } value ? ValueClassRule.EffectiveOf(value, contactClass)
        : Enum.TryParse(contactClass, ignoreCase: false, out ValueClass known) && Enum.IsDefined(known) ? known : null;

    private HashSet<string> BoughtOfLate(CustomerId customer, DateTimeOffset now)
    {
        HashSet<string> categories = new(StringComparer.Ordinal);
        int index = _history.Customers.IndexOf(customer.Value);
        if (index < 0)
        {
            return categories;
        }

        (int start, int length) = _history.RowsOf(index).GetOffsetAndLength(_history.Count);
        for (int row = start; row < start + length; row++)
        {
            if (_history.TimeOf(row) is { } time && time <= now.UtcDateTime && now.UtcDateTime - time <= _options.RepurchaseWindow
                && Catalog.TryGet(new ProductId(_history.Products[_history.ProductOfRow[row]]), out Product? product) && product is { Kind: ProductKind.Repurchasable, Category: { } category })
            {
                categories.Add(category);
            }
        }

        return categories;
    }

    // FNV-1a over the id, then the instant: the same on every machine.
    private ulong SeedOf(CustomerId customer, DateTimeOffset now)
    {
        ulong hash = 0xCBF29CE484222325 ^ _options.Seed;
        foreach (char letter in customer.Value)
        {
            hash = (hash ^ letter) * 0x100000001B3;
        }

        return new SplitMix64(hash ^ (ulong)now.UtcTicks).Next();
    }
}
