namespace CrossSell.ML.Report;

/// <summary>Whom to ask whether he has a product from somebody else, by what knowing it is worth.</summary>
internal static class UnknownFigures
{
    // Before anybody was asked either answer is as likely, with the weight of ten customers.
    private const double Prior = 10;

    public static UnknownsChecklist Of(Study s, CancellationToken cancellation)
    {
        double[] chance = Chances(s);
        var questions = new CompetitorQuestions(s.Space, (_, category) => chance[category], costOfOffer: s.Options.OfferCost ?? 0, prefix: "");
        return UnknownsChecklist.Of(s.Book.Customers, questions.Of, options: null, cancellation);
    }

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
