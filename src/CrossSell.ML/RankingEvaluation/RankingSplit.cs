using CrossSell.ML.RankingEvaluation;

namespace CrossSell.ML;

/// <summary>Purchases parted into what a ranking learns from, what it is shown of the customers that it ranks for, and what it should have foreseen.</summary>
/// <remarks>
/// Immutable and thread-safe. <see cref="AtCutoff(PurchaseHistory, DateTime, TimeSpan?)"/> is the honest one: nothing later than the instant is known of anybody.
/// The others say what can be said without times; where there are times they let the future of other customers in.
/// </remarks>
public sealed class RankingSplit
{
    internal RankingSplit(PurchaseMatrix train, PurchaseMatrix known, RankingTargets targets)
    {
        Train = train;
        Known = known;
        Targets = targets;
    }

    /// <summary>What is learned from.</summary>
    public PurchaseMatrix Train { get; }

    /// <summary>What the customers have when their lists are made; <see cref="Train"/> itself, unless customers are kept out of training.</summary>
    public PurchaseMatrix Known { get; }

    /// <summary>What is to be foreseen, by customers with something in <see cref="Known"/>, of products with buyers in <see cref="Train"/>.</summary>
    public RankingTargets Targets { get; }

    /// <summary>The same split with what else is known of customers and products: models learn from it, and see it of the customers they rank for.</summary>
    /// <param name="facts">What is known of customers; null for nothing. Nothing in it may come from later than the split.</param>
    /// <param name="categories">For each product its category, or null for none; null when none are known.</param>
    /// <exception cref="ArgumentException">There is not one place for each product.</exception>
    public RankingSplit With(ICustomerFacts? facts, IReadOnlyList<string?>? categories)
    {
        PurchaseMatrix train = Train.WithFacts(facts).WithCategories(categories);
        return new RankingSplit(train, ReferenceEquals(Known, Train) ? train : Known.WithFacts(facts).WithCategories(categories), Targets);
    }

    /// <summary>A split that stands in two tables: what is known, and first purchases that came later.</summary>
    /// <param name="train">What is known.</param>
    /// <param name="later">First purchases of the same customers and products.</param>
    /// <exception cref="ArgumentException">A customer or product is not in <paramref name="train"/>, or the customer had the product already.</exception>
    public static RankingSplit Of(PurchaseMatrix train, PurchaseMatrix later) => new(train, train, RankingTargets.Of(train, later));

    /// <summary>Everything before an instant is known; first purchases from then on are foreseen. Their worth is the revenue of the window, where rows have any.</summary>
    /// <param name="history">The purchases.</param>
    /// <param name="cutoff">The first instant that is not known.</param>
    /// <param name="horizon">How long is looked ahead; null to the end.</param>
    /// <exception cref="ArgumentException">Nothing lies before or after the instant, or purchases have no times, or the horizon is not above 0.</exception>
    public static RankingSplit AtCutoff(PurchaseHistory history, DateTime cutoff, TimeSpan? horizon = null)
    {
        ArgumentNullException.ThrowIfNull(history);
        DateTime? end = TemporalSplit.End(cutoff, horizon, history.FirstTime, history.LastTime);
        var train = PurchaseMatrix.Of(history, cutoff);
        return TemporalSplit.Of(train, PurchaseMatrix.Of(history, end), TemporalSplit.RevenueOf(history, cutoff, end));
    }

    /// <summary>The same from a matrix with times. A pair that was bought before and after counts as one basket before.</summary>
    /// <param name="purchases">Pairs with times.</param>
    /// <param name="cutoff">The first instant that is not known.</param>
    /// <param name="horizon">How long is looked ahead; null to the end.</param>
    /// <exception cref="ArgumentException">Nothing lies before or after the instant, or pairs have no times, or the horizon is not above 0.</exception>
    public static RankingSplit AtCutoff(PurchaseMatrix purchases, DateTime cutoff, TimeSpan? horizon = null)
    {
        ArgumentNullException.ThrowIfNull(purchases);
        (DateTime? first, DateTime? last) = TemporalSplit.Span(purchases);
        DateTime? end = TemporalSplit.End(cutoff, horizon, first, last);
        return TemporalSplit.Of(purchases.Before(cutoff), end is { } until ? purchases.Before(until) : purchases, values: null);
    }

    /// <summary>Several splits one after another: how much results vary from time to time.</summary>
    /// <param name="history">The purchases.</param>
    /// <param name="first">The first cut-off.</param>
    /// <param name="step">From one cut-off to the next, above 0.</param>
    /// <param name="count">How many, 1 or more.</param>
    /// <param name="horizon">How long each looks ahead; null for one step.</param>
    /// <exception cref="ArgumentException">Nothing lies before or after an instant, purchases have no times, or a duration is not above 0.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is below 1.</exception>
    public static IReadOnlyList<RankingSplit> Rolling(PurchaseHistory history, DateTime first, TimeSpan step, int count, TimeSpan? horizon = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        return step > TimeSpan.Zero
            ? [.. Enumerable.Range(0, count).Select(i => AtCutoff(history, first + (i * step), horizon ?? step))]
            : throw new ArgumentException($"The step is {step}; it must be above 0.", nameof(step));
    }

    /// <summary>Of every customer with two products or more, one is taken away and foreseen: the one bought first most lately, without times one by chance.</summary>
    /// <param name="purchases">The pairs.</param>
    /// <param name="seed">Decides which, without times and among equal ones.</param>
    /// <exception cref="ArgumentException">No customer has two products of which one has another buyer.</exception>
    public static RankingSplit LeaveOneOut(PurchaseMatrix purchases, ulong seed = 1)
    {
        ArgumentNullException.ThrowIfNull(purchases);
        int[] held = HeldOutProducts.Of(purchases, seed, _ => true);
        PurchaseMatrix train = purchases.Where((customer, product) => held[customer] != product);
        return new RankingSplit(train, train, HeldOutProducts.Targets(held, train));
    }

    /// <summary>Customers are parted into folds; for each, the others are learned from, and of each of its own customers one product is taken away and foreseen.</summary>
    /// <remarks>How good rankings are for customers who were not learned from.</remarks>
    /// <param name="purchases">The pairs.</param>
    /// <param name="folds">How many, 2 or more.</param>
    /// <param name="seed">Decides which customers go where, by their ids, and which product goes.</param>
    /// <exception cref="ArgumentException">In a fold no customer has two products of which one has a buyer among the others.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="folds"/> is below 2.</exception>
    public static IReadOnlyList<RankingSplit> KFold(PurchaseMatrix purchases, int folds = 5, ulong seed = 1)
    {
        ArgumentNullException.ThrowIfNull(purchases);
        ArgumentOutOfRangeException.ThrowIfLessThan(folds, 2);
        int[] foldOf = [.. Enumerable.Range(0, purchases.Customers.Count).Select(customer => (int)(HeldOutProducts.Hash(purchases.Customers.Utf8(customer), seed) % (ulong)folds))];
        var splits = new RankingSplit[folds];
        for (int fold = 0; fold < folds; fold++)
        {
            int now = fold;
            int[] held = HeldOutProducts.Of(purchases, seed, customer => foldOf[customer] == now);
            PurchaseMatrix train = purchases.Where((customer, _) => foldOf[customer] != now);
            PurchaseMatrix known = purchases.Where((customer, product) => foldOf[customer] == now && held[customer] != product);
            splits[fold] = new RankingSplit(train, known, HeldOutProducts.Targets(held, train));
        }

        return splits;
    }
}
