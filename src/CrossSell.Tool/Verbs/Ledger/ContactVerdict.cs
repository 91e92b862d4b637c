using System.Globalization;
using CrossSell.Ledger;

namespace CrossSell.Tool;

/// <summary>What the rules say of a contact, as rows.</summary>
internal sealed class ContactVerdict(PolicySet policy, AdmissionContext context)
{
    private const int MostSteps = 1000;

    public static IReadOnlyList<string> Columns { get; } = ["allowed", "code", "rule", "evidence", "until", "earliest", "text"];

    /// <summary>One row with yes, or one with no for each reason; says which it was.</summary>
    public bool Write(RecordWriter writer, CultureInfo language, TimeZoneInfo? zone)
    {
        Admission admission = policy.Admit(context);
        string earliest = Instant.Text(Earliest());
        if (admission.IsAdmitted)
        {
            Array.ForEach(["yes", "", "", "", "", earliest, ""], writer.Text);
        }

        foreach (Veto veto in admission.Vetoes)
        {
            Array.ForEach(["no", veto.Code, veto.RuleId ?? "", string.Join('|', veto.Evidence), Instant.Text(veto.EligibleAgainAt), earliest, veto.In(language, zone)], writer.Text);
        }

        return admission.IsAdmitted;
    }

    // Limits and quiet hours know their first instant, permissions each their end; the first at which all agree is found by asking again.
    private DateTimeOffset? Earliest()
    {
        AdmissionContext asked = context;
        for (int step = 0; step < MostSteps; step++)
        {
            DateTimeOffset at = asked.Candidate.At;
            PermissionVerdict permission = policy.Permissions.Check(asked);
            DateTimeOffset? next = permission.IsPermitted ? policy.EarliestAllowed(asked)
                : permission.Vetoes.Any(veto => veto.EligibleAgainAt is null) ? null : permission.Vetoes.Max(veto => veto.EligibleAgainAt);
            if (next is null || (next == at && permission.IsPermitted))
            {
                return next;
            }

            if (next <= at)
            {
                return null;
            }

            asked = asked with { Candidate = asked.Candidate with { At = next.Value } };
        }

        return null;
    }
}
