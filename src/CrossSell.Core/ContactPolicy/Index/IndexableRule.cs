using CrossSell.Ledger;

namespace CrossSell.ContactPolicy;

/// <summary>Which rules a compact index can serve.</summary>
internal static class IndexableRule
{
    /// <summary>Why a rule cannot be served; null when it can.</summary>
    public static string? Fault(ContactRule rule, WindowKind window, int slots)
    {
        string? wrong = rule.Window.Kind != window ? $"its window is {rule.Window}, but must be {(window == WindowKind.Rolling ? "rolling" : "calendar days")}"
            : rule.Limit.ByClass.Count > 0 ? "it has limits by class, but must have one limit"
            : rule.Limit.Lowest > slots ? $"its limit is {rule.Limit.Lowest}, but must be at most {slots}"
            : rule.Headroom is not null ? "it keeps slots for heavier contacts"
            : rule.Unit == CountUnit.Offer ? "it counts offers, but must count contacts or attempts"
            : rule.Subject != SubjectKind.Customer ? $"it counts for the {rule.Subject}, but must count for the customer"
            : null;
        return wrong is null ? null : $"The rule '{rule.Id}' cannot be kept in a compact index: {wrong}.";
    }
}
