using CrossSell.Ledger;

namespace CrossSell.Eligibility;

/// <summary>Whether the customer may be offered anything at all: known, with data fresh enough, no objection, no hold, no pause.</summary>
internal static class RequestStage
{
    public static void Judge(Candidate candidate, List<Veto> vetoes)
    {
        CustomerFacts facts = candidate.Facts;
        if (facts.Objections.Count > 0 && StopsAll(facts, candidate.Request.Channel ?? "") is { } objection)
        {
            vetoes.Add(new Veto { Code = ReasonCodes.Objection, Parameters = [new("since", VetoDates.Of(objection.At))] });
        }

        if (facts.Holds.Count > 0)
        {
            vetoes.AddRange(PermissionCheck.HoldsAt(facts.Holds, candidate.At));
        }

        if (candidate.IsOutbound && (!facts.IsKnown || candidate.Rules.MaxHoldingsAge is not null || candidate.Rules.MaxConsentAge is not null))
        {
            vetoes.AddRange(DataFaults(candidate));
        }
    }

    private static Objection? StopsAll(CustomerFacts facts, string channel) => facts.Objections.FirstOrDefault(o => o.Channel is null && o.Stops(channel, ContactPurpose.Marketing));

    /// <summary>What is unknown or too old at the request's own instant; later instants do not make it older, for the question is what would be with data as fresh as now.</summary>
    public static IEnumerable<Veto> DataFaults(Candidate candidate)
    {
        if (!candidate.Facts.IsKnown)
        {
            yield return new Veto { Code = ReasonCodes.UnknownCustomer };
        }

        foreach ((string what, DateTimeOffset? asOf, TimeSpan? most) in new[]
        {
            ("holdings", candidate.Facts.HoldingsAsOf, candidate.Rules.MaxHoldingsAge), ("consent", candidate.Facts.ConsentAsOf, candidate.Rules.MaxConsentAge),
        })
        {
            if (most is { } age && (asOf is not { } known || candidate.Request.At - known > age))
            {
                yield return new Veto
                {
                    Code = ReasonCodes.StaleData,
                    Parameters = asOf is { } since ? [new("data", what), new("asOf", VetoDates.Of(since))] : [new("data", what)],
                    FixHint = $"Load the {what} anew, with the instant as of which they are true.",
                };
            }
        }
    }
}
