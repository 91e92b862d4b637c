namespace CrossSell.ML.Report;

/// <summary>Whom to ask whether he has a product from somebody else, and for what is missing of himself, by what knowing it is worth.</summary>
internal static class UnknownFigures
{
    // Before anybody was asked either answer is as likely, with the weight of ten customers.
    private const double Prior = 10;

    // No category begins with it: control characters are no part of a name.
    private const string Attribute = "\u0001";

    public static UnknownsChecklist Of(Study s, CancellationToken cancellation)
    {
        double[] chance = Chances(s);
        var questions = new CompetitorQuestions(s.Space, (_, category) => chance[category], costOfOffer: s.Options.OfferCost ?? 0, prefix: "");
        var attributes = AttributeUnknowns.Of(s, cancellation);
        return UnknownsChecklist.Of(s.Book.Customers, Facts, options: null, cancellation);

        IEnumerable<UnknownFact> Facts(int customer) =>
            attributes is null ? questions.Of(customer) : questions.Of(customer).Concat(attributes.Of(customer).Select(fact => fact with { Name = Attribute + fact.Name }));
    }

    /// <summary>The kind of a fact as tables name it, and what it is about: a category or a column.</summary>
    public static (string Kind, string About) Parse(string fact) => fact.StartsWith(Attribute, StringComparison.Ordinal) ? ("attribute", fact[Attribute.Length..]) : ("elsewhere", fact);

    // Who has anything elsewhere on record was asked.
    private static double[] Chances(Study s)
    {
        var elsewhere = new double[s.Book.Categories.Count];
        var asked = new double[s.Book.Categories.Count];
        for (int c = 0; c < s.Book.Customers; c++)
        {
            bool wasAsked = false;
            for (int k = 0; k < elsewhere.Length; k++)
            {
                wasAsked |= s.Space[c, k] == CategoryState.Competitor;
            }

            for (int k = 0; k < elsewhere.Length && wasAsked; k++)
            {
                elsewhere[k] += s.Space[c, k] == CategoryState.Competitor ? 1 : 0;
                asked[k] += s.Space[c, k] is CategoryState.Owned or CategoryState.NotRelevant ? 0 : 1;
            }
        }

        return [.. elsewhere.Select((n, k) => (n + (Prior / 2)) / (asked[k] + Prior))];
    }
}
