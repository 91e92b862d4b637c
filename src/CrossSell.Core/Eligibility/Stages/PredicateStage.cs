using CrossSell.Ledger;

namespace CrossSell.Eligibility;

/// <summary>Whether the user's own conditions are met.</summary>
internal static class PredicateStage
{
    public static void Judge(Candidate candidate, List<Veto> vetoes)
    {
        for (int i = 0; i < candidate.Rules.Predicates.Count; i++)
        {
            EligibilityPredicate predicate = candidate.Rules.Predicates[i];
            PredicateAnswer? answer = predicate.Ask(new PredicateInput(candidate.Facts, candidate.Product, candidate.At));
            if (answer is { IsMet: true })
            {
                continue;
            }

            bool isUnknown = answer is null or { IsUnknown: true };
            vetoes.Add(new Veto
            {
                Code = isUnknown ? ReasonCodes.PredicateFailed : ReasonCodes.PredicatePrefix + predicate.Name,
                RuleId = predicate.Name,
                RuleVersion = predicate.Version,
                Evidence = answer is { Evidence.Length: > 0 } ? [answer.Evidence] : [],
                EligibleAgainAt = answer?.NotBefore is { } notBefore && notBefore > candidate.At ? notBefore : null,
            });
        }
    }
}
